"""`mneme lint`: what is wrong in the decisions themselves, and what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.decisions.ground import CONFIG
from mneme_cli.evidence.gather import silent

if TYPE_CHECKING:
    from mneme_cli.evidence.gather import Progress
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


def lint(as_of: str = "", progress: Progress = silent) -> Linted:
    """Lint the decisions of the work tree; a day to come may be asked for, as nobody is judged by it."""
    from mneme_cli.evidence.repository import find
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.clock import today
    from mneme_cli.pipeline.lint import linted
    from mneme_cli.pipeline.sources import ends

    corpus, problems = linted(ends(find(), Request()), today(as_of, ahead=True), progress)
    return summed(corpus, problems)


def summed(corpus: Corpus, problems: tuple[Problem, ...]) -> Linted:
    """Put the problems in order and count what was read."""
    ordered = tuple(sorted(set(problems), key=_grave))
    return Linted(
        problems=ordered,
        decisions=len(corpus.decisions),
        waivers=len(corpus.waivers),
        rules=sum(len(one.clauses) for one in corpus.decisions),
        live=len(corpus.live),
        exit=2 if any(one.fatal for one in ordered) else int(any(one.code == "E-CONFLICT" for one in ordered)),
    )


def _grave(one: Problem) -> tuple[int, bool, str, int, int, str, str]:
    """Put errors first, and among them those of mneme.yaml, on which everything stands."""
    return "EWN".find(one.code[:1]) % 4, one.path != CONFIG, one.path, one.line, one.column, one.code, one.message
