"""`mneme check --explain`: every rule that speaks in the files looked at, once, with what it did."""

from __future__ import annotations

from mneme_cli.model.day import show
from mneme_cli.model.group import groups
from mneme_cli.model.reason import APPLIED
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import heap
from mneme_cli.reports.text.finding import INDENT
from mneme_cli.reports.text.spans import flow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page
    from mneme_cli.model.reason import Reason
    from mneme_cli.reports.text.spans import Line


def rules(page: Page, width: int) -> list[Line]:
    """Write what every rule did, the applied ones first; nothing if nobody asked."""
    if page.reasons is None:
        return []
    made: list[Line] = [(("What every rule did", "title"),)]
    for one in sorted(page.reasons, key=lambda one: (one.how != APPLIED, one.rule)):
        style = "good" if one.how == APPLIED else "dim"
        made += flow([(f"  {visible(one.rule)}", "rule"), (_did(one), style)], width, INDENT)
    if not page.reasons:
        made.append((("  no rule speaks in the files looked at", ""),))
    return made


def _did(one: Reason) -> str:
    if one.how != APPLIED:
        return words(one)
    told = [heap(each.lead) for each in groups(one.findings)]
    aside, old = told.count("aside"), told.count("existing")
    loud = len(told) - aside - old
    found = "nothing found" if not loud else "1 finding" if loud == 1 else f"{loud} findings"
    return f"applied: {found}" + (f", {old} existing" if old else "") + (f", {aside} set aside" if aside else "")


def words(reason: Reason) -> str:
    """Say in a few words what sets a rule aside."""
    if reason.how == "not in force":
        dated = reason.since and reason.why in ("it begins later", "it has expired")
        return f"not in force: {reason.why}{f' ({show(reason.since)})' if dated else ''}"
    if reason.how == "removed":
        return f"{reason.why}{f' on {show(reason.since)}' if reason.since else ''}"
    by = f" by {', '.join(map(visible, reason.by))}" if reason.by else ""
    until = f" until {show(reason.until)}" if reason.until else ""
    return f"{reason.how}{by}{until}"
