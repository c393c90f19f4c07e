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
        title = f"judging {RULES} rules, {what}, {size} files, {said['findings'][name]} findings / networkx"
        yield Row("R1", title, ratio(times, name, "networkx"), 0.5)


def _bans(size: int) -> list[Ban]:
    """Return 1,000 bans of modules on folders, and 1,000 of low modules on high folders, which no chain breaks."""
    last, name = generated.folders(size) - 1, generated.NAME
    low = generated.share(size) * (last // 2)
    direct = [
        Ban(generated.module(low + at * 7 % (size - low), size), f"{name}.p{at % (last // 2):03d}")
        for at in range(RULES)
    ]
    chains = [
        Ban(generated.module(at * 7 % low, size), f"{name}.p{last - at % (last // 2):03d}", chains=True)
        for at in range(RULES)
    ]
    return [*direct, *chains]
