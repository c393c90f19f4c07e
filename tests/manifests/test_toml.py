"""Our TOML with places against tomllib: the same tables and texts, and every place is where the key stands."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.manifests import BrokenError
from mneme_cli.manifests._toml import Toml

ROOT = Path(__file__).parents[2]


def plain(value):
    """Reduce what tomllib says to what ours keeps: tables, lists, texts, truth; the rest as None."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value if isinstance(value, (str, bool)) else None


def same(ours, theirs):
    """Compare; where tomllib has a number or a date ours has its text."""
    if isinstance(theirs, dict):
        return isinstance(ours, dict) and ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in theirs)
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    return isinstance(ours, str) if theirs is None else ours == theirs


ODD = """\
title = "a \\"quoted\\" \\u00e9 # no comment" # a comment
a.b."c.d" = 'C:\\no'
[ x . y ] # spaces
long = \"\"\"
one \\
   two
three\"\"\"
raw = '''a'b''c'''
list = [ 1, 2.5, # comment
  "x", [ 'y' ], { z = true, 'w' = [] } , ]
when = 2026-01-01T00:00:00Z
[[rows]]
a = 1
[[rows]]
[rows.inner]
b = ""
[[rows.deep]]
"""


@pytest.mark.parametrize("text", [ODD, (ROOT / "pyproject.toml").read_text(), "", "# only\n", 'a = """"x""""\n'])
def test_it_reads_what_tomllib_reads(text):
    assert same(Toml(text).data, plain(tomllib.loads(text)))


def test_places_are_where_the_keys_stand():
    toml = Toml(ODD)

    assert toml.place("a", "b", "c.d") == (2, 1)
    assert toml.place("x", "y", "list", 3) == (10, 8)
    assert toml.place("x", "y", "list", 4, "w") == (10, 29)
    assert toml.place("rows", 1, "inner", "b") == (16, 1)


@pytest.mark.parametrize(
    "text", ["a", "a = ", "[a", "a = 'x", "a = {", "= 1", "a = 1 b = 2", 'a = "\\q"', "[a]\na=1\n[a.a]"]
)
def test_what_is_no_toml_is_refused(text):
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    with pytest.raises(BrokenError):
        Toml(text)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
VALUES = st.recursive(TEXTS | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=6)


def written(value):
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(tables=st.dictionaries(TEXTS, st.dictionaries(TEXTS, VALUES, max_size=3), max_size=3))
def test_any_document_is_read_as_tomllib_reads_it(tables):
    text = "".join(
        f"[{written(name)}]\n" + "".join(f"{written(key)} = {written(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )
    assert Toml(text).data == tomllib.loads(text) == tables


@given(text=st.text("[]{}=\"'#\\\n,. ab1", max_size=30))
def test_no_text_makes_it_stumble(text):
    try:
        Toml(text)
    except BrokenError:
        with pytest.raises(tomllib.TOMLDecodeError):
            tomllib.loads(text)
