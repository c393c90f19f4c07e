"""dependency-cruiser, eslint-plugin-boundaries and Nx: what is broken is said, and each knows its own files."""

from __future__ import annotations

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.importers import take
from tests.importers.conftest import tree
from tests.importers.javascript import boundaries, cruised, nx

BROKEN = [
    ("dependency_cruiser", "{", "is no JSON"),
    ("dependency_cruiser", "{}", "no rules"),
    ("dependency_cruiser", '{"forbidden": 3}', "no list of rules"),
    ("dependency_cruiser", b"\xff", "UTF-8"),
    ("eslint_boundaries", "[]", "no boundaries/elements"),
    ("eslint_boundaries", boundaries(2, [{"type": "a"}]), "no type or no pattern"),
    ("eslint_boundaries", boundaries([2, {"rules": 3}]), "no list"),
    ("nx", "{}", "no depConstraints"),
    ("nx", nx({"onlyDependOnLibsWithTags": []}), "no sourceTag"),
    ("nx", nx(3), "no list of constraints"),
    ("nx", nx({"sourceTag": "*"}), "no project.json"),
]


@pytest.mark.parametrize(("name", "text", "said"), BROKEN)
def test_what_is_broken_is_an_error_that_says_what_to_do(name, text, said):
    with pytest.raises(MnemeError) as raised:
        take(name).read("x.json", tree({"x.json": text}))
    assert said in raised.value.message
    assert raised.value.hint


def test_each_knows_its_files():
    for name, text in (("dependency_cruiser", cruised()), ("eslint_boundaries", boundaries(2)), ("nx", nx())):
        readers = [
            other
            for other in ("dependency_cruiser", "eslint_boundaries", "nx")
            if take(other).reads("x.json", text.encode())
        ]
        assert readers == [name]
