"""J1: TypeScript, a whole repository with resolution, beside dependency-cruiser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks import doors, peers, tarballs
from benchmarks.ground import WORK, empty
from benchmarks.repository import forget, furnish
from benchmarks.rounds import Ratio, ratio
from benchmarks.spawn import Case, Wrong, peak, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench

_LIMITS = (("cold", 0.15), ("warm", 0.25))


def measure(bench: Bench) -> Iterator[Row]:
    """Compare one direct law with findings and one transitive law without, project by project."""
    program = peers.cruiser()
    for project in tarballs.PROJECTS if program else ():
        yield from _one(bench, project, program)
    if not program:
        yield Row("J1", "check --all / dependency-cruiser", limit=0.15, note="skipped: the peer cannot be had")


def _one(bench: Bench, project: tarballs.Project, program: str) -> Iterator[Row]:
    root = furnish(tarballs.fetch(project), project.files())
    memory = f"{WORK}/cruiser/{project.name}"
    words = (peers.node(), program, "--config", ".dependency-cruiser.json", project.below)
    cruise = Case((*words, "--output-type", "err"), root)
    mine = bench.doors.check(root, "--all")
    count = _agree(mine, cruise._replace(argv=(*words, "--output-type", "json")))
    cached = cruise._replace(argv=(*cruise.argv, "--cache", memory))
    empty(memory)
    cases = {
        "mneme cold": mine._replace(before=lambda: forget(root)),
        "cold": cruise,
        "warm": cached,
    }
    times = dict(bench.compare(f"J1 {project.name}", cases))
    times |= bench.compare(f"J1 {project.name}, remembered", {"mneme warm": mine, "warm": cached})
    for name, limit in _LIMITS:
        said = f"check --all {name}, {project.name}, {count} findings / dependency-cruiser {name}"
        yield Row("J1", said, ratio(times, f"mneme {name}", name), limit)
    share = peak(cases["mneme cold"], peers.bare()) / peak(cruise, peers.bare())
    yield Row("J1", f"memory, {project.name} / dependency-cruiser's", Ratio(share, share, share), 0.2)


def _agree(mine: Case, theirs: Case) -> int:
    """See that both find the same importers; return how many.

    Raises:
        Wrong: they do not, so their times say nothing.
    """
    ours = {path for _, path, _, _ in doors.findings(mine)}
    summary = json.loads(run(theirs).out)["summary"]
    found = {each["from"] for each in summary["violations"]}
    if ours != found or not ours:
        raise Wrong(f"not the same findings: only mneme {sorted(ours - found)[:3]}, only it {sorted(found - ours)[:3]}")
    return len(ours)
