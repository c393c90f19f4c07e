"""Whatever stands in a file, there is an answer and never a traceback."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_verbs import VERBS

from mneme_cli.decisions.documents import load
from mneme_cli.decisions.documents import settings as read_settings

GOOD = os.path.join(os.path.dirname(__file__), "good")
with open(os.path.join(GOOD, "decision.yaml"), "rb") as file:
    DECISION = file.read()
with open(os.path.join(GOOD, "mneme.yaml"), "rb") as file:
    MNEME = file.read()
HEAD = b"id: A-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nx-deep: "
PIECES = [
    b"",
    b": ",
    b" #",
    b"- ",
    b"[",
    b"]",
    b"{",
    b"}",
    b"*",
    b"&a ",
    b"!t ",
    b"|",
    b">",
    b"'",
    b'"',
    b"\t",
    b"\n",
    b"\0",
    b"\xff",
    b"? ",
    b"%",
    b"@",
    b"<<: ",
    b"---\n",
    b"...\n",
    b"null",
    b"true",
    b"7",
    b"\xe2\x80\xa8",
    b"\r",
]


def _answer(data):
    decisions, waivers, problems = load([("a.yaml", data)], VERBS.get, tuple(VERBS))
    more = read_settings("mneme.yaml", data)[1]
    assert decisions or waivers or problems
    for one in (*problems, *more):
        assert one.code.startswith("E-")
        assert one.line >= 1
        assert one.column >= 1
        assert one.message
        assert one.fix
    return problems


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data):
    _answer(data)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_pile_of_yaml_signs(pieces):
    _answer(b"".join(pieces))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([DECISION, MNEME]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4),
)
def test_any_mutation_of_a_good_file(data, edits):
    for at, length, piece in edits:
        data = data[:at] + piece + data[at + length :]
    _answer(data)


@settings(max_examples=60, deadline=None)
@given(st.permutations(DECISION.splitlines(keepends=True)))
def test_any_order_of_lines(lines):
    _answer(b"".join(lines))


@pytest.mark.parametrize("sign", [b"[", b"{", b"- ", b"? ", b"{a: ", b"[[", b"a:\n "])
@pytest.mark.parametrize("depth", [10_000, 100_000])
def test_deep_nesting(sign, depth):
    (problem,) = _answer(HEAD + b"\n  " * sign.startswith((b"-", b"?")) + sign * depth)
    assert problem.fix


def test_nesting_that_is_closed_again():
    problems = _answer(HEAD + b"[" * 10_000 + b"]" * 10_000)
    assert [one.message for one in problems] == ["lists and maps are nested more than 40 deep here"]


@pytest.mark.parametrize("size", [5, 50])
def test_large_files(size):
    (problem,) = _answer(b"a" * (size * 1_000_000))
    assert (problem.line, problem.message) == (1, f"the file has {size}.0 MB, and at most 2 MB are read")


def test_a_file_just_below_the_limit_is_read():
    text = b"id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\ncontext: |\n" + b"  words\n" * 200_000
    decisions, _, problems = load([("a.yaml", text)], VERBS.get, tuple(VERBS))
    assert (len(decisions[0].context), problems) == (200_000 * 6 - 1, ())


def test_a_number_of_a_million_digits_is_text():
    (one,), _, _ = load(
        [("a.yaml", b"id: A\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nx-n: " + b"9" * 1_000_000)], VERBS.get, ()
    )
    assert len(one.extra["x-n"]) == 1_000_000
