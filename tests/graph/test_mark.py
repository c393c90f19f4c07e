"""Marks are what the region or the selector itself says about every name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.graph.mark import OUTSIDE, mark_region
from mneme_cli.graph.overlay import Overlay
from mneme_cli.model.region import Region
from mneme_cli.model.selector import Selector
from tests.graph.worlds import OTHERS, PATHS

GLOBS = ["**", "a/**", "a/b/**", "a.py", "*.py", "a*", "a*/**", "**/*.py", "a/**/c.py", "**/a.py", "a/**/*.py", "b/*"]
GLOBS += [
    "{x}/a.py",
    "a/{x}.py",
    "b/\\z.py",
    "**/b/**",
    "*",
    "**/{x}/**",
    "?b",
    "pkg:**",
    "**/**",
    "a/**/b/c.py",
    "**/*",
]
globs = st.lists(st.sampled_from(GLOBS), max_size=3).map(tuple)
regions = st.tuples(globs, globs).map(lambda sides: Region(*sides))
nested = st.tuples(globs, globs, st.lists(regions, max_size=2).map(tuple)).map(lambda sides: Region(*sides))
PATTERNS = [
    "pypi/sql",
    "=pypi/sql",
    "pypi/sql.*",
    "python/os",
    "npm/x",
    "=",
    "*",
    "sql",
    "=sql.orm",
    "a.gone",
    "b",
    "a.*",
]


def views():
    whole = Graph(flatten([], PATHS + OTHERS))
    half = Graph(flatten([], PATHS[::2] + OTHERS[::2]))
    return whole, Overlay(half, {path: [(other, 1) for other in OTHERS[1::2]] for path in PATHS[1::2]})


WHOLE, LAID = views()


@pytest.mark.parametrize("view", [WHOLE, LAID], ids=["flat", "overlay"])
@given(region=nested)
def test_region(view, region) -> None:
    marks = mark_region(view, region)
    for node in range(view.nodes):
        name = view.name(node)
        assert marks[node] == (region.holds(name) and not name.startswith(OUTSIDE)), (name, region)


@pytest.mark.parametrize("view", [WHOLE, LAID], ids=["flat", "overlay"])
@given(
    form=st.sampled_from(["path", "package", "std", "module"]), inside=globs, names=st.sets(st.sampled_from(PATTERNS))
)
def test_selector(view, form, inside, names) -> None:
    selector = Selector("", form, Region(inside), tuple(sorted(names)))
    marks = view.mark(selector)
    for node in range(view.nodes):
        name = view.name(node)
        asked = name[1:] if name[0] == "?" else name[4:].partition("/")[2]
        assert marks[node] == selector.selects(name, asked), (name, selector)


def test_a_plain_test_is_asked_about_every_name() -> None:
    assert bytes(LAID.mark(lambda name: "sql" in name)) == bytes("sql" in LAID.name(node) for node in range(LAID.nodes))


def test_the_mark_of_nothing_is_empty() -> None:
    assert not any(WHOLE.mark(Region(())))
