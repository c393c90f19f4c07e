"""W2: 1,000 rules on a large repository beside 10, and beside tach under the same 1,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import generated
from benchmarks.bench import Bench, generated_ground
from benchmarks.beside import tach
from benchmarks.laws import Ban
from benchmarks.repository import furnish
from benchmarks.rounds import ratio
from benchmarks.spawn import run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(bench: Bench) -> Iterator[Row]:
    """Compare the warm check under many rules with the one under few."""
    size = bench.largest()
    few = generated_ground(size)
    many = few._replace(root=generated.repository(size, "-many"), bans=_bans(size))
    cases = {}
    for name, ground in (("few", few), ("many", many)):
        cases[name] = bench.doors.check(furnish(ground.root, ground.files()), "--all")
        run(cases[name])
    if peer := tach(many):
        cases["tach"] = peer
    times = bench.compare(f"W2 at {size} files", cases)
    said = f"check --all, warm, {size} files, {len(many.bans)} rules"
    yield Row("W2", f"{said} / 10 rules", ratio(times, "many", "few"), 2.0)
    if peer:
        yield Row("W2", f"{said} / tach", ratio(times, "many", "tach"), 0.15)


def _bans(size: int) -> tuple[Ban, ...]:
    """Return up to 1,000 bans, each of one folder on another one."""
    count = generated.folders(size)
    pairs = [(one, other) for step in range(1, 6) for one in range(count) if (other := (one + step * 7) % count) != one]
    return tuple(Ban(f"{generated.NAME}.p{one:03d}", f"{generated.NAME}.p{other:03d}") for one, other in pairs[:1000])
