"""Debt by component over the first parents of a branch: baselines of many commits, findings of a few.

GitPython walks the commits: a person waits for it once. Which commits are looked at depends on nothing but how many
there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.decisions.components import belongs
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.history import commit, known
from mneme_cli.evidence.refs import branch as here
from mneme_cli.store import baseline as baselines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.region import Region

WALKED, POINTS = 2000, 60
"""Commits that are walked at most, and commits whose baseline is read."""
ELSEWHERE = "(no component)"


class Point(NamedTuple):
    """One commit. accepted: component → findings in its baseline.

    found: component → findings that block or are accepted; None = it was not judged.  failed: it could not be.
    """

    oid: str
    day: int
    accepted: Mapping[str, int]
    found: Mapping[str, int] | None = None
    failed: bool = False


class History(NamedTuple):
    """points: oldest first.  walked: commits of the branch, as far as they were walked."""

    branch: str
    walked: int = 0
    points: tuple[Point, ...] = ()


def history(
    repository: Repository, branch: str, samples: int, components: Mapping[str, Region], progress: Progress
) -> History:
    """Walk a branch; without git or commits there is no history.

    components: today's, in whose names baselines of the past are told.

    Raises:
        MnemeError: there is no such branch.
    """
    name = branch or here(repository) or "HEAD"
    tip = known(repository, "HEAD") if repository.gitdir and not branch else branch and commit(repository, branch)
    if not tip:
        return History(branch=name)
    from git import Repo  # GitPython does not load without a git to start, and here there is one

    with Repo(repository.root) as repo:
        commits = list(repo.iter_commits(tip, first_parent=True, max_count=WALKED))[::-1]
        points = _points(repository, commits, samples, components, progress)
    return History(branch=name, walked=len(commits), points=points)


def _points(
    repository: Repository, commits: Sequence[Any], samples: int, components: Mapping[str, Region], progress: Progress
) -> tuple[Point, ...]:
    chosen = [commits[at] for at in spread(len(commits), POINTS)]
    judged = set(spread(len(chosen), samples))
    out = []
    for at, one in enumerate(chosen):
        point = Point(oid=one.hexsha, day=one.committed_date // 86400, accepted=_accepted(one, components))
        out.append(_found(repository, point, progress) if at in judged else point)
    return tuple(out)


def spread(many: int, most: int) -> tuple[int, ...]:
    """Choose numbers below many, evenly, the last one always and the first one if there is room."""
    if many <= most:
        return tuple(range(many))
    if most < 2:
        return (many - 1,) * most
    return tuple(at * (many - 1) // (most - 1) for at in range(most))


def _accepted(commit: Any, components: Mapping[str, Region]) -> dict[str, int]:
    try:
        text = (commit.tree / baselines.PATH).data_stream.read()
        found: Baseline = baselines.read(text)
    except (KeyError, MnemeError):
        return {}
    return _tally(((identity[1], count) for identity, count in found.counts.items()), components)


def _found(repository: Repository, point: Point, progress: Progress) -> Point:
    """Judge one commit; one that cannot be judged says so."""
    from mneme_cli.pipeline.standing import of_commit

    try:
        then = of_commit(repository, point.oid, progress)
    except MnemeError:
        return point._replace(failed=True)
    if then.findings is None:
        return point._replace(failed=True)
    debt = (each for each in then.findings if owed(each))
    return point._replace(found=_tally(((each.identity[1], 1) for each in debt), then.compiled.components))


def owed(finding: Finding) -> bool:
    """Tell whether a finding is debt: it blocks a check of everything, or was accepted as one that does."""
    return finding.outcome == "block" or finding.aside == "baseline"


def _tally(pairs: Iterable[tuple[str, int]], components: Mapping[str, Region]) -> dict[str, int]:
    out: dict[str, int] = {}
    for path, count in pairs:
        name = next(iter(belongs(components, path)), ELSEWHERE)
        out[name] = out.get(name, 0) + count
    return dict(sorted(out.items()))
