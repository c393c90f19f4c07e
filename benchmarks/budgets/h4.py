"""H4: what a hook holds in memory, and how many modules it imports."""

from __future__ import annotations

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
    bad = bench.doors.hook(root, written(root, edits.FILE, edits.long(edits.guarded(6))))
    edits.silent(clean)
    edits.denied(bad, "stranger00006")
    python = peers.bare()
    for what, case, limit in (("cleared", clean, 45), ("parsed", bad, 95)):
        weights = [peak(case, python) / peak(bench.bare(), python) for _ in range(min(bench.rounds, 5))]
        yield Row("H4", f"hook, {what}: resident memory / bare", summed(weights), 1.4)
        count = _modules(case)
        yield Row("H4", f"hook, {what}: modules imported", Ratio(count, count, count), limit, unit="")


_WATCHED = """
import posix, sys
leave = posix._exit
posix._exit = lambda code: (print(len(sys.modules), file=sys.stderr, flush=True), leave(code))
__file__ = sys.argv.pop(1)
exec(compile(open(__file__).read(), __file__, "exec"))
"""
"""A door as a script that says at its end how much is loaded: Python does not count what a bundle made."""
_STARTED = 8
"""Modules that an interpreter has before it imports anything."""


def _modules(case: Case) -> int:
    """Count the modules of a run, those of the interpreter's own start included."""
    at = next(place for place, word in enumerate(case.argv) if word.endswith("/inner.py"))
    run(case)  # what is missed in the bundle is in it afterwards
    ran = run(case._replace(argv=(*case.argv[:at], "-c", _WATCHED, *case.argv[at:])))
    return int(ran.err.split()[-1]) - _STARTED
