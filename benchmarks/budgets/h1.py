"""H1: a hook on a file that nothing governs, or that its bytes clear."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks import edits
from benchmarks.doors import written
from benchmarks.inside import compiled
from benchmarks.rounds import ratio
from benchmarks.spawn import Case
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench


def measure(bench: Bench) -> Iterator[Row]:
    """Compare both hooks with a bare start; beside them the portable door, and the least that any hook could need."""
    root = edits.governed("hundred", 100)
    narrow = edits.governed("narrow", 100, everywhere=False)
    for each in (root, narrow):
        compiled(each)
    clean = written(root, edits.PLACE + "new.py", edits.long())
    free = written(narrow, "notes/todo.txt", "now\n")
    cases = {
        "bare": bench.bare(),
        "no rule there": bench.doors.hook(narrow, free),
        "cleared": bench.doors.hook(root, clean),
        "cleared, portable door": bench.doors.hook(root, clean, inner=False),
        "python -I -S -E": Case((sys.executable, "-I", "-S", "-E", "-c", "pass")),
    }
    for name in ("no rule there", "cleared", "cleared, portable door"):
        edits.silent(cases[name])
    dirty = written(root, edits.PLACE + "new.py", edits.long(edits.stranger(6)))
    edits.denied(bench.doors.hook(root, dirty), "stranger00006")
    times = bench.compare("H1", cases)
    yield Row("H1", "hook, file that nothing governs / bare", ratio(times, "no rule there", "bare"), 1.25)
    yield Row("H1", "hook, cleared by bytes, 100 decisions / bare", ratio(times, "cleared", "bare"), 1.25)
    yield Row("H1", "the same by the portable door / bare", ratio(times, "cleared, portable door", "bare"))
    yield Row("H1", "python -I -S -E -c pass / bare", ratio(times, "python -I -S -E", "bare"))
