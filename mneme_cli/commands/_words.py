"""The words of a decision: everything that somebody wrote into its file, for whoever looks for one by what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.corpus import Clause, Decision


def words(one: Decision) -> Iterator[str]:
    """Yield id, title, prose, who decided, its scope, keys of one's own (`x-tags`), and all that its rules say."""
    yield from (one.id, one.title, one.context, one.decision, one.consequences, one.alternatives, *one.by, *one.scope)
    yield from _leaves(one.extra)
    for clause in one.clauses:
        yield from _of_rule(clause)


def _of_rule(clause: Clause) -> Iterator[str]:
    """Yield all that a rule says: its id, its verb with everything below it, where it speaks, its reasons."""
    yield from (clause.id, clause.verb, clause.say, *clause.inside)
    yield from (f"{what} {why}" for what, why, _ in clause.excuses)
    yield from _leaves(clause.params)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield str(key)
            yield from _leaves(below)
    elif isinstance(value, (list, tuple)):
        for below in value:
            yield from _leaves(below)
    else:
        yield str(value)
