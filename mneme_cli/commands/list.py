"""`mneme list`: every decision in one line, with what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._words import words
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import STATES, State

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus, Decision


class Row(NamedTuple):
    """One decision. date: a day number.  by: who removed it.  live, rules: rules in force, rules written."""

    id: str
    title: str
    state: str
    by: tuple[str, ...]
    date: int
    live: int
    rules: int
    path: str
    pack: str


def rows(corpus: Corpus, states: tuple[str, ...] = (), search: str = "") -> tuple[Row, ...]:
    """List decisions by id. states: only these; search: only those whose title, prose or rules hold every word.

    Raises:
        MnemeError: a state is none of ours.
    """
    for state in states:
        if state not in STATES:
            raise MnemeError(f"'{state}' is no state", f"one of: {', '.join(STATES)}")
    made = [_row(one, corpus) for one in corpus.decisions if _holds(one, search)]
    kept = [row for row in made if not states or row.state in states]
    return tuple(sorted(kept, key=lambda row: (natural(row.id), row.path)))


def natural(name: str) -> tuple[str, int, str]:
    """Sort ids by number, so that ADR-9 comes before ADR-10."""
    front = name.rstrip("0123456789")
    return front, int(name[len(front) :] or 0), name


def state_of(corpus: Corpus, name: str) -> State:
    """Return the computed state of a decision or rule; a rule without one of its own shares its decision's."""
    if name not in corpus.states and name in corpus.live:
        return State(id=name, state="in-force")
    known = corpus.states.get(name) or corpus.states.get(name.partition("#")[0])
    return known._replace(id=name) if known else State(id=name, state="not-decided")


def _row(one: Decision, corpus: Corpus) -> Row:
    state = state_of(corpus, one.id)
    return Row(
        id=one.id,
        title=one.title,
        state=state.state,
        by=state.by,
        date=one.date,
        live=sum(clause.id in corpus.live for clause in one.clauses),
        rules=len(one.clauses),
        path=one.place.path,
        pack=one.pack,
    )


def _holds(one: Decision, search: str) -> bool:
    text = " ".join(words(one)).casefold()
    return all(word in text for word in search.casefold().split())
