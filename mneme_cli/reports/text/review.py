"""What a change does to the policy, for people: parts first, then the findings that turn, then who has to look."""

from __future__ import annotations

from mneme_cli.model.finding import ELSEWHERE
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports._review import FEW, MOST, SHOWN, claim, summed, title, told, who
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.finding import place
from mneme_cli.reports.text.spans import flow, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page
    from mneme_cli.model.review import Review, Touch, Turn
    from mneme_cli.reports.text.spans import Line

_STYLES = {"goes": "block", "weakens": "block", "changes": "warn", "tightens": "good", "appears": "good"}
_INDENT = 12
_HERE = {
    "allow": "`on_policy_change: allow` asks for nobody's approval; the rules of the base are judged as well.",
    "ask": "No finding depends on that, so it may be committed; `mneme policy-diff` and `mneme ci` ask for the"
    " approval.",
    "block": "No finding depends on that, so it may be committed; by `on_policy_change: block` it passes"
    " `mneme policy-diff` and `mneme ci` only approved.",
}
_ELSEWHERE = "Findings depend on it; nobody can approve it here, so it passes: its pull request asks for the approval."


def changes(review: Review, page: Page, width: int) -> list[Line]:
    """Write the section of a check; one that lets a change pass says which gate will not."""
    made = lines(review, width, FEW, f": mneme policy-diff {page.compared}".rstrip())
    if not review.looser or page.verdict.outcome in ("ask", "block") or (review.setting != "allow" and not review.open):
        return made
    said = _HERE[review.setting] if all(one.aside != ELSEWHERE for one in page.verdict.findings) else _ELSEWHERE
    return [*made, *(((line, "ask"),) for line in wrap(said, width))]


def lines(found: Review, width: int, most: int = MOST, rest: str = "") -> list[Line]:
    """Write a review. most: parts, and findings, that are told.  rest: where the others are."""
    made: list[Line] = [((line, "title"),) for line in wrap(f"Policy: {summed(found)}", width)]
    for touch in found.touches[:most]:
        made += _touch(touch, found, width)
    waiting = len(found._replace(touches=found.touches[most:]).open)
    held = f", {waiting} of them waiting for an approval" if waiting else ""
    made += _more(len(found.touches) - most, held + rest, width)
    for how, turns in (("vanishes", found.vanishes), ("appears", found.appears)):
        made += _turns(how, turns[:most], len(turns), width) + _more(len(turns) - most, rest, width)
    return made + _owners(found, width)


def _touch(one: Touch, found: Review, width: int) -> list[Line]:
    style = "warn" if one.how == "appears" and one.looser else _STYLES.get(one.how, "dim")
    parts = [(f"  {one.how:<{_INDENT - 4}}", style), (visible(title(one)), "rule")]
    if one.path and one.what.endswith(one.path):
        parts[1] = place(title(one), one.line), "rule"
    else:
        parts += [(place(one.path, one.line), "place")] if one.path else []
    made = flow(parts, width, _INDENT)
    for said in one.says:
        made += [((" " * _INDENT + line, ""),) for line in wrap(one_line(said), width - _INDENT)]
    may = wrap(visible(who(one, found)), width - _INDENT)
    return made + [((" " * _INDENT + line, "good" if one.by else "ask"),) for line in may]


def _turns(how: str, turns: tuple[Turn, ...], number: int, width: int) -> list[Line]:
    """Write findings that one of the two policies does not have. number: how many there are."""
    if not turns:
        return []
    they = how[:-1] if how == "appears" else "vanish"
    said = f"{count(number, 'finding')} {how if number == 1 else they} because of it"
    made: list[Line] = [((f"  {said}", "title"),)]
    for one in turns:
        made += flow([(f"    {visible(one.finding.rule)}", "rule"), (visible(told(one)), "place")], width, 6)
        made += [((" " * 6 + line, ""),) for line in wrap(visible(claim(one)), width - 6)]
    return made


def _owners(found: Review, width: int) -> list[Line]:
    """Write who owns the files, by the base's CODEOWNERS."""
    if not found.owners_from:
        return []
    made: list[Line] = []
    for one in found.files[:SHOWN]:
        said = ", ".join(map(visible, one.owners)) or "nobody"
        made += flow([(visible(one.path), "place"), (said, "")], width, 2)
    left = _more(len(found.files) - SHOWN, "", width)
    return [((f"  owners by {visible(found.owners_from)}", "title"),), *((("    ", ""), *line) for line in made), *left]


def _more(left: int, rest: str, width: int) -> list[Line]:
    return [((f"    {line}", "dim"),) for line in wrap(f"and {left} more{rest}", width - 4)] if left > 0 else []
