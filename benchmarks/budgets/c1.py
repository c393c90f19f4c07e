"""C1: the plain door: `mneme --version`, and `mneme check` on one changed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import doors, generated
from benchmarks.bench import Bench, generated_ground
from benchmarks.ground import ROOT, read, write
from benchmarks.inside import compiled
from benchmarks.repository import furnish
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(bench: Bench) -> Iterator[Row]:
    """Compare both with a bare start, the policy being compiled."""
    size = 1000
    ground = generated_ground(size)
    root = furnish(ground.root, ground.files())
    path = generated.path(size // 2, size)
    high, low = ground.bans[0].source, ground.bans[0].target
    bad = high.replace(".", "/") + "/planted.py"
    write(f"{root}/{path}", read(f"{root}/{path}") + "\n\nLAST = 1\n")
    write(f"{root}/{bad}", f"import {low}\n")
    compiled(root)
    cases = {
        "bare": bench.bare(),
        "version": Case((*bench.doors.script, "--version"), ROOT),
        "clean": bench.doors.check(root, path, codes=(0,)),
        "broken": bench.doors.check(root, bad, codes=(1,)),
    }
    if "mneme " not in run(cases["version"]).out:
        raise Wrong("--version does not say the version")
    if {(where, line) for _, where, line, _ in doors.findings(cases["broken"])} != {(bad, 1)}:
        raise Wrong("check does not find what was planted")
    times = bench.compare("C1", cases)
    yield Row("C1", "mneme --version / bare", ratio(times, "version", "bare"), 2.5)
    yield Row("C1", "mneme check FILE, nothing to say / bare", ratio(times, "clean", "bare"), 5.0)
    yield Row("C1", "mneme check FILE, one finding / bare", ratio(times, "broken", "bare"), 5.0)
