"""Passes 2 and 3 of precedence: who removes whom on a day, and which rules are left. No fixpoint, nothing revived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.links import DECIDED, REMOVING
from mneme_cli.model.day import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.decisions.known import Known
    from mneme_cli.model.corpus import Clause, Decision, Link

SPEAKING = ("accepted", "deprecated")


def start(decision: Decision, clause: Clause | None = None) -> int:
    """Return the first day of a decision, or of one of its rules."""
    return max(decision.effective or decision.date, clause.begins if clause else 0)


def enacted(decision: Decision, as_of: int) -> bool:
    """Tell whether its links count: once enacted, its own later fate is not consulted."""
    return decision.status in DECIDED and start(decision) <= as_of


def in_date(decision: Decision, as_of: int, clause: Clause | None = None) -> bool:
    """Tell whether a day lies between the first and the last day, both included."""
    return start(decision, clause) <= as_of <= (decision.expires or NEVER)


def removers(known: Known, links: Iterable[Link], as_of: int) -> dict[str, tuple[str, ...]]:
    """Return decision or rule id → the sorted ids of the enacted decisions that supersede or amend it."""
    out: dict[str, set[str]] = {}
    for link in links:
        if link.kind in REMOVING and enacted(known.decisions[link.source], as_of):
            out.setdefault(link.target, set()).add(link.source)
    return {target: tuple(sorted(sources)) for target, sources in sorted(out.items())}


def speaks(decision: Decision, removed: Mapping[str, tuple[str, ...]], as_of: int) -> bool:
    """Tell whether a decision is live, so that its overrides hold."""
    return decision.status in SPEAKING and in_date(decision, as_of) and decision.id not in removed


def live(known: Known, removed: Mapping[str, tuple[str, ...]], as_of: int) -> tuple[str, ...]:
    """Return the ids of the rules in force, sorted."""
    return tuple(
        rule
        for rule, (decision, clause) in sorted(known.rules.items())
        if rule not in removed and speaks(decision, removed, as_of) and in_date(decision, as_of, clause)
    )


def window(known: Known, as_of: int) -> tuple[int, int]:
    """Return the first day since which nothing began or ended, and the next day on which something will (exclusive)."""
    days = {waiver.until + 1 for waiver in known.waivers}
    for decision in known.decisions.values():
        if decision.status in DECIDED:
            days |= {start(decision), decision.expires + 1 if decision.expires else 0}
            days |= {start(decision, clause) for clause in decision.clauses}
    since = max((day for day in days if day <= as_of), default=0)
    return since, min((day for day in days if day > as_of), default=NEVER)
