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
    """

    counts: Mapping[Identity, int] = {}
    numbers: Mapping[Identity, int] = {}


def covers(accepted: int, number: int) -> bool:
    """Tell whether a number is no worse than the accepted one; too many is no excuse for too few."""
    return number <= accepted and (number > 0) == (accepted > 0)


def bound(number: int) -> str:
    """Say up to where a number is accepted, "" where nothing is counted."""
    return f"at most {number}" if number > 0 else f"at least {-number}" if number else ""
