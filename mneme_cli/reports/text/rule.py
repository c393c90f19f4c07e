"""The reasons behind the findings of one rule: what it says, why, what to do instead, and the way out."""

from __future__ import annotations

from mneme_cli.model.day import show
from mneme_cli.model.glob import escape
from mneme_cli.model.rule import shared
from mneme_cli.model.visible import one_line, visible
from mneme_cli.reports.text.shell import lines
from mneme_cli.reports.text.spans import LABEL, row, rows, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page
    from mneme_cli.model.rule import Texts
    from mneme_cli.reports.text.spans import Line

_PATHS = 3
_DAYS = 90
_ENDED = "  ended "
"""What a line of a rule's history says of a waiver, and of no record."""


def reasons(texts: Texts, width: int, found: Iterable[Finding] = ()) -> list[Line]:
    """Write what the rule says and why, what it replaced, and which waivers ended, unless a finding says so already."""
    since = f", in force since {show(texts.since)}" if texts.since else ""
    said = f"{visible(texts.line)} ({texts.authority}{since})" if texts.line else f"{texts.authority}{since}"
    made = row("rule", said, width)
    made += row("written", visible(texts.source), width, "place")
    made += row("why", visible(texts.why), width)
    made += row("instead", one_line(texts.say), width, "good")
    due = {one.why_aside for one in found}
    over = [line for line in texts.history if _ENDED in line]
    gone = [line for line in texts.history if line not in over]
    told = [line for line in over if " ".join(line.split()) not in due]
    for label, lines_ in (("set aside", gone), ("no longer", told)):
        for at, line in enumerate(lines_):
            made += row("" if at else label, visible(line), width, "dim")
    return made


def ways_out(found: list[Finding], texts: Texts, page: Page, width: int) -> list[Line]:
    """Write the commands that explain the rule or ask for an exception, those that can work only."""
    rule = found[0].rule
    room = width - LABEL - 2
    made = lines(("mneme", "why", rule), room)
    if twin := shared(rule):
        return rows("way out", [*made, *lines(("mneme", "renumber", twin), room)])
    if held := [one for one in found if one.outcome in ("block", "ask") and not _let(one, page)]:
        made += _waive(rule, held, texts, page, room)
    return rows("way out", made)


def _let(one: Finding, page: Page) -> bool:
    """Tell whether the policy as changed lets it pass already: it waits for an approval, and a waiver adds nothing."""
    return one.rule in page.verdict.changed_policy and one.status != "due" and bool(one.why_aside) and not one.aside


def _waive(rule: str, found: list[Finding], texts: Texts, page: Page, room: int) -> list[Line]:
    if texts.level == "final" and not texts.waivable_by:
        said = "the rule is final and nobody may waive it: change the code, or the decision"
        return [((line, "dim"),) for line in wrap(said, room)]
    places = {path for one in found for path in one.held or (one.source,)}
    paths = [escape(page.typed.get(path, path)) for path in sorted(places)]
    shown = paths if len(paths) <= _PATHS else ["PATH"]
    inside = [word for path in shown for word in ("--in", path)]
    may = texts.waivable_by or page.approvers
    name = visible(may[0]) if may else "NAME"
    as_of = page.verdict.as_of
    until = show(as_of + _DAYS) if as_of else "YYYY-MM-DD"
    made = lines(("mneme", "waive", rule, *inside, "--until", until, "--by", name, "--because", "WHY"), room)
    others = f"or by {', '.join(map(visible, may[1:]))}" if may[1:] else ""
    return [*made, *([((line, "dim"),) for line in wrap(others, room)] if others else [])]
