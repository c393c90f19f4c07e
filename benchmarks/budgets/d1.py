"""D1: a check of 20 changed files in a large repository, warm, beside what git needs to name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import doors, generated
from benchmarks.bench import Bench, generated_ground
from benchmarks.ground import read, write
from benchmarks.inside import compiled
from benchmarks.laws import Ban, decisions
from benchmarks.repository import forget, furnish
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGED = 20
LARGE = 20_000
"""Files from which the limit holds: in a small repository git is done before an interpreter has started."""
_OLD = "from __future__ import annotations\n"


def measure(bench: Bench) -> Iterator[Row]:
    """Compare the work tree's check with git's own diff: under direct rules, and under one on chains besides."""
    size = bench.largest()
    ground = generated_ground(size)
    other = ground._replace(root=generated.repository(size, "-chains"))
    planted = [_planted(each.root, size, ground.bans[0]) for each in (ground, other) if _furnished(each)]
    cases = {"git diff": Case(("git", "diff", "--name-only", "HEAD"), ground.root)}
    for name, each in (("direct", ground), ("chains", other)):
        cases[name] = bench.doors.check(each.root, codes=(1,))
        _exact(cases[name], each.root, planted[0])
    cases["git status"] = Case(("git", "status", "--porcelain"), ground.root)
    times = bench.compare(f"D1 at {size} files", cases)
    what = f"check, {CHANGED} of {size} files changed"
    limit = 2.0 if size >= LARGE else 0
    yield Row("D1", f"{what} / git diff --name-only HEAD", ratio(times, "direct", "git diff"), limit)
    yield Row("D1", "the same with a rule on chains", ratio(times, "chains", "git diff"))
    yield Row("D1", "the same / git status", ratio(times, "direct", "git status"))


def _furnished(ground) -> bool:
    """Commit the laws; those of the second repository speak of chains too."""
    files = ground.files()
    if ground.root.endswith("-chains"):
        last = ground.bans[0].source
        files |= decisions((*ground.bans, Ban(f"{generated.NAME}.p001", last, chains=True)))
    furnish(ground.root, files)
    return True


def _planted(root: str, size: int, ban: Ban) -> frozenset[str]:
    """Change 20 files, a quarter of which now break a ban; return their paths."""
    bad = set()
    for at in range(CHANGED):
        inside = at % 4 == 0
        place = ban.source.replace(".", "/") if inside else ""
        number = size - 1 - at // 4 if inside else size // 2 + at * 7
        path = generated.path(number, size)
        new = f"import {ban.target}\n" if inside else f"import {generated.module(at, size)}\n"
        write(f"{root}/{path}", read(f"{root}/{path}").replace(_OLD, _OLD + new))
        bad |= {path} if path.startswith(place + "/") and inside else set()
    return frozenset(bad)


def _exact(case: Case, root: str, planted: frozenset[str]) -> None:
    """See that what was planted is found, all of it, as well without what mneme remembers as with it.

    Raises:
        Wrong: it is not.
    """
    forget(root)
    cold = doors.findings(case)
    compiled(root)
    run(case)
    warm = doors.findings(case)
    if cold != warm:
        raise Wrong(f"cold and warm differ: {sorted(cold ^ warm)[:3]}")
    if found := planted - {path for _, path, _, _ in warm}:
        raise Wrong(f"not found: {sorted(found)[:3]}")
