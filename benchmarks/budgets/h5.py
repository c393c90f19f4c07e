"""H5: a session packet at 100 decisions, beside it at 1,000, and a packet of one file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks import edits
from benchmarks.ground import ROOT
from benchmarks.inside import compiled
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench

_DOOR = (sys.executable, "-I", "-S", "-E", f"{ROOT}/benchmarks/inside/session.py")
_MOST = 9000
"""Characters: above 10,000 some clients put a path in place of the text."""


def measure(bench: Bench) -> Iterator[Row]:
    """Compare what a session start reads with a bare start, at the inner door's way of running."""
    roots = {count: edits.governed(f"session{count}", count) for count in (100, 1000)}
    cases = {f"session, {count}": Case((*_DOOR, root), root) for count, root in roots.items()}
    cases |= {"file, 100": Case((*_DOOR, roots[100], edits.FILE), roots[100])}
    for name, case in cases.items():
        compiled(case.cwd)
        _seen(name, case)
    times = bench.compare("H5", {"bare": bench.bare(), **cases})
    yield Row("H5", "session packet, 100 decisions / bare", ratio(times, "session, 100", "bare"), 1.6)
    yield Row("H5", "session packet, 1,000 decisions / bare", ratio(times, "session, 1000", "bare"))
    yield Row("H5", "packet of one file, 100 decisions / bare", ratio(times, "file, 100", "bare"))


def _seen(name: str, case: Case) -> None:
    """See that a packet is one: it tells what to do, fits, and says what it left out.

    Raises:
        Wrong: it is not.
    """
    said = run(case).out
    told = said.count('"Take what you need as an argument."')
    whole = "1000" not in name or "Left out for want of room" in said
    if not told or not whole or len(said) >= _MOST:
        raise Wrong(f"the packet ({name}) should tell what to do in less than {_MOST} characters: {said[:200]}")
