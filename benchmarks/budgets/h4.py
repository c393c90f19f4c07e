"""H4: what a hook holds in memory, and how many modules it imports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks import edits, peers
from benchmarks.doors import written
from benchmarks.rounds import Ratio, summed
from benchmarks.spawn import Case, peak, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench


def measure(bench: Bench) -> Iterator[Row]:
    """Weigh both hooks beside a bare start, and count what they import."""
    root = edits.governed("hundred", 100)
    clean = bench.doors.hook(root, written(root, edits.PLACE + "new.py", edits.long()))
    bad = bench.doors.hook(root, written(root, edits.FILE, edits.long(edits.stranger(6))))
    edits.silent(clean)
    edits.denied(bad, "stranger00006")
    python = peers.bare()
    for what, case, limit in (("cleared", clean, 45), ("parsed", bad, 95)):
        weights = [peak(case, python) / peak(bench.bare(), python) for _ in range(min(bench.rounds, 5))]
        yield Row("H4", f"hook, {what}: resident memory / bare", summed(weights), 1.4)
        count = _modules(case)
        yield Row("H4", f"hook, {what}: modules imported", Ratio(count, count, count), limit, unit="")


def _modules(case: Case) -> int:
    """Count the modules of a run, those of the interpreter's own start included."""
    at = case.argv.index(sys.executable) + 1
    ran = run(case._replace(argv=(*case.argv[:at], "-X", "importtime", *case.argv[at:])))
    return sum(line.startswith("import time:") for line in ran.err.splitlines()) - 1
