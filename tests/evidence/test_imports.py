from __future__ import annotations

import sys
from inspect import getsource

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli import languages
from mneme_cli.evidence import grammar
from mneme_cli.evidence.grammar import parser
from mneme_cli.evidence.imports import extract, thorough, whole

PYTHON = languages.take("python")


def written(raw):
    return [(each.line, each.column, each.written) for each in extract(raw, PYTHON).imports]


def why(raw):
    return [(each.path, each.why, each.line) for each in extract(raw, PYTHON, "a.py").skipped]


def test_no_keyword_is_not_parsed(monkeypatch):
    monkeypatch.setattr(grammar, "parser", None)
    assert extract(b"x = 1", PYTHON) == ((), ())
    assert extract(b"important = reimported", PYTHON) == ((), ())


def test_only_the_head_is_parsed(monkeypatch):
    seen = []
    monkeypatch.setattr(grammar, "parser", lambda language: lambda text: seen.append(text) or parser(language)(text))
    assert extract(b"if x:\n    import a\nx = (((\n", PYTHON).imports
    assert seen == [b"if x:\n    import a\n"]


def test_a_plain_head_is_not_even_parsed(monkeypatch):
    monkeypatch.setattr(grammar, "parser", lambda _language: pytest.fail)
    assert [each.written for each in extract(b"import a\nx = (((\n", PYTHON).imports] == ["a"]


def test_a_file_that_is_read_whole_says_what_stands_behind_its_head():
    assert thorough(b"import a\nx = 1\n", PYTHON) == whole(b"import a\nx = 1\n", PYTHON)
    assert [one.line for one in thorough(b"import a\nx = )\n", PYTHON).skipped] == [2]


@pytest.mark.parametrize(
    ("raw", "found", "skipped"),
    [
        (b"\xef\xbb\xbfimport a\n", [(1, 1, "a")], []),
        ("é = 1; import a".encode("utf-16"), [(1, 8, "a")], []),
        ("é = 1; import a".encode("utf-32"), [(1, 8, "a")], []),
        ("# coding: latin-1\né = 1; import a".encode("latin-1"), [(2, 8, "a")], []),
        ("#!/bin/python\n# -*- coding: cp1252 -*-\nŠ = 1; import a".encode("cp1252"), [(3, 8, "a")], []),
        (b"# coding: utf-7\n+AGkAbQBwAG8AcgB0- a", [(2, 1, "a")], []),
        (b"# coding: no-such\nimport a", [(2, 1, "a")], [("a.py", "names the encoding no-such, which Python does not know", 0)]),
        (b"# coding: rot13\nimport a", [(2, 1, "a")], [("a.py", "names the encoding rot13, which Python does not know", 0)]),
        (b"x = '\xe9'; import a", [(1, 10, "a")], [("a.py", "is not valid utf-8", 0)]),
        (b"import a\x00\nimport b", [(1, 1, "a"), (2, 1, "b")], [("a.py", "holds a NUL byte, so Python does not read it as source", 0), ("a.py", "has a syntax error", 1)]),
        (b"import a\r\nimport b\r\n", [(1, 1, "a"), (2, 1, "b")], []),
        (b"import a\rimport b\r", [(1, 1, "a"), (2, 1, "b")], []),
        (b"import a\nx = )\nimport b\n", [(1, 1, "a"), (3, 1, "b")], [("a.py", "has a syntax error", 2)]),
        (b"import a\n<<<<<<< HEAD\nimport b\n=======\nimport c\n>>>>>>> x\n", [(1, 1, "a"), (3, 1, "b"), (5, 1, "c")], [("a.py", "has a syntax error", 2)]),
        (b"import a\nx = )\n", [(1, 1, "a")], []),  # behind the last import: no concern of imports
        (b"lazy import a\n", [(1, 1, "a")], []),
        (b"", [], []),
    ],
)  # fmt: skip
def test_odd_files(raw, found, skipped):
    assert written(raw) == found
    assert why(raw) == skipped


def test_one_line_bundle():
    raw = ";".join(f"é{n}=1;import m{n}" for n in range(20_000)).encode()
    found = extract(raw, PYTHON).imports
    assert len(found) == 20_000
    text = raw.decode()
    assert all(
        text[each.column - 1 :].startswith(f"import {each.written}") for each in (found[0], found[777], found[-1])
    )


def test_fifty_megabytes():
    data = b"x = 'y'\n" * (50_000_000 // 8)
    assert written(b"import a\n" + data) == [(1, 1, "a")]
    assert why(data + b"import a\n") == [("a.py", "has 50.0 MB to parse, the limit is 8.4 MB", 0)]


DEEP = 100_000


@pytest.mark.parametrize(
    "raw",
    [
        b"(" * DEEP + b"__import__('a')" + b")" * DEEP,
        b"import z\n" + b"(" * DEEP + b"__import__('a')",
        b"x = " + b"not " * DEEP + b"__import__('a')",
        b"x = " + b"[" * DEEP + b"importlib.import_module('a')" + b"]" * DEEP,
        b"if " + b"(" * DEEP + b"x" + b")" * DEEP + b":\n  import a\n",
        b"if " + b"not " * DEEP + b"x:\n  import a\n",
        b"if " + b"x and " * DEEP + b"x:\n  import a\n",
        b"".join(b"\t" * n + b"if x:\n" for n in range(1200)) + b"\t" * 1200 + b"import a\n",
        b"x" + b".importlib" * DEEP + b".import_module('a')",
        b"import " + b"a." * DEEP + b"a",
        b"x = a" + b" if import_module else b" * DEEP,
        b"f'" + b"{f'" * 500 + b"import a",
    ],
)
def test_deep_nesting_ends(raw):
    found = extract(raw, PYTHON, "a.py")
    assert found.imports or found.skipped or b"import a" not in raw


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"if x: pass\n" + b"elif x:\n  import a\n" * 20_000, 20_000),
        (b"import a\n" + b"# import x\n" * 50_000, 1),
        (b"import a\n__all__ = [" + b"'__all__'," * 50_000 + b"]\n", 1),
        (b"x = {" + b"1: __import__('a'),\n" * 10_000 + b"}\n", 10_000),
        (b"x = )\n" + b"import (\n" * 100_000, 0),  # said: too broken to be read in time
        (b"import a\n'''" + b"import x the import module\n" * 50_000 + b"'''\n", 1),
    ],
)
def test_long_files_end(raw, found):
    """Each took minutes when its cost grew with the square of its length."""
    assert len(extract(raw, PYTHON).imports) == found


def test_too_deep_is_said():
    raw = b"import z\n" + b"(" * DEEP + b"__import__('a')" + b")" * DEEP
    assert why(raw) == [("a.py", "nests more than 1000 levels deep", 0)]


REAL = [
    getsource(sys.modules[name]).encode() for name in ("inspect", "hypothesis.strategies", "_pytest.config", "typing")
]


@pytest.mark.parametrize("text", REAL)
def test_head_cut_is_the_full_parse(text):
    assert extract(text, PYTHON).imports == whole(text, PYTHON).imports
    assert thorough(text, PYTHON) == whole(text, PYTHON)


PIECES = [
    b"import a\n",
    b"\nfrom x import (a, b)\n",
    b'"""',
    b"'''",
    b"'",
    b"(",
    b")",
    b"#",
    b"\\\n",
    b"\n",
    b"    ",
    b"try:\n",
    b"\x00",
    b"\xff",
    b"lazy ",
]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.sampled_from(REAL),
    st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 60), st.sampled_from(PIECES)), min_size=1, max_size=5),
)
def test_mangled_sources(text, edits):
    for place, size, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + size :]
    quick, slow = extract(text, PYTHON), whole(*PYTHON.decode(text)[:1], PYTHON)
    assert thorough(*PYTHON.decode(text)[:1], PYTHON) == slow
    if slow.skipped:  # an error behind the head can hide imports from the full parse, never from the head's
        places = [
            {(each.line, each.column, each.written, each.names) for each in found.imports} for found in (quick, slow)
        ]
        assert places[0] >= places[1]
    else:
        assert quick.imports == slow.imports
