"""R1: judging alone, 1,000 direct rules and 1,000 on chains, every fact being there, beside networkx building the graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks import generated, laws
from benchmarks.inside import child
from benchmarks.laws import Ban
from benchmarks.repository import furnish
from benchmarks.rounds import ratio
from benchmarks.spawn import Wrong, run
from benchmarks.table import Row, absolutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench

RULES = 1000


def measure(bench: Bench) -> Iterator[Row]:
    """Judge again and again in a child in which nothing is left to fetch."""
    size = bench.largest()
    root = furnish(generated.repository(size, "-judged"), laws.decisions(_bans(size)))
    said = json.loads(run(child("judging", root, str(bench.rounds))).out)
    if not said["findings"]["imports"]:
        raise Wrong("no direct rule finds anything, so the judge had nothing to do")
    times = said["times"]
    bench.told.append(absolutes(f"R1 at {size} files", times))
    for name, what in (("imports", "direct"), ("reaches", "on chains")):
        count, found = said["rules"][name], said["findings"][name]
        title = f"judging {count} rules, {what}, {size} files, {found} findings / networkx"
        yield Row("R1", title, ratio(times, name, "networkx"), 0.5)


def _bans(size: int) -> list[Ban]:
    """Return bans of high folders on low ones, and of low ones on high ones by chains, which none breaks."""
    count, name = generated.folders(size), generated.NAME
    pairs = [(low, low + step) for step in range(count - 1, 0, -1) for low in range(count - step)][:RULES]
    direct = [Ban(f"{name}.p{high:03d}", f"{name}.p{low:03d}") for low, high in pairs]
    return [*direct, *(Ban(f"{name}.p{low:03d}", f"{name}.p{high:03d}", chains=True) for low, high in pairs)]
