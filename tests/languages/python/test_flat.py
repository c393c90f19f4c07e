"""What is read without the grammar is what the grammar reads, and no text that it finds an error in is read so."""

import importlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli import languages
from mneme_cli.evidence.grammar import parser
from mneme_cli.languages.python.flat import flat

IMPORTS = importlib.import_module("mneme_cli.languages.python.imports")
PARSE = parser(languages.take("python"))

PIECES = (
    *("import a", "import a.b", "import a.b as c", "import a as a", "import a, b.c as d", "import  a ", "import a,"),
    *("from a import b", "from .a.b import c as c, d", "from . import a", "from .. import a", "from ...a import (b, c,)"),
    *("from a import (  # why", "    b,", "    c as d,  # that", ")", "from a import (b", "from a import *", "import class"),
    *("from a import b.c", "from a import match", "import print", "from a import (b) # c", "from a import ()", "import 1a"),
    *("from __future__ import annotations", "from typing import TYPE_CHECKING", "from a import b; import c", "import a;"),
    *('"""One line."""', '"""Several', "import inside", 'lines."""', '"""', "''", "'''", '"""a"""b', '"""a""".x', '""""'),
    *("# import a", "  # set in", "", "   ", "\t", "__all__ = ['a']", "lazy import a", "x = 1", "    import a", " import a"),
    *("import \u00e4", "from a import b as \ufb01", "import a \\", "  as b", "import a\r", "import a\x0c", "from.a import b"),
    *("if x:", "try:", "def f():", "from a import(b)", "import_module('a')", "from a import b as c.d", "import a.", "import .a"),
    *("from . a import b", "from a.b. import c", "import a b", "from a import b c", "from a import b,", "@x", "import a: int"),
)  # fmt: skip


def read(text):
    trees = []

    def kept(given):
        trees.append(PARSE(given))
        return trees[-1]

    return IMPORTS.parsed(text, kept), trees[0].root_node.has_error


@settings(max_examples=500, deadline=None)
@given(lines=st.lists(st.sampled_from(PIECES), max_size=6))
def test_lines_of_any_kind_are_read_as_the_grammar_reads_them(lines):
    text = "\n".join(lines).encode()
    found = flat(text)
    assert found is None or (found, False) == read(text)


@pytest.mark.parametrize("line", PIECES)
@pytest.mark.parametrize("around", ["{}", "{}\n", '"""Doc."""\n\n{}\nimport z\n', "# c\n\n{}\n"])
def test_each_line_alone(line, around):
    text = around.format(line).encode()
    found = flat(text)
    assert found is None or (found, False) == read(text)


HEAD = (
    b'#!/usr/bin/env python\n# Licence.\n"""A module.\n\nimport nothing\n"""\n\nfrom __future__ import annotations\n\n'
)


def test_a_usual_head_needs_no_grammar():
    text = HEAD + b"import os  # why\nfrom a import (\n    b,  # that\n    c as d,\n    e as e,\n)\nfrom . import f\n"
    found = flat(text)
    assert found is not None
    assert (found, False) == read(text)
    assert [(each.line, each.written, each.names) for each in found] == [
        (8, "__future__", ("annotations",)),
        (10, "os", ()),
        (11, "a", ("b", "c")),
        (11, "a", ("e",)),
        (16, ".", ("f",)),
    ]


def test_the_heads_of_the_standard_library():
    python, seen, quick = languages.take("python"), 0, 0
    folder = os.path.dirname(os.__file__)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py"):
            with open(f"{folder}/{name}", "rb") as file:
                text, _ = python.decode(file.read())
            cut = python.head(text)
            head = text if cut < 0 else text[:cut]
            found = flat(head)
            seen, quick = seen + 1, quick + (found is not None)
            assert found is None or (found, False) == read(head), name
    assert 10 < quick < seen
