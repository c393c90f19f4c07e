"""tach: a configuration that is broken is said, and its own answer is read."""

from __future__ import annotations

import json

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.importers import take
from tests.importers.conftest import tree


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[modules", "tach.toml: "),
        ("", "no modules"),
        ("modules = 3\n", "modules is no list"),
        ("[[modules]]\nlayer = 'x'\n", "no path"),
        ("layers = ['a']\n[[modules]]\npath = 'b'\nlayer = 'x'\n", "not in layers"),
        ("layers = [3]\n[[modules]]\npath = 'b'\n", "no layer"),
        ("[[modules]]\npath = 'a'\n[[modules]]\npath = 'a'\n", "twice"),
        ("[[modules]]\npath = 'a'\ndepends_on = 'b'\n", "depends_on is no list"),
        ("[[modules]]\npath = 'a'\ndepends_on = [3]\n", "no dependency"),
        ("[[modules]]\npath = 'a'\ndepends_on_external = [3]\n", "no list of texts"),
        ("[[modules]]\npath = 'a'\n[[interfaces]]\nfrom = ['a']\n", "exposes nothing"),
        ("[[modules]]\npath = 'a'\n[[interfaces]]\nexpose = ['(']\n", "no regular expression"),
        (b"\xff", "tach.toml: "),
    ],
)
def test_what_is_broken_is_an_error_that_says_what_to_do(text, said):
    with pytest.raises(MnemeError) as raised:
        take("tach").read("tach.toml", tree({"tach.toml": text}))
    assert said in raised.value.message
    assert raised.value.hint


def test_its_answer_is_read():
    located = {
        "file_path": "a.py",
        "line_number": 3,
        "details": {"Code": {"UndeclaredDependency": {"usage_module": "a", "definition_module": "b"}}},
    }
    witness = take("tach").witness

    assert witness.answer(json.dumps([{"Located": located}]).encode()).said == (
        ("a", "a.py", "b", 3, "UndeclaredDependency"),
    )
    with pytest.raises(ValueError, match="wrong"):
        witness.answer(json.dumps([{"Global": {"details": "wrong"}}]).encode())
