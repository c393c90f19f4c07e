"""`mneme show`: one decision with everything that is known of it, its links in both directions included."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands import _find
from mneme_cli.commands.list import natural, state_of

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Clause, Corpus, Decision, Link, State, Waiver
    from mneme_cli.model.problem import Problem


class Shown(NamedTuple):
    """One decision. rules: (clause, its state, is it in force).  out, into: links that stand, from it and to it.

    problems: those found in its file.  focus: the id of the rule that was asked for, "" = the whole decision.
    """

    decision: Decision
    state: State
    rules: tuple[tuple[Clause, State, bool], ...]
    out: tuple[Link, ...]
    into: tuple[Link, ...]
    waivers: tuple[Waiver, ...]
    problems: tuple[Problem, ...]
    focus: str = ""


def show(corpus: Corpus, name: str) -> Shown | Waiver:
    """Return a decision, a decision with one rule in focus, or a waiver.

    Raises:
        MnemeError: nothing has this id.
    """
    if waiver := _find.waiver(corpus, name):
        return waiver
    if "#" in name:
        one, clause = _find.rule(corpus, name)
        return _shown(corpus, one, (clause,), focus=clause.id)
    one = _find.decision(corpus, name)
    return _shown(corpus, one, one.clauses)


def _shown(corpus: Corpus, one: Decision, clauses: tuple[Clause, ...], focus: str = "") -> Shown:
    ids = {clause.id for clause in clauses}
    names = ids if focus else {one.id, *ids}
    return Shown(
        decision=one,
        state=state_of(corpus, one.id),
        rules=tuple((clause, state_of(corpus, clause.id), clause.id in corpus.live) for clause in clauses),
        out=tuple(link for link in corpus.links if link.source == one.id),
        into=tuple(link for link in corpus.links if link.target in names | {one.id} and link.source != one.id),
        waivers=tuple(
            sorted((each for each in corpus.waivers if set(each.waives) & ids), key=lambda each: natural(each.id))
        ),
        problems=tuple(problem for problem in corpus.problems if problem.path and problem.path == one.place.path),
        focus=focus,
    )
