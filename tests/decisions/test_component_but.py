"""A component may leave files out, so that two that share a pattern do not share a file."""

from __future__ import annotations

import pytest

from mneme_cli.decisions.components import belongs, ties, vocabulary
from mneme_cli.decisions.documents import settings
from mneme_cli.decisions.join import union
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Place, Settings
from mneme_cli.model.region import Region
from tests.decisions.made import LAYOUT

FILES = ("src/lib/a/a.js", "src/lib/a/a.test.js")
WRITTEN = """\
components:
  test: "**/*.test.js"
  lib:
    match: "**/lib/**"
    but:
      - test
"""


def test_what_is_left_out_is_no_part_of_a_component():
    read, problems = settings("mneme.yaml", WRITTEN.encode())
    words, wrong = vocabulary(read, LAYOUT)

    assert (problems, wrong) == ((), [])
    assert [words.components["lib"].holds(path) for path in FILES] == [True, False]
    assert [belongs(words.components, path) for path in FILES] == [("lib",), ("test",)]
    assert ties(words.components, FILES, read) == ()


def test_without_it_the_two_tie():
    read, _ = settings("mneme.yaml", WRITTEN.partition("    but:")[0].encode())
    words, _ = vocabulary(read, LAYOUT)

    (wrong,) = ties(words.components, FILES, read)
    assert "leave the file out of the others: `but`" in wrong.fix


def test_what_is_wrong_with_what_is_left_out():
    read = Settings(
        components={"a": (("src/a/**",), ()), "b": (("src/b/**",), ())},
        but={"a": ("nothing",), "b": ("a", "src/b/c/**")},
        places={"components.a.but.0": Place("mneme.yaml", 5, 9)},
    )
    words, problems = vocabulary(read, LAYOUT)

    assert [(each.code, each.line, each.message) for each in problems] == [
        ("E-SCHEMA", 5, "component a: 'nothing' is neither a component of mneme.yaml nor a module of ours")
    ]
    assert words.components["b"].outside == ("src/a/**", "src/b/c/**")


def test_a_component_that_leaves_something_out_cannot_be_left_out_itself():
    read = Settings(
        components={"a": (("src/**",), ()), "b": (("src/b/**",), ())}, but={"a": ("src/x/**",), "b": ("a",)}
    )
    _, problems = vocabulary(read, LAYOUT)

    assert [each.message for each in problems] == ["component b: 'a' leaves something out itself"]


BUT = Region(inside=("src/a/**",), outside=("src/a/b/**",))


@pytest.mark.parametrize(
    ("other", "outside"),
    [
        (Region(inside=("src/c/**",)), ("src/a/b/**",)),
        (Region(inside=("src/a/b/**",)), ()),
        (Region(inside=("**",), outside=("src/a/b/c/**",)), ("src/a/b/c/**",)),
        (Region(inside=("src/*/x.py",), outside=("src/a/b/**",)), ("src/a/b/**",)),
    ],
)
def test_what_is_left_out_stays_out_of_a_list_unless_the_list_takes_it_in(other, outside):
    assert union([BUT, other]).outside == union([other, BUT]).outside == outside


@pytest.mark.parametrize("glob", ["src/a/b/c/**", "**/*.test.js", "src/{name}/b/*.py", "src/*/b/x"])
def test_what_is_left_out_and_taken_in_in_part_is_refused(glob):
    with pytest.raises(MnemeError, match=r"src/a/b/\*\* is left out by one of these and taken in by another"):
        union([BUT, Region(inside=(glob,))])


def test_a_tag_that_says_it_is_told_where_it_stands():
    read = Settings(
        components={"a": (("src/a/**",), ("x",)), "b": (("src/a/b/c/**",), ("x",))},
        but={"a": ("src/a/b/**",)},
        places={"components.a.tags": Place("mneme.yaml", 7, 3)},
    )
    words, problems = vocabulary(read, LAYOUT)

    assert [(each.code, each.line) for each in problems] == [("E-SCHEMA", 7)]
    assert words.tags["x"] == words.components["a"]
