"""Today's debt, accepted once: identities of findings with a count and, where something is counted, its number."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

Identity = tuple[str, str, str, str, str]


class Baseline(NamedTuple):
    """It only shrinks.

    counts: identity → how many findings of it are accepted.
    numbers: identity → up to which `Finding.number`, for those that have one.
    was: identity → the one that the file has, for those whose file or rule has another name by now.
    """

    counts: Mapping[Identity, int] = {}
    numbers: Mapping[Identity, int] = {}
    was: Mapping[Identity, Identity] = {}


def carried(
    baseline: Baseline, rules: Mapping[str, str], paths: Mapping[str, str], aims: Mapping[str, str]
) -> Baseline:
    """Return a baseline in the names of today. rules, paths: old name → new name; aims: the same, for targets.

    Where two entries come to one, the larger of them counts: a new name accepts nothing more.
    """
    counts: dict[Identity, int] = {}
    numbers: dict[Identity, int] = {}
    was: dict[Identity, Identity] = {}
    for old in sorted(baseline.counts):
        rule, source, target, symbol, edge = old
        new = (rules.get(rule, rule), paths.get(source, source), aims.get(target, target), symbol, edge)
        counts[new] = max(baseline.counts[old], counts.get(new, 0))
        if number := baseline.numbers.get(old, 0):
            numbers[new] = max(number, numbers.get(new, number))
        if new != old:
            was[new] = old
    return Baseline(counts=counts, numbers=numbers, was=was) if was else baseline


def covers(accepted: int, number: int) -> bool:
    """Tell whether a number is no worse than the accepted one; too many is no excuse for too few."""
    return number <= accepted and (number > 0) == (accepted > 0)


def bound(number: int) -> str:
    """Say up to where a number is accepted, "" where nothing is counted."""
    return f"at most {number}" if number > 0 else f"at least {-number}" if number else ""
