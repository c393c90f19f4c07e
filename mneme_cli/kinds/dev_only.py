"""Keeps tools of development out of what is shipped.

Says:
    What is declared for development alone is imported by tests alone.

Why:
    On the machine of whoever wrote it everything is installed. Where it is shipped, the import fails.

Breaks:
    An import, in code that is no test, of a package that the manifests above the file declare in groups for
    development only: `devDependencies`, dependency groups, `requirements-dev.txt`.

Holds:
    Tests (`tests` of mneme.yaml) may import what they like, and so may `if TYPE_CHECKING` and `import type`. Runtime,
    peer and optional declarations (an extra, `requirements/extras/`) are none for development. `setup.py` may import
    what `build-system` names. `but` leaves packages out.

Instead:
    Declare the package for run time as well, or move the code to the tests.

Example:
    dev_only: true
    in:
      - src/**

Code:
    # pyproject.toml
    [project]
    dependencies = ["attrs"]
    [dependency-groups]
    test = ["pytest", "hypothesis"]

    # src/shop/order.py
    import attrs
    from hypothesis import given  # breaks

    # src/shop/tests/test_order.py
    import pytest
"""

from __future__ import annotations

from mneme_cli.kinds import Kind
from mneme_cli.kinds._stated import SCHEMA, found
from mneme_cli.kinds._stated import lower as lowered
from mneme_cli.model.entry import DEV
from mneme_cli.model.fact import RUNTIME, TEST
from mneme_cli.relations.packages import imports

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
    """Compile the packages that any code may import."""
    return lowered(params, rule, select, "dev_only")._replace(reads=("imports",))


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every import outside tests of what is declared for development alone."""
    return found(rules, facts, _claim)


def _claim(edge: Edge, entries: tuple[Entry, ...]) -> str:
    if not _breaks(edge, entries):
        return ""
    first = min(entries, key=lambda each: (each.path, each.line))
    return f"which {first.path}:{first.line} declares for development only"


def _breaks(edge: Edge, entries: tuple[Entry, ...]) -> bool:
    if not edge.kinds & RUNTIME or edge.kinds & TEST:
        return False
    meant = [each for each in entries if imports(each, edge)]
    if edge.source.endswith("setup.py") and any(each.label == "build-system" for each in meant):
        return False
    return bool(meant) and all(each.group == DEV for each in meant)


KIND = Kind(schema=SCHEMA, lower=lower, check=check, line="{near}: imports nothing that is for development only")
