"""One budget each: its module's first line says what is measured, `measure` yields the rows of the table.

Every budget first sees that the thing does what it is measured for, and raises `Wrong` if it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from benchmarks.bench import Bench
from benchmarks.table import Row

Measure = Callable[[Bench], Iterator[Row]]

_ORDER = "hkcdsjwrma"


def names() -> tuple[str, ...]:
    """Return the budgets there are, hooks first."""
    found = [each.name for each in iter_modules(__path__)]
    return tuple(sorted(found, key=lambda name: (_ORDER.index(name[0]), name)))


def take(name: str) -> Measure:
    """Return how a budget is measured."""
    measure: Measure = import_module(f"{__name__}.{name}").measure
    return measure
