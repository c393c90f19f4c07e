"""Text rules: where a match stands, and which patterns are refused before they meet a file."""

from __future__ import annotations

import pytest

from mneme_cli.relations._regex import check as refused
from tests.kinds.made import check, facts, found, rule

A = "src/shop/a.py"


def test_text_is_found_with_line_and_column():
    known = facts(text={A: ("a\r\nbä TODO\r\nTODO\n".encode(),)})
    said = check(rule("forbid", {"text": ["TODO$"]}), known)
    assert [(one.line, one.column) for one in said] == [(2, 4), (3, 1)]


def test_text_that_is_no_utf_8_is_looked_at_all_the_same():
    assert found(rule("forbid", {"text": ["TODO"]}), facts(text={A: (b"\xff TODO",)})) == [(A, "TODO")]


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*b",
        "(a|b)*",
        "((a+))+",
        "(?:a?)*",
        "(\\+?)*",
        "(a{2,})+",
        "(x+)?(y+)+",
        r"(a)\1",
        "(?P<n>a)(?P=n)",
        "a*b*c*d*",
        "(",
        "[",
        "(a+){5,}",
        "(a+){50}",
        "(a+(?#())+b",
        "x*",
        "(TODO)?",
        "",
        "TODO|",
        "(?x)( a+ # (\n )+b",
        "(?i:(?sx: a+ # (\n )+b)",
    ],
)
def test_patterns_that_could_take_for_ever_or_are_none_are_refused(pattern):
    assert refused(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bTODO\b",
        "(a+)b",
        "[a-z]+ [0-9]+",
        "a++b",
        "a+?b",
        "[(*+]+",
        "[]*]+",
        r"\(\w+\)",
        "x{2,3}",
        "{a,b}+",
        "(?:foo|bar)",
        "(ab)+",
        "(?i)x",
        r"[^\]]+",
        "(a|b)?c",
        r"\(?x",
        "[(?#]x",
        "(?i:max)",
        "^(?!# Copyright)",
        "^$",
        "x*y",
    ],
)
def test_patterns_that_are_fine(pattern):
    assert refused(pattern) == ""


def test_an_accepted_pattern_ends_on_a_hostile_line():
    known = facts(text={A: (b"a" * 50_000 + b"!",)})
    assert check(rule("forbid", {"text": ["a+b"]}), known) == []


def test_a_bad_pattern_says_where():
    with pytest.raises(ValueError, match=r"text\.1: .*"):
        rule("forbid", {"text": ["ok", "("]})
