"""S2: every fact of a repository, cold: beside import-linter, and beside reading and parsing everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.bench import Bench, Ground, grounds
from benchmarks.beside import linter
from benchmarks.inside import child
from benchmarks.repository import forget, furnish
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(bench: Bench) -> Iterator[Row]:
    """Compare the extraction with both, ground by ground."""
    for ground in grounds(bench, bans=2):
        yield from _one(bench, ground)


def _one(bench: Bench, ground: Ground) -> Iterator[Row]:
    root = furnish(ground.root, ground.files())
    folder = f"{ground.under}/{ground.package}".lstrip("/")
    facts = child("facts", root, folder)
    cases = {"facts": facts._replace(before=lambda: forget(root)), "parse all": child("floor", root)}
    if peer := linter(ground, warm=False):
        cases["linter"] = peer
    edges = _exact(cases["facts"], facts, peer, generated=ground.title.endswith("files"))
    times = bench.compare(f"S2 {ground.title}", cases)
    said = f"facts of {ground.title}, cold, {edges} edges"
    if peer:
        yield Row("S2", f"{said} / import-linter cold", ratio(times, "facts", "linter"), 0.9)
    else:
        yield Row("S2", f"{said} / import-linter cold", limit=0.9, note="skipped: the peer cannot be had")
    yield Row("S2", f"{said} / read and parse all", ratio(times, "facts", "parse all"), 0.45)


def _exact(cold: Case, warm: Case, peer: Case | None, *, generated: bool) -> int:
    """See that cold and warm count the same edges, and on a generated package as many as import-linter.

    Real projects are compared edge by edge with grimp in tests/real, where each difference has a reason.

    Raises:
        Wrong: they do not.
    """
    edges, again = int(run(cold).out), int(run(warm).out)
    if edges != again:
        raise Wrong(f"cold there are {edges} edges, warm {again}")
    if peer and generated:
        theirs = int(re.findall(r"(\d+) dependencies", run(peer).out)[0])
        if theirs != edges:
            raise Wrong(f"mneme has {edges} edges, import-linter {theirs}")
    return edges
