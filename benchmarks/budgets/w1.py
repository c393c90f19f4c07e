"""W1: `mneme check --all` with everything remembered, beside import-linter with its cache, and beside git and a start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import doors
from benchmarks.bench import Bench, Ground, generated_ground
from benchmarks.beside import agree, linter
from benchmarks.repository import forget, furnish
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMITS = {5000: (0.15, 2.5), 20000: (0.05, 2.5)}
"""By size; below it a check is mostly the start of an interpreter."""


def measure(bench: Bench) -> Iterator[Row]:
    """Compare the warm check with both, size by size."""
    for size in bench.sizes:
        yield from _one(bench, generated_ground(size), _LIMITS.get(size, (0, 0)))


def _one(bench: Bench, ground: Ground, limits: tuple[float, float]) -> Iterator[Row]:
    root = furnish(ground.root, ground.files())
    check = bench.doors.check(root, "--all")
    _exact(check, root)
    count = agree(bench, ground)
    cases = {"mneme": check, "git diff-files": Case(("git", "diff-files"), root), "bare": bench.bare()}
    if peer := linter(ground, warm=True):
        cases["linter"] = peer
    times = bench.compare(f"W1 {ground.title}", cases)
    said = f"check --all, warm, {ground.title}, {count} findings"
    if peer:
        yield Row("W1", f"{said} / import-linter warm", ratio(times, "mneme", "linter"), limits[0])
    else:
        yield Row("W1", f"{said} / import-linter warm", limit=limits[0], note="skipped: the peer cannot be had")
    yield Row("W1", f"{said} / (git diff-files + bare)", ratio(times, "mneme", "git diff-files", "bare"), limits[1])


def _exact(check: Case, root: str) -> None:
    """See that what is remembered changes no answer.

    Raises:
        Wrong: it does.
    """
    forget(root)
    cold, warm = doors.findings(check), doors.findings(check)
    if cold != warm:
        raise Wrong(f"cold and warm differ: {sorted(cold ^ warm)[:3]}")
