"""H6: a hook where rules look at chains of imports: the imports left alone, a new edge, and an edge that closes a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import generated, laws
from benchmarks.bench import Bench, generated_ground
from benchmarks.doors import replaced
from benchmarks.edits import silent
from benchmarks.ground import read
from benchmarks.inside import compiled
from benchmarks.laws import Ban
from benchmarks.repository import furnish
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

_OLD = "from __future__ import annotations\n"


def measure(bench: Bench) -> Iterator[Row]:
    """Compare three edits with a bare start, the graph of everything being there."""
    size = bench.largest()
    root = _governed(size)
    compiled(root)
    run(bench.doors.check(root, "--all"))
    cases = {"bare": bench.bare(), **_edits(bench, root, size)}
    silent(cases["same imports"])
    silent(cases["new edge"])
    _chained(cases["chain"])
    times = bench.compare(f"H6 at {size} files", cases)
    yield Row("H6", "hook, chain rules, same imports / bare", ratio(times, "same imports", "bare"), 1.1)
    yield Row("H6", f"a new edge and no chain, {size} files / bare", ratio(times, "new edge", "bare"), 3.5)
    yield Row("H6", f"a chain closed, {size} files / bare", ratio(times, "chain", "bare"), 5.5)


def _governed(size: int) -> str:
    """Return a package under direct bans and two on chains: the second folders never reach the last but five."""
    ground = generated_ground(size)
    last = generated.folders(size) - 1
    chains = [Ban(f"synth.p{low:03d}", f"synth.p{last - 5:03d}", chains=True) for low in (1, 2)]
    return furnish(ground.root, laws.decisions((*ground.bans, *chains)))


def _edits(bench: Bench, root: str, size: int) -> dict[str, Case]:
    """Edit a body; import, high up, a module from whose half of the package nothing forbidden is in reach; close a chain.

    The chain runs from a module of folder 1 over one of folder 0, which the edit lets import one of the last folder but one.
    """
    high, middle, bottom = size * 3 // 4, size // 2, _leaned_on(size)
    body = next(line for line in read(f"{root}/{generated.path(high, size)}").splitlines() if "def f1(" in line)
    texts = {
        "same imports": (high, body, body.replace("value", "given")),
        "new edge": (high, _OLD, f"{_OLD}import {generated.module(middle, size)}\n"),
        "chain": (bottom, _OLD, f"{_OLD}import {generated.module(size - generated.share(size) - 1, size)}\n"),
    }
    return {
        name: bench.doors.hook(root, replaced(root, generated.path(at, size), *pair))
        for name, (at, *pair) in texts.items()
    }


def _leaned_on(size: int) -> int:
    """Return a module of folder 0 that one of folder 1 imports."""
    each = generated.share(size)
    texts = [generated.text(number, size) for number in range(each, 2 * each)]
    return next(at for at in range(1, each) if any(f"m{at:05d}" in text for text in texts))


def _chained(case: Case) -> None:
    """See that the agent is told of a chain."""
    ran = run(case)
    if f"synth/p{0:03d}/" not in ran.out or "additionalContext" not in ran.out:
        raise Wrong(f"the hook should tell of a chain and says {(ran.out or ran.err or 'nothing')[:300]}")
