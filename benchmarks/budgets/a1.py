"""A1: compiling 1,000 decisions, and seeing that they did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import edits
from benchmarks.doors import written
from benchmarks.inside import compiling
from benchmarks.repository import forget
from benchmarks.rounds import more, ratio
from benchmarks.spawn import run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench

COUNT = 1000


def measure(bench: Bench) -> Iterator[Row]:
    """Compare the compiler with a bare start, and a hook under many decisions with one under a single one."""
    many, one = edits.governed("thousand", COUNT), edits.governed("one", 1)
    cold = compiling(many)._replace(before=lambda: forget(many))
    run(cold)
    denied = written(many, edits.FILE, edits.long(edits.stranger(COUNT)))
    edits.denied(bench.doors.hook(many, denied), f"stranger{COUNT:05d}")
    cases = {"bare": bench.bare(), "compile": cold}
    for name, root in (("unchanged, many", many), ("unchanged, one", one)):
        cases[name] = bench.doors.hook(root, written(root, "notes/todo.txt", "now\n"))
        edits.silent(cases[name])
    times = bench.compare("A1", cases)
    yield Row("A1", f"compile {COUNT} decisions / bare", ratio(times, "compile", "bare"), 40)
    said = f"see that {COUNT} decisions did not change / bare"
    yield Row("A1", said, more(times, "unchanged, many", "unchanged, one", "bare"), 0.4)
