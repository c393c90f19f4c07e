"""A statement read from its bytes says what its nodes say, or is left to them."""

from __future__ import annotations

import os
import sysconfig
from importlib import import_module

import pytest

from mneme_cli.evidence.grammar import parser
from mneme_cli.languages import take
from mneme_cli.languages.python.flat import imports
from mneme_cli.languages.python.plain import said

MODULE = import_module("mneme_cli.languages.python.imports")
PLAIN = {
    "import a": ("", [("a", "")]),
    "import a.b.c, d as e": ("", [("a.b.c", ""), ("d", "e")]),
    "from a.b import c": ("a.b", [("c", "")]),
    "from a import b as c, d": ("a", [("b", "c"), ("d", "")]),
    "from . import a": (".", [("a", "")]),
    "from ...a.b import c": ("...a.b", [("c", "")]),
    "from a import (\n    b,\n    c as d,\n)": ("a", [("b", ""), ("c", "d")]),
    "from importlib import import_module": ("importlib", [("import_module", "")]),
    "from imports import importer as importing": ("imports", [("importer", "importing")]),
    "from __future__ import annotations": ("__future__", [("annotations", "")]),
}
LEFT = [
    "from a import *",
    "from a import (b,  # why\n c)",
    "from a import \\\n  b",
    "import straße",
    "import a . b",
    "from . a import b",
    "from a import(b)",
    "from .import b",
    "from a import b,",
    "import\ta",
    "from import a",
    "from  import a",
]


def found(text: bytes) -> object:
    try:
        return imports(text, parser(take("python")))
    except ValueError as deep:
        return str(deep)


@pytest.mark.parametrize("statement", PLAIN)
def test_reads_what_is_plain(statement: str) -> None:
    written, named = PLAIN[statement]
    plain = said(statement.encode())
    assert plain == (written, named, () if any(alias for _, alias in named) else tuple(name for name, _ in named))


@pytest.mark.parametrize("statement", LEFT)
def test_leaves_the_rest_to_the_nodes(statement: str) -> None:
    assert said(statement.encode()) is None


@pytest.mark.parametrize("statement", [*PLAIN, *LEFT])
@pytest.mark.parametrize("around", ["{}\n", "try:\n    {}\nexcept ImportError:\n    pass\n", "x = 1; {}; y = (\n"])
def test_says_what_the_nodes_say(monkeypatch: pytest.MonkeyPatch, statement: str, around: str) -> None:
    text = around.format(statement.replace("\n", "\n    ")).encode()
    quick = found(text)
    monkeypatch.setattr(MODULE, "said", lambda _: None)
    assert quick == found(text)


def test_says_what_the_nodes_say_of_the_standard_library(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = sysconfig.get_path("stdlib")
    texts = []
    for name in sorted(os.listdir(folder))[:120]:
        if name.endswith(".py"):
            with open(f"{folder}/{name}", "rb") as file:
                texts.append(file.read())
    quick = [found(text) for text in texts]
    monkeypatch.setattr(MODULE, "said", lambda _: None)
    assert quick == [found(text) for text in texts]
    assert sum(map(len, quick)) > 500
