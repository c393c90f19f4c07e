"""Ranges as spans of comparable keys: what both kinds of version come to."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple

    Spans = tuple["Span", ...]
else:
    from mneme_cli.model.noun import NamedTuple


class Span(NamedTuple):
    """From low to high; None is without end. Whether an end belongs to it stands beside the end."""

    low: Any = None
    low_in: bool = True
    high: Any = None
    high_in: bool = True

    def empty(self) -> bool:
        """Tell whether nothing lies in it."""
        if self.low is None or self.high is None:
            return False
        return bool(self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in)))


EVERYTHING: Spans = (Span(),)


def holds(spans: Spans, key: Any) -> bool:
    """Tell whether a key lies in one of the spans."""
    return bool(meet(spans, (Span(key, True, key, True),)))


def meet(one: Spans, other: Spans) -> Spans:
    """Return what two unions of spans have in common."""
    return tuple(both for first in one for second in other if not (both := _both(first, second)).empty())


def _both(one: Span, other: Span) -> Span:
    low, low_in = _later((one.low, one.low_in), (other.low, other.low_in))
    high, high_in = _sooner((one.high, one.high_in), (other.high, other.high_in))
    return Span(low, low_in, high, high_in)


def _later(one: tuple[Any, bool], other: tuple[Any, bool]) -> tuple[Any, bool]:
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return max(one, other, key=lambda end: end[0])


def _sooner(one: tuple[Any, bool], other: tuple[Any, bool]) -> tuple[Any, bool]:
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return min(one, other, key=lambda end: end[0])
