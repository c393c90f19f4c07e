"""H3: a hook under 10,000 decisions beside the same hook under 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import edits
from benchmarks.doors import written
from benchmarks.inside import compiled
from benchmarks.rounds import ratio
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench

FEW, MANY = 10, 10_000


def measure(bench: Bench) -> Iterator[Row]:
    """Compare clearing and denying under many decisions and under few."""
    roots = {"few": edits.governed("few", FEW), "many": edits.governed("many", MANY)}
    cases = {}
    for name, root in roots.items():
        compiled(root)
        cases[f"cleared, {name}"] = bench.doors.hook(root, written(root, edits.PLACE + "new.py", edits.long()))
        bad = written(root, edits.FILE, edits.long(edits.guarded(6)))
        cases[f"denied, {name}"] = bench.doors.hook(root, bad)
        edits.silent(cases[f"cleared, {name}"])
        edits.denied(cases[f"denied, {name}"], "stranger00006")
    times = bench.compare("H3", cases)
    for what in ("cleared", "denied"):
        said = f"hook, {what}: {MANY} decisions / {FEW}"
        yield Row("H3", said, ratio(times, f"{what}, many", f"{what}, few"), 1.10)
