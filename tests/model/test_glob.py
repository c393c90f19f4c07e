"""A glob says the same as the regular expression that a person would write for it, and ends, however many stars it has."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mneme_cli.evidence import attributes
from mneme_cli.model.glob import bindings, enters, fills, matches
from mneme_cli.model.region import Region

LONG = "a" * 200
STARS = "*a" * 30


@pytest.mark.parametrize("judge", [matches, attributes.matches])
def test_thirty_stars_in_one_segment_end(judge):
    assert judge(f"x/{STARS}*", f"x/{LONG}")
    assert not judge(f"x/{STARS}b", f"x/{LONG}")
    assert not judge(f"x/{STARS}b*", f"x/{LONG}")


@pytest.mark.parametrize("judge", [matches, attributes.matches])
def test_thirty_stars_across_segments_end(judge):
    deep = "/".join("a" * 100)
    assert judge("**/a/" * 30 + "a", deep)
    assert not judge("**/a/" * 30 + "b", deep)
    assert not judge("**/a/" * 30 + "b/**", deep)


def test_git_marks_with_brackets_end():
    assert not attributes.matches("*[a-c]?" * 30 + "x", LONG)
    assert attributes.matches("*[a-c]?" * 30, LONG)


def test_stars_beside_a_capture_end_and_bind_once():
    assert list(bindings(f"{{name}}/{STARS}b", f"x/{LONG}")) == []
    assert list(bindings(f"{{name}}/{STARS}*", f"x/{LONG}")) == [{"name": "x"}]
    assert list(bindings(f"{STARS}-{{name}}b", f"{LONG}-x")) == []
    assert list(bindings(f"**/{STARS}-{{name}}/**/x", f"a/{LONG}-y/x/x")) == [{"name": "y"}]
    assert list(bindings("*/**/*/**/{name}/**", "a/b/c/d")) == [{"name": "c"}]


def test_where_a_glob_with_many_stars_may_lead_ends():
    assert not enters(f"{STARS}b/**", f"{LONG}/")
    assert not fills(f"{STARS}b/**", f"{LONG}/")
    assert enters(f"{STARS}*/**", f"{LONG}/")
    assert fills(f"{STARS}*/**", f"{LONG}/")


def test_what_lies_in_a_region_binds_once():
    region = Region(inside=("*/*.py", "**/x*", "src/**/**"))
    assert len(list(region.bindings("src/x.py"))) <= len(region.inside)


def expression(glob: str) -> str:
    parts = glob.split("/")
    out = ""
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        if part == "**":
            out += ".+" if last else "(?:[^/]*/)*"
        else:
            out += re.sub(r"\\(.)|(\*)|([^*\\])", _sign, part) + ("" if last else "/")
    return out


def _sign(found: re.Match[str]) -> str:
    return "[^/]*" if found[2] else re.escape(found[1] or found[3])


segment = st.one_of(
    st.just("**"),
    st.text(alphabet="ab*", max_size=4).map(lambda text: re.sub(r"\*\*+", "*", text)),
    st.sampled_from([r"\*a", r"a\{*", "[a]"]),
)
globs = st.lists(segment, min_size=1, max_size=4).map("/".join)
paths = st.text(alphabet="ab/*{[]", min_size=1, max_size=7).filter(lambda path: "" not in path.split("/"))


@given(glob=globs, path=paths)
@example(glob="**/**", path="a")
@example(glob="a/**", path="a")
@example(glob="*/**/a*", path="b/aa")
def test_a_glob_is_the_expression_that_it_stands_for(glob, path):
    assert matches(glob, path) == bool(re.fullmatch(expression(glob), path)), expression(glob)
    assert len(list(bindings(glob, path))) == matches(glob, path)
