"""What a change does to the policy as items of Markdown: parts first, then the findings that turn, then the owners."""

from __future__ import annotations

from mneme_cli.reports._markdown.escape import code, prose
from mneme_cli.reports._review import SHOWN, claim, summed, title, told, who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page
    from mneme_cli.model.review import Review, Touch, Turn


def changes(page: Page) -> list[str]:
    """Write the section of a check."""
    return items(page.review) if page.review else []


def items(review: Review) -> list[str]:
    """Write a whole review, one item for each part."""
    made = [prose(summed(review)) + "\n", *(_touch(each, review) for each in review.touches[:SHOWN])]
    made += _more(len(review.touches))
    made += _turns("vanishes", review.vanishes) + _turns("appears", review.appears)
    if review.owners_from:
        made += [f"- owner of {code(each.path)}: {_owners(each.owners)}" for each in review.files[:SHOWN]]
        made += _more(len(review.files))
    return made


def _touch(one: Touch, review: Review) -> str:
    where = f" ({code(f'{one.path}:{one.line}')})" if one.path and not one.what.endswith(one.path) else ""
    how = f"**{one.how}**" if one.looser else one.how
    said = who(one, review)
    may = f"; {prose(said)}" if said else ""
    return f"- {how} {code(title(one))}{where}: {'; '.join(map(prose, one.says))}{may}"


def _turns(how: str, turns: tuple[Turn, ...]) -> list[str]:
    shown = [
        f"- finding {how}: {code(each.finding.rule)} {code(told(each))} {prose(claim(each))}" for each in turns[:SHOWN]
    ]
    return shown + _more(len(turns))


def _owners(names: tuple[str, ...]) -> str:
    return ", ".join(map(code, names)) or "nobody"


def _more(count: int) -> list[str]:
    return [f"- and {count - SHOWN} more"] if count > SHOWN else []
