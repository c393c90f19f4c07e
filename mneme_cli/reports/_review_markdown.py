"""A policy review as Markdown: a section of a comment on a pull request; whatever a record says stays text."""

from __future__ import annotations

from mneme_cli.model.visible import visible
from mneme_cli.reports._review import SHOWN, claim, summed, title, told, who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.review import Review, Touch, Turn

_MEANT = "\\`*_[]<>|~&"


def section(review: Review) -> str:
    """Write a review with its heading; ends in a newline."""
    parts = [f"### Policy: {_text(summed(review))}", _table(review)]
    parts += [_turns("vanish", review.vanishes), _turns("appear", review.appears), _owners(review)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(review: Review) -> str:
    if not review.touches:
        return ""
    lines = ["| | What | How | Approval |", "|---|---|---|---|"]
    lines += [_row(each) for each in review.touches[:SHOWN]]
    return "\n".join(lines) + _more(len(review.touches))


def _row(one: Touch) -> str:
    where = f" {fenced(f'{one.path}:{one.line}')}" if one.path and not one.what.endswith(one.path) else ""
    says = "<br>".join(map(_text, one.says))
    how = f"**{one.how}**" if one.looser else one.how
    return f"| {how} | {fenced(title(one))}{where} | {says} | {_text(who(one))} |"


def _turns(how: str, turns: tuple[Turn, ...]) -> str:
    if not turns:
        return ""
    lines = (f"- {fenced(each.finding.rule)} {fenced(told(each))} {_text(claim(each))}" for each in turns[:SHOWN])
    many = f"{len(turns)} finding{'' if len(turns) == 1 else 's'} {_verb(how, len(turns))} because of it"
    return _folded(many + ":", lines) + _more(len(turns))


def _verb(how: str, many: int) -> str:
    return how if many > 1 else {"vanish": "vanishes", "appear": "appears"}[how]


def _owners(review: Review) -> str:
    if not review.owners_from:
        return ""
    names = {each.path: ", ".join(map(fenced, each.owners)) or "nobody" for each in review.files[:SHOWN]}
    lines = (f"- {fenced(path)} {who_}" for path, who_ in names.items())
    return _folded(f"Owners, by {fenced(review.owners_from)} of the base:", lines) + _more(len(review.files))


def _folded(head: str, lines: Iterable[str]) -> str:
    return "\n".join([head, "", *lines])


def _more(count: int) -> str:
    return f"\n\nand {count - SHOWN} more" if count > SHOWN else ""


def _text(text: str) -> str:
    """Write text that Markdown and HTML take for nothing else, and that calls no person by an @."""
    flat = " ".join(visible(text).split())
    return "".join(f"&#{ord(char)};" if char in _MEANT else char for char in flat).replace("@", "@&#8203;")


def fenced(text: str) -> str:
    """Write text in a fixed font: an element, as a table would end at a bar between backticks."""
    return f"<code>{_text(text).replace('@&#8203;', '@')}</code>"
