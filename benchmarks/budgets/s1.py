"""S1: direct rules on a whole repository with nothing remembered, beside import-linter and tach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.bench import Bench, Ground, grounds
from benchmarks.beside import agree, linter, tach
from benchmarks.repository import forget, furnish
from benchmarks.rounds import ratio
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(bench: Bench) -> Iterator[Row]:
    """Compare `mneme check --all` with the peers, ground by ground."""
    for ground in grounds(bench):
        yield from _one(bench, ground)


def _one(bench: Bench, ground: Ground) -> Iterator[Row]:
    root = furnish(ground.root, ground.files())
    count = agree(bench, ground)
    cases = {"mneme": bench.doors.check(root, "--all")._replace(before=lambda: forget(root))}
    for name, case in (
        ("cold", linter(ground, warm=False)),
        ("warm", linter(ground, warm=True)),
        ("tach", tach(ground)),
    ):
        cases |= {name: case} if case else {}
    times = bench.compare(f"S1 {ground.title}", cases)
    for name, what, limit in (("cold", "import-linter cold", 0.15), ("warm", "import-linter warm", 0.35)):
        said = f"check --all, no cache, {ground.title}, {count} findings / {what}"
        yield Row("S1", said, ratio(times, "mneme", name), limit) if name in times else _absent(said, limit)
    if "tach" in times:
        yield Row("S1", f"the same / tach, {ground.title}", ratio(times, "mneme", "tach"))


def _absent(said: str, limit: float) -> Row:
    return Row("S1", said, limit=limit, note="skipped: the peer cannot be had")
