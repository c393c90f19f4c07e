"""Finds imports of packages that nobody asked for.

Says:
    Whatever these files import of third parties, a manifest above them declares.

Why:
    A package that is there because another one brought it along is gone with the next update of that other one, and
    nobody ever decided to depend on it.

Breaks:
    An import of a third-party package that no manifest above the file declares, in whatever group. A lock declares
    nothing.

Holds:
    The names are those of import and distribution: `yaml` is declared as `PyYAML`. Types may come from a package of
    stubs. `but` leaves packages out. `when: {not: [conditional]}` leaves out what is imported in a `try`.

Instead:
    Declare the package where the file belongs to, or stop using it.

Example:
    undeclared: true
    in:
      - src/**

Code:
    # pyproject.toml
    [project]
    dependencies = ["PyYAML>=6"]

    # src/shop/order.py
    import json
    import yaml
    import requests  # breaks
"""

from __future__ import annotations

from mneme_cli.kinds import Kind
from mneme_cli.kinds._stated import SCHEMA, found
from mneme_cli.kinds._stated import lower as lowered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.entry import Entry
    from mneme_cli.model.fact import Edge, Facts, Want
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the packages that need no declaration."""
    return lowered(params, rule, select, "undeclared")._replace(reads=("imports",))


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every import of a package that no manifest above the file declares."""
    return found(rules, facts, _claim)


def _claim(_edge: Edge, entries: tuple[Entry, ...]) -> str:
    return "" if entries else "which no manifest above it declares"


KIND = Kind(schema=SCHEMA, lower=lower, check=check, line="{near}: imports only packages that a manifest declares")
