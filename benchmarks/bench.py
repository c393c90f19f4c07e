"""What every budget is handed: the doors, how often, how big, and where to tell the absolute times."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import generated, laws, peers
from benchmarks.laws import Ban
from benchmarks.rounds import Times, interleaved
from benchmarks.sdists import Project, fetch
from benchmarks.spawn import Case
from benchmarks.table import absolutes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.doors import Doors


class Bench(NamedTuple):
    """One run of the benchmarks. told: absolute medians, a line for each comparison."""

    doors: Doors
    rounds: int
    sizes: tuple[int, ...]
    projects: tuple[Project, ...]
    told: list[str]

    def compare(self, title: str, cases: Mapping[str, Case]) -> Times:
        """Run cases in turn and remember their medians."""
        print(f"measuring {title}: {', '.join(cases)} …", file=sys.stderr, flush=True)
        times = interleaved(cases, self.rounds)
        self.told.append(absolutes(title, times))
        return times

    def bare(self) -> Case:
        """Return what everything is compared with: an interpreter that does nothing."""
        return Case((peers.bare(), "-c", "pass"))

    def largest(self) -> int:
        """Return the size of the largest generated package."""
        return max(self.sizes)


class Ground(NamedTuple):
    """A package under the same direct bans in three languages. under: the folder that holds it."""

    title: str
    root: str
    package: str
    under: str
    bans: tuple[Ban, ...]

    def files(self) -> dict[str, str]:
        """Return everything that says the bans."""
        mine, theirs = laws.decisions(self.bans, self.under), laws.contracts(self.bans, self.package)
        return {**mine, **theirs, **laws.modules(self.bans, self.under)}


def grounds(bench: Bench, bans: int = 10) -> tuple[Ground, ...]:
    """Return the real projects that can be had, and the generated packages."""
    out = []
    for project in bench.projects:
        if root := fetch(project):
            pairs = laws.neighbours(root, project.folder, project.package, bans)
            out.append(Ground(f"{project.name} {project.version}", root, project.package, project.under, pairs))
    return (*out, *(generated_ground(size, bans) for size in bench.sizes))


def generated_ground(size: int, bans: int = 10) -> Ground:
    """Return a generated package under some bans, half of which are broken here and there."""
    last = generated.folders(size) - 1
    return Ground(f"{size} files", generated.repository(size), generated.NAME, "", _bans(last, bans))


def _bans(last: int, count: int) -> tuple[Ban, ...]:
    """Choose bans of high folders on low ones, which some module breaks, and of low ones on high ones, which none can."""
    pairs = []
    for at in range(count // 2):
        high, low = last - at % (last // 2), (at * 7) % (last // 2)
        pairs += [(high, low), (low, high)]
    return tuple(Ban(f"{generated.NAME}.p{one:03d}", f"{generated.NAME}.p{two:03d}") for one, two in pairs)
