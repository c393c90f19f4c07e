"""Which imports ask a package for a name that it does not have, and where that cannot be told."""

from __future__ import annotations

import pytest

from mneme_cli.evidence.absent import absent
from mneme_cli.evidence.gather import End
from mneme_cli.languages import take
from mneme_cli.languages.python.layout import layout
from mneme_cli.model.fact import Import
from mneme_cli.model.tree import Texts

INIT, HERE = "p/__init__.py", "p/a.py"


def missing(files, *names, written="p"):
    tree = Texts({INIT: b"", HERE: b"", **files})
    end = End(tree=tree, layout=layout(tree, (), {}), bound={})
    found = Import(line=3, column=5, written=written, names=names)
    edges = take("python").resolve(HERE, found, tree, end.layout)
    return [(edge.target, edge.name, edge.module, edge.line, edge.column) for edge in absent(edges, end)]


def test_a_name_that_is_neither_bound_nor_a_submodule_is_said_whole_and_at_its_place():
    assert missing({INIT: b"b = 1\n"}, "a", "b", "c") == [("?", "p.c", "p.c", 3, 5)]
    assert missing({}, "c", written=".") == [("?", "p.c", "p.c", 3, 5)]


@pytest.mark.parametrize("path", ["p/c.c", "p/c.cpython-312-x86_64-linux-gnu.so", "p/c/data.json"])
def test_what_lies_beside_under_that_name_may_be_it(path):
    assert missing({path: b""}, "c") == []
    assert missing({path: b""}, "d") != []


def test_what_cannot_be_read_tells_nothing():
    assert missing({INIT: b"\xff"}, "c") == []
    assert missing({INIT: b"x = " + b"(" * 30_000}, "c") == []


def test_a_star_and_a_whole_module_and_a_name_of_a_module_are_no_concern():
    assert missing({}, "*") == missing({}) == missing({}, "c", written="p.a") == []
