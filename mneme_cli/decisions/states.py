"""What each decision and rule has come to on a day. Nobody writes a state: it follows from status, days, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import start
from mneme_cli.model.corpus import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.decisions.known import Known
    from mneme_cli.model.corpus import Clause, Decision


def states(known: Known, removed: Mapping[str, tuple[str, ...]], as_of: int) -> dict[str, State]:
    """Return the state of every decision and every rule, by id."""
    out = {}
    for decision in known.decisions.values():
        out[decision.id] = _decision(known, decision, removed, as_of)
        for clause in decision.clauses:
            out[clause.id] = _rule(known, decision, clause, removed, as_of)
    return dict(sorted(out.items()))


def _decision(known: Known, decision: Decision, removed: Mapping[str, tuple[str, ...]], as_of: int) -> State:
    whole = removed.get(decision.id, ())
    parts = sorted({by for clause in decision.clauses for by in removed.get(clause.id, ())})
    by = whole or tuple(parts)
    state, since = _dated(decision, None, as_of)
    if not state and by:
        state, since = "superseded" if whole else "amended", _first(known, by)
    return _state(decision, decision.id, state, since, by)


def _rule(
    known: Known, decision: Decision, clause: Clause, removed: Mapping[str, tuple[str, ...]], as_of: int
) -> State:
    whole, part = removed.get(decision.id, ()), removed.get(clause.id, ())
    by = tuple(sorted({*whole, *part}))
    state, since = _dated(decision, clause, as_of)
    if not state and by:
        state, since = "superseded" if whole else "amended", _first(known, whole or by)
    return _state(decision, clause.id, state, since or start(decision, clause), by)


def _state(decision: Decision, name: str, state: str, since: int, by: tuple[str, ...]) -> State:
    if not state:
        state = "advisory" if decision.status == "deprecated" else "in-force"
    return State(id=name, state=state, by=by, since=since or start(decision))


def _dated(decision: Decision, clause: Clause | None, as_of: int) -> tuple[str, int]:
    """Name what keeps it out of force before any link does: status, then days."""
    if decision.status in ("proposed", "rejected"):
        return "not-decided", decision.date
    if decision.status == "retired":
        return "retired", decision.date
    if start(decision, clause) > as_of:
        return "scheduled", start(decision, clause)
    if decision.expires and decision.expires < as_of:
        return "expired", decision.expires + 1
    return "", 0


def _first(known: Known, by: tuple[str, ...]) -> int:
    return min(start(known.decisions[name]) for name in by)
