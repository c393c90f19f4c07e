"""What was measured, as people read it: one line for each budget, and the absolute medians for information."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.rounds import Ratio, Times


class Row(NamedTuple):
    """One measured thing. limit: what it may be at most, 0 = for information.  note: why it could not be measured."""

    budget: str
    what: str
    ratio: Ratio | None = None
    limit: float = 0
    unit: str = "×"
    note: str = ""


_HEAD = ("", "what", "median", "min–max", "limit", "")


def table(rows: Iterable[Row]) -> str:
    """Lay out the rows."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(_HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "─" * max(map(len, lines)))
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    if row.ratio is None:
        return row.budget, row.what, "–", "", _number(row.limit, row.unit) if row.limit else "", row.note
    middle, low, high = row.ratio
    shown = _number(middle, row.unit), f"{_number(low)}–{_number(high)}"
    if not row.limit:
        return row.budget, row.what, *shown, "", row.note or "for information"
    share = middle / row.limit
    verdict = f"met, {1 - share:.0%} to spare" if share <= 1 else f"MISSED by {share - 1:.0%}"
    return row.budget, row.what, *shown, _number(row.limit, row.unit), verdict


def _number(value: float, unit: str = "") -> str:
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return f"{text} {unit}".rstrip() if value >= 0.1 or not value else f"{value:.3f} {unit}".rstrip()


def absolutes(title: str, times: Times) -> str:
    """Say the medians in milliseconds: they are of this machine and this hour, and are no promise."""
    return f"{title}: " + " · ".join(f"{name} {_number(median(each), 'ms')}" for name, each in times.items())


def missed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows whose limit does not hold."""
    return tuple(row for row in rows if row.ratio and row.limit and row.ratio.median > row.limit)
