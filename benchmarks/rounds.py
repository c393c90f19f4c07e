"""A B C A B C …: what is compared runs side by side, so that a busy machine slows both, and only ratios are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.spawn import Case, run


class Ratio(NamedTuple):
    """The median of the ratios taken within each round, and the lowest and the highest of them."""

    median: float
    low: float
    high: float


Times = Mapping[str, Sequence[float]]


def interleaved(cases: Mapping[str, Case], rounds: int) -> Times:
    """Run every case once to warm up, then all of them in turn; return their CPU times in ms, round by round."""
    for case in cases.values():
        run(case)
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            times[name].append(run(case).cpu)
    return times


def ratio(times: Times, of: str, *over: str) -> Ratio:
    """Compare one case with another, or with the sum of several."""
    floors = [sum(each) for each in zip(*(times[name] for name in over), strict=True)]
    return summed([mine / floor for mine, floor in zip(times[of], floors, strict=True)])


def more(times: Times, of: str, less: str, over: str) -> Ratio:
    """Compare what one case needs beyond another one with a third."""
    rows = zip(times[of], times[less], times[over], strict=True)
    return summed([(mine - without) / floor for mine, without, floor in rows])


def summed(values: Sequence[float]) -> Ratio:
    """Return the middle and the ends of some values."""
    return Ratio(median(values), min(values), max(values))
