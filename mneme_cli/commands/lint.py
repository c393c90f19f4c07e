"""`mneme lint`: what is wrong in the decisions themselves, and what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.problem import Problem


class Linted(NamedTuple):
    """problems: sorted, the graver first.  exit: 2 an error, 1 a contradiction between rules, 0 otherwise."""

    problems: tuple[Problem, ...]
    decisions: int
    waivers: int
    rules: int
    live: int
    exit: int


def lint(corpus: Corpus, more: tuple[Problem, ...] = ()) -> Linted:
    """Gather the problems of a corpus. more: those that need facts (contradictions, rules that match nothing)."""
    problems = tuple(sorted({*corpus.problems, *more}, key=_grave))
    return Linted(
        problems=problems,
        decisions=len(corpus.decisions),
        waivers=len(corpus.waivers),
        rules=sum(len(one.clauses) for one in corpus.decisions),
        live=len(corpus.live),
        exit=2 if any(one.fatal for one in problems) else int(any(one.code == "E-CONFLICT" for one in problems)),
    )


def _grave(one: Problem) -> tuple[int, str, int, int, str, str]:
    return "EWN".find(one.code[:1]) % 4, one.path, one.line, one.column, one.code, one.message
