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
    for what, bans in (("direct", _direct(size)), ("on chains", _chains(size))):
        root = furnish(generated.repository(size, "-judged"), laws.decisions(bans))
        said = json.loads(run(child("judging", root, str(bench.rounds))).out)
        if bool(said["findings"]) != (what == "direct"):
            raise Wrong(f"{said['findings']} findings of rules that are {what}")
        bench.told.append(absolutes(f"R1 {what}, {size} files", said["times"]))
        title = f"judging {len(bans)} rules, {what}, {size} files, {said['findings']} findings / networkx"
        yield Row("R1", title, ratio(said["times"], "judge", "networkx"), 0.5)


def _direct(size: int) -> list[Ban]:
    """Return bans of low folders on high ones, which none breaks, and every hundredth the other way round."""
    pairs = _pairs(size)
    turned = [(high, low) if at % 100 == 0 else (low, high) for at, (low, high) in enumerate(pairs)]
    return [Ban(f"{generated.NAME}.p{one:03d}", f"{generated.NAME}.p{other:03d}") for one, other in turned]


def _chains(size: int) -> list[Ban]:
    """Return bans of low folders on high ones by chains, which none breaks."""
    name = generated.NAME
    return [Ban(f"{name}.p{low:03d}", f"{name}.p{high:03d}", chains=True) for low, high in _pairs(size)]


def _pairs(size: int) -> list[tuple[int, int]]:
    """Return pairs of folders, the first of which comes before the second: the farthest ones first."""
    count = generated.folders(size)
    return [(low, low + step) for step in range(count - 1, 0, -1) for low in range(count - step)][:RULES]
