"""How a tree stands by its own decisions, work tree or commit: what `report` tells of today and of the past."""

from __future__ import annotations

from mneme_cli.decisions.ground import shaken
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.history import day as committed
from mneme_cli.model.request import Request
from mneme_cli.pipeline.carried import carried
from mneme_cli.pipeline.check import everything
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.pipeline.flat import flat
from mneme_cli.pipeline.fresh import Law
from mneme_cli.pipeline.lint import matched
from mneme_cli.pipeline.marked import accepted
from mneme_cli.pipeline.sources import ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Aside
    from mneme_cli.pipeline.sources import Ends
else:
    from mneme_cli.model.noun import NamedTuple


class Standing(NamedTuple):
    """One tree on one day.

    findings: of a check of everything; None = its settings are broken, so that nothing can be judged.
    used: every exception that covers a finding, with its rule.
    """

    compiled: Compiled
    files: tuple[str, ...]
    baseline: Baseline
    findings: tuple[Finding, ...] | None
    used: frozenset[tuple[str, Aside]]
    day: int


def of_work_tree(repository: Repository, day: int, progress: Progress = silent) -> Standing:
    """Judge the work tree as it lies there."""
    return _standing(ends(repository, Request(mode="all")), day, progress)


def of_commit(repository: Repository, oid: str, progress: Progress = silent) -> Standing:
    """Judge one commit by its own decisions, on the day on which it was committed."""
    found = ends(repository, Request(mode="range", base=oid, head=oid))._replace(everything=True)
    return _standing(found, committed(repository, oid), progress)


def _standing(found: Ends, day: int, progress: Progress) -> Standing:
    made = bundle(found.after, day)
    baseline = accepted(found.after)
    findings: tuple[Finding, ...] | None = None
    if not shaken(made.compiled.corpus):
        law = Law(policy=flat(made), layout=made.layout, problems=made.compiled.corpus.problems)
        baseline = carried(baseline, found, law.policy)
        findings = everything(found, law, day, baseline, progress).findings
    return Standing(
        compiled=made.compiled,
        files=tuple(found.after.list()),
        baseline=baseline,
        findings=findings,
        used=frozenset(matched(made.compiled, findings or ())),
        day=day,
    )
