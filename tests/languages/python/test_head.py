from __future__ import annotations

from inspect import getsource

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli import languages
from mneme_cli.evidence.imports import extract, thorough, whole
from mneme_cli.languages.python import layout, manifest, resolve, walk

PYTHON = languages.take("python")
REAL = [getsource(each).encode() for each in (layout, manifest, resolve, walk, pytest)]
PIECES = [
    b"import a\n",
    b"from x import (a, b)\n",
    b"if TYPE_CHECKING:\n    import t\n",
    b'"""import"""\n',
    b"'",
    b'"""',
]
PIECES += [
    b"(",
    b")",
    b"#",
    b"\\\n",
    b"\n",
    b"    ",
    b"x = importlib.import_module('q')\n",
    b"__all__ = ['a']\n",
    b"\xff",
]
PIECES += [
    b"def f():\n",
    b"try:\n",
    b"else:\n",
    b";",
    b"important",
    b"lazy import z\n",
    b"from x import y as y\n",
    b"'''",
]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (b"", 0),
        (b"x = 1\n", 0),
        (b"important = 1\n", 0),
        (b"import a\nx = 1\n", 9),
        (b"import a", 8),
        (b"from x import (a, # )\n b)\nx = (1,\n2)\n", 26),
        (b"import a \\\n  , b\nx\n", 17),
        (b"import a; x = '''\n'''\ny\n", 22),
        (b"import a\n__all__ = [\n 'b']\nx\n", 27),
        (b"import a\r\nx\r\n", 10),
        (b'import a\n"""the import of\na"""\nx\n', 31),
        (b'import a\n"""the import of\n', -1),
        (b"from importlib import import_module as im\n", -1),
        (b"# coding: latin-1\nimport a\n", -1),
        ("import a\n".encode("utf-16"), -1),
        ("x = 1\n".encode("utf-16"), -1),
        (b"# coding: utf-7\n+AGkAbQBwAG8AcgB0- a", -1),
        (b"import a\n# import b\n    # from import c\nx\n", 9),
        (b"# x\rimport a\r", -1),
        (b"\xef\xbb\xbfimport a\nx", 12),
        (b"import a\rx\r", -1),
        (b"import a\nimport, b\n", -1),
        (b"import a\n# import, b\nx = 'import.b'\n", 9),
    ],
)
def test_head(source, kept):
    assert PYTHON.head(source) == kept


@pytest.mark.parametrize(
    "statement",
    [
        *("from import x", "from  import x", "import", "import;", "import.a", "import, a", "import'a'", "import-a", "form a import b"),
        *("from a import", "from a import (b", "import a as", "from a. import b", "from a import{b}", "x = 1; import, a"),
    ],
)  # fmt: skip
def test_an_import_that_is_broken_is_said(statement):
    for above in ("", "import z\n"):
        text = f"{above}{statement}\n".encode()
        assert [one.why for one in extract(text, PYTHON).skipped] == ["has a syntax error"], above
        assert thorough(text, PYTHON) == whole(text, PYTHON) == extract(text, PYTHON), above


def edited(text, edits):
    for place, size, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + size :]
    return text


EDITS = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(REAL), EDITS)
def test_equal_heads_are_equal_imports(text, edits):
    after = edited(text, edits)
    cut = PYTHON.head(text)
    if cut > 0 and PYTHON.head(after) == cut and after[:cut] == text[:cut]:
        assert extract(after, PYTHON).imports == extract(text, PYTHON).imports


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(REAL), EDITS, st.binary(max_size=40))
def test_whatever_stands_behind_the_head_does_not_count(text, edits, tail):
    text = edited(text, edits)
    cut = PYTHON.head(text)
    after = text[:cut] + tail.replace(b"import", b"").replace(b"__all__", b"")
    if cut > 0 and PYTHON.head(after) == cut:
        assert (
            extract(after, PYTHON).imports == extract(text[:cut], PYTHON).imports or extract(text[:cut], PYTHON).skipped
        )
