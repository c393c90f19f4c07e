"""`mneme report`: how decisions and debt stand, and how they came to stand so; no server, and nothing but commits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands.graph import graph
from mneme_cli.commands.list import rows
from mneme_cli.commands.report.history import history, owed
from mneme_cli.commands.report.idle import Idle, Used, idle, used
from mneme_cli.commands.report.waivers import Waived, waived
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent

if TYPE_CHECKING:
    from mneme_cli.commands.graph import Graph
    from mneme_cli.commands.list import Row
    from mneme_cli.commands.report.history import History
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.pipeline.standing import Standing

MOST = 50
"""Commits of the past that may be judged whole; each may cost what `mneme check --all` costs."""


class Report(NamedTuple):
    """Everything that the page shows. lines: what each rule in force says, by id.  owed: today's debt."""

    corpus: Corpus
    rows: tuple[Row, ...]
    rules: tuple[Used, ...]
    idle: tuple[Idle, ...]
    waivers: tuple[Waived, ...]
    history: History
    graph: Graph
    lines: dict[str, str]
    judged: bool
    errors: int
    owed: int


def report(as_of: str = "", branch: str = "", samples: int = 8, progress: Progress = silent) -> Report:
    """Judge the work tree, and a few commits of a branch ("" = HEAD).

    Raises:
        MnemeError: the branch or the day is none, or too many commits are to be judged.
    """
    from mneme_cli.evidence.repository import find
    from mneme_cli.pipeline.clock import today
    from mneme_cli.pipeline.standing import of_work_tree

    if not 0 <= samples <= MOST:
        raise MnemeError(f"--samples {samples} is not between 0 and {MOST}", "mneme report --samples 8")
    repository = find()
    now = of_work_tree(repository, today(as_of), progress)
    past = history(repository, branch, samples, now.compiled.components, progress)
    return _report(now, past)


def _report(now: Standing, past: History) -> Report:
    corpus, known = now.compiled.corpus, used(now)
    return Report(
        corpus=corpus,
        rows=rows(corpus),
        rules=known,
        idle=idle(now, known),
        waivers=waived(now),
        history=past,
        graph=graph(corpus),
        lines={rule: texts.line for rule, texts in now.compiled.texts.items()},
        judged=now.findings is not None,
        errors=sum(each.fatal for each in corpus.problems),
        owed=sum(owed(each) for each in now.findings or ()),
    )
