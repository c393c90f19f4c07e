"""What a change does to the policy, for people: parts first, then the findings that turn, then who has to look."""

from __future__ import annotations

from mneme_cli.model.finding import ELSEWHERE
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports._review import SHOWN, claim, summed, title, told, who
from mneme_cli.reports.text.finding import place
from mneme_cli.reports.text.spans import flow, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page
    from mneme_cli.model.review import Review, Touch, Turn
    from mneme_cli.reports.text.spans import Line

_STYLES = {"goes": "block", "weakens": "block", "changes": "warn", "tightens": "good", "appears": "good"}
_INDENT = 12
_HERE = "No finding depends on that, so it may be committed; `mneme policy-diff` and `mneme ci` ask for the approval."
_ELSEWHERE = "Findings depend on it; nobody can approve it here, so it passes: its pull request asks for the approval."


def changes(review: Review, page: Page, width: int) -> list[Line]:
    """Write the section of a check; one that lets a change pass says which gate will not."""
    made = lines(review, width)
    if not review.open or page.verdict.outcome in ("ask", "block"):
        return made
    said = _HERE if all(one.aside != ELSEWHERE for one in page.verdict.findings) else _ELSEWHERE
    return [*made, *(((line, "ask"),) for line in wrap(said, width))]


def lines(found: Review, width: int) -> list[Line]:
    """Write a whole review."""
    made: list[Line] = [((line, "title"),) for line in wrap(f"Policy: {summed(found)}", width)]
    for touch in found.touches[:SHOWN]:
        made += _touch(touch, found, width)
    made += _more(len(found.touches))
    made += _turns("vanishes", found.vanishes, width) + _turns("appears", found.appears, width)
    return made + _owners(found, width)


def _touch(one: Touch, found: Review, width: int) -> list[Line]:
    style = "warn" if one.how == "appears" and one.looser else _STYLES.get(one.how, "dim")
    parts = [(f"  {one.how:<{_INDENT - 4}}", style), (visible(title(one)), "rule")]
    parts += [(place(one.path, one.line), "place")] if one.path and not one.what.endswith(one.path) else []
    made = flow(parts, width, _INDENT)
    for said in one.says:
        made += [((" " * _INDENT + line, ""),) for line in wrap(one_line(said), width - _INDENT)]
    may = wrap(visible(who(one, found)), width - _INDENT)
    return made + [((" " * _INDENT + line, "good" if one.by else "ask"),) for line in may]


def _turns(how: str, turns: tuple[Turn, ...], width: int) -> list[Line]:
    """Write the findings that one of the two policies does not have."""
    if not turns:
        return []
    many = f"{len(turns)} finding{'' if len(turns) == 1 else 's'}"
    said = f"{many} {how if len(turns) == 1 else how[:-1] if how == 'appears' else 'vanish'} because of it"
    made: list[Line] = [((f"  {said}", "title"),)]
    for one in turns[:SHOWN]:
        made += flow([(f"    {visible(one.finding.rule)}", "rule"), (visible(told(one)), "place")], width, 6)
        made += [((" " * 6 + line, ""),) for line in wrap(visible(claim(one)), width - 6)]
    return made + _more(len(turns))


def _owners(found: Review, width: int) -> list[Line]:
    """Write who owns the files, by the base's CODEOWNERS."""
    if not found.owners_from:
        return []
    made: list[Line] = []
    for one in found.files[:SHOWN]:
        said = ", ".join(map(visible, one.owners)) or "nobody"
        made += flow([(visible(one.path), "place"), (said, "")], width, 2)
    left = _more(len(found.files))
    return [((f"  owners by {visible(found.owners_from)}", "title"),), *((("    ", ""), *line) for line in made), *left]


def _more(count: int) -> list[Line]:
    left = count - SHOWN
    return [((f"    and {left} more (--format json tells up to 200)", "dim"),)] if left > 0 else []
