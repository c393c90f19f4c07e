"""Sets of positions in a sorted list as sorted, disjoint, half-open ranges: a folder is one range, however many files.

Regions are made of union, difference and intersection; on ranges these cost by the range, not by the file.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Spans = tuple[tuple[int, int], ...]
"""Sorted, disjoint, none empty, none touching the next."""


def runs(positions: Iterable[int]) -> Spans:
    """Make spans of rising positions."""
    return union([(at, at + 1) for at in positions])


def union(spans: Iterable[tuple[int, int]]) -> Spans:
    """Join ranges in any order, overlapping or not."""
    out: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        elif low < high:
            out.append((low, high))
    return tuple(out)


def common(left: Spans, right: Spans) -> Spans:
    """Keep what lies in both."""
    out, here, there = [], 0, 0
    while here < len(left) and there < len(right):
        low, high = max(left[here][0], right[there][0]), min(left[here][1], right[there][1])
        if low < high:
            out.append((low, high))
        if left[here][1] < right[there][1]:
            here += 1
        else:
            there += 1
    return tuple(out)


def minus(left: Spans, right: Spans) -> Spans:
    """Keep what lies in the first and not in the second."""
    if not left or not right:
        return left
    gaps, at = [], left[0][0]
    for low, high in right:
        if at < low:
            gaps.append((at, low))
        at = max(at, high)
    if at < left[-1][1]:
        gaps.append((at, left[-1][1]))
    return common(left, tuple(gaps))


def each(spans: Spans) -> Iterator[int]:
    """Walk through every position."""
    for low, high in spans:
        yield from range(low, high)
