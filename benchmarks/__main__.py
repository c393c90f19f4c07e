"""`python -m benchmarks`: measure what is asked for, one budget after the other, and say which of them hold."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from typing import TYPE_CHECKING

from benchmarks import budgets
from benchmarks.bench import Bench
from benchmarks.doors import doors
from benchmarks.ground import WORK
from benchmarks.repository import git
from benchmarks.sdists import PROJECTS
from benchmarks.spawn import Wrong
from benchmarks.table import Row, missed, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (1000, 5000, 20000)


def main(argv: Sequence[str]) -> int:
    """Measure, print the table, and end with 1 if a budget is missed, with 2 if one could not be measured."""
    asked = _asked(argv)
    os.makedirs(WORK, exist_ok=True)
    bench = Bench(
        doors=doors(asked.mneme),
        rounds=asked.rounds or (3 if asked.quick else 11),
        sizes=SIZES[:1] if asked.quick else SIZES,
        projects=() if asked.quick else PROJECTS,
        told=[],
    )
    rows = [row for name in asked.only for row in _rows(name, bench)]
    print(f"\n{_where(bench)}\n\n{table(rows)}\n\nCPU medians, for information:")
    print("\n".join(f"  {line}" for line in bench.told))
    over, failed = missed(rows), [row for row in rows if row.note.startswith("FAILED")]
    print(f"\n{len(rows)} rows, {len(over)} missed, {len(failed)} not measured")
    return 2 if failed else int(bool(over))


def _rows(name: str, bench: Bench) -> Iterator[Row]:
    """Measure one budget; what goes wrong is a row of its own, and the others go on."""
    try:
        for row in budgets.take(name)(bench):
            print(table([row]).splitlines()[-1], file=sys.stderr, flush=True)
            yield row
    except Wrong as wrong:
        yield Row(name.upper(), "was not measured to its end", note=f"FAILED: {wrong}")


def _asked(argv: Sequence[str]) -> argparse.Namespace:
    known = budgets.names()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", type=_names, default=known, metavar="H1,H2", help=f"of {', '.join(known).upper()}")
    parser.add_argument("--rounds", type=int, default=0, help="how often each thing is measured; 11 by default")
    parser.add_argument(
        "--quick", action="store_true", help="three rounds, the smallest generated package, no projects"
    )
    parser.add_argument("--mneme", default="", metavar="CMD", help="another portable command than this tree's own")
    return parser.parse_args(argv)


def _names(text: str) -> tuple[str, ...]:
    known = budgets.names()
    asked = tuple(text.lower().split(","))
    if unknown := sorted(set(asked) - set(known)):
        raise argparse.ArgumentTypeError(
            f"no such budget: {', '.join(unknown).upper()}; there are {', '.join(known).upper()}"
        )
    return asked


def _where(bench: Bench) -> str:
    """Say what was measured, where, how often."""
    versions = f"Python {platform.python_version()}, {git(WORK, '--version').strip()}, {os.cpu_count()} processors"
    load = f"load {os.getloadavg()[0]:.1f}"
    return f"{versions}, {load}, {bench.rounds} rounds; CPU (user + system, children included), medians of ratios per round"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
