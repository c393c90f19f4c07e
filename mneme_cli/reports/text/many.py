"""The findings of one rule: a few of them in full, more in a line each, and what is left as a number; never a flood."""

from __future__ import annotations

from mneme_cli.model.group import groups
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import others
from mneme_cli.reports.text.finding import finding, place
from mneme_cli.reports.text.spans import flow, row, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page
    from mneme_cli.reports.text.spans import Line

FULL, BRIEF = 5, 20
"""Findings of one rule that are shown with their code, and those that have a line of their own after them."""


def findings(found: Sequence[Finding], page: Page, width: int) -> list[Line]:
    """Write the findings of one rule, the worst first as they come; the summary counts them all."""
    made: list[Line] = []
    told = groups(found)
    full = len(told) if len(told) <= FULL + 1 else FULL  # one line more is no shorter than the finding
    for each in told[:full]:
        made += [(), *finding(each.lead, page, width), *row("", visible(others(each, way=True)), width)]
    rest = [each.lead for each in told[full:]]
    if rest:
        made += [(), ((f"and {len(rest)} more of {visible(rest[0].rule)}", "title"),)]
    for one in rest[:BRIEF]:
        at = ("  " + place(one.source, one.line, one.column), "place")
        again = [(f"({said})", "dim")] if (said := one.again(one.source)) else []
        made += flow([at, (visible(one.claim), ""), *again], width, 6)
    left = len(rest) - BRIEF
    last = wrap(f"and {left} in other places (all of them: mneme check --format json)", width - 2) if left > 0 else []
    return [*made, *((("  " + line, "dim"),) for line in last)]
