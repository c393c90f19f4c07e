"""Where JSON breaks: at the mark that cannot stand there, whatever came before; and never in a text that is JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.model.flaw import flaw
from mneme_cli.model.scan import loads

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def refused(text):
    try:
        loads(text)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", (1, 2)),
        ("", (1, 1)),
        ('{\n  "a": 1,\n}\n', (3, 1)),
        ('{\n  "a": 1\n  "b": 2\n}', (3, 3)),
        ('{\n  "a": [1, 2\n}', (3, 1)),
        ('{"a" 1}', (1, 6)),
        ("{a: 1}", (1, 2)),
        ('{"a": tru}', (1, 7)),
        ('{"a": 01}', (1, 7)),
        ('{"a": "x\n}', (1, 7)),
        ('{"a": "\\q"}', (1, 7)),
        ('{"a": 1} x', (1, 10)),
        ('{"a": 1}}', (1, 9)),
        ("[,]", (1, 2)),
        ("[1,]", (1, 4)),
        ("{'a': 1}", (1, 2)),
        ('{"a": 1, // why\n"b": 2}', (1, 10)),
        ('{"a": "\\', (1, 7)),
    ],
)
def test_the_first_mark_that_cannot_stand_there(text, place):
    assert refused(text)
    assert flaw(text) == place


@given(VALUES, st.sampled_from([None, 1]))
def test_json_has_none(value, indent):
    assert flaw(json.dumps(value, indent=indent)) == (0, 0)


@given(VALUES, st.data())
def test_whatever_is_refused_has_one_within_the_text(value, data):
    text = json.dumps(value)
    cut = data.draw(st.integers(0, len(text) - 1))
    torn = text[:cut] + text[cut + 1 :]
    if refused(torn):
        line, column = flaw(torn)
        assert (line, 1 <= column <= len(torn) + 1) == (1, True)
