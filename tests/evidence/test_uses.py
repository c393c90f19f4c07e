from __future__ import annotations

import pytest

from mneme_cli.evidence.uses import uses
from mneme_cli.model.fact import Skipped
from mneme_cli.model.tree import Texts


@pytest.mark.parametrize(
    ("path", "source", "name"),
    [
        ("src/shop/web/a.py", "from ..db import S\nS.q()", "shop.db.S.q"),
        ("src/shop/web/a.py", "from .. import db\ndb.q()", "shop.db.q"),
        ("src/shop/web/__init__.py", "from . import a\na.q()", "shop.web.a.q"),
        ("src/shop/a.py", "from ... import b\nb.q()", "...b.q"),  # beyond the root: as written
        ("src/shop/a.py", "import x.y as z\nz.q()", "x.y.q"),
    ],
)
def test_relative_names_become_absolute(python, path, source, name):
    tree = Texts({path: source.encode(), "src/shop/db.py": b""})
    found = uses(path, source.encode(), tree, python.layout(tree, (), {}), python)
    assert [(each.name, each.call) for each in found.uses if each.call] == [(name, True)]
    assert found.skipped == ()


def test_errors_and_size_are_said(python):
    tree = Texts({})
    layout = python.layout(tree, (), {})
    assert uses("a.py", b"eval()\nx = )\n", tree, layout, python).skipped == (Skipped("a.py", "has a syntax error", 2),)
    assert uses("a.py", b"eval()\nx = )\n", tree, layout, python).uses[0].name == "eval"
    (big,) = uses("a.py", b"x\n" * 5_000_000, tree, layout, python).skipped
    assert "limit" in big.why
