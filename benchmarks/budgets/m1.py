"""M1: the highest resident memory on a large repository, warm and cold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import peers
from benchmarks.bench import Bench, generated_ground
from benchmarks.beside import linter
from benchmarks.inside import child
from benchmarks.repository import forget, furnish
from benchmarks.rounds import summed
from benchmarks.spawn import peak, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(bench: Bench) -> Iterator[Row]:
    """Weigh the warm check, the cold extraction, and import-linter."""
    size = bench.largest()
    ground = generated_ground(size)
    root = furnish(ground.root, ground.files())
    check = bench.doors.check(root, "--all")
    facts = child("facts", root, ground.package)._replace(before=lambda: forget(root))
    peer, python = linter(ground, warm=True), peers.bare()
    times = range(min(bench.rounds, 3))
    cold = [peak(facts, python) for _ in times]
    run(check)
    warm = [peak(check, python) for _ in times]
    yield Row("M1", f"check --all, warm, {size} files: peak memory", summed(warm), 35, unit="MB")
    yield Row("M1", f"facts, cold, {size} files: peak memory", summed(cold), 100, unit="MB")
    if peer:
        run(peer)
        yield Row("M1", "import-linter, warm: peak memory", summed([peak(peer, python) for _ in times]), unit="MB")
