"""What a reader sees as one: findings of one rule through the same added edge, in the same cycle, or told alike.

Identities stay single, so that a baseline and a comparison know each by itself; a report tells the reader once.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple

    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
else:
    from mneme_cli.model.noun import NamedTuple

CYCLE = "cycle "
"""How the group of findings in one cycle begins; that of findings through an edge is `source -> target`."""


class Group(NamedTuple):
    """lead: the finding that is told, with the shortest chain; its `more` counts the others.  rest: the others."""

    lead: Finding
    rest: tuple[Finding, ...] = ()

    def through(self) -> Edge | None:
        """Return the edge of the lead's chain that all of them go through, None in a cycle."""
        return next((edge for edge in self.lead.chain if named(edge) == self.lead.group), None)


def named(edge: Edge) -> str:
    """Name the group of the findings that go through an edge."""
    return f"{edge.source} -> {edge.target}"


def groups(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Fold findings, in the order in which the first of each group stands."""
    byway: dict[object, list[Finding]] = {}
    for one in findings:
        same = one.group or (one.source, one.line, one.column, one.target, one.claim, _way(one))
        key = (one.rule, same, one.outcome, one.status, one.aside)
        byway.setdefault(key, []).append(one)
    return tuple(_group(found) for found in byway.values())


def _way(finding: Finding) -> object:
    """Return what else is shown of a finding: its chain, where it is one, and the lines on which it stands again."""
    return finding.chain if len(finding.chain) > 1 else (), finding.also


def _group(found: list[Finding]) -> Group:
    lead = min(found, key=lambda one: len(one.chain))
    rest = tuple(one for one in found if one is not lead)
    return Group(lead=lead._replace(more=len(rest)), rest=rest)
