"""Notebooks: the code of their cells as Python, and positions as they are in the file."""

import json

import pytest

from mneme_cli.evidence.imports import extract
from mneme_cli.evidence.uses import uses
from mneme_cli.languages import of, wording
from mneme_cli.model.layout import Layout
from mneme_cli.model.tree import Texts

NOTEBOOK = of("a/b.ipynb")


def book(*sources, kind="code", language="python", **dumped):
    cells = [{"cell_type": kind, "id": "x", "metadata": {}, "outputs": [], "source": source} for source in sources]
    whole = {"cells": cells, "metadata": {"language_info": {"name": language}}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, **{"indent": 1, **dumped}).encode()


def spots(raw):
    """Return what the facts of a notebook point at: the text of the file from there on."""
    lines = raw.decode().split("\n")
    found = extract(raw, NOTEBOOK, "n.ipynb").imports
    used = uses("n.ipynb", raw, Texts({}), Layout(), NOTEBOOK).uses
    rows = [*((one.written, one) for one in found), *((one.name, one) for one in used if one.call)]
    return [(name, lines[row.line - 1][row.column - 1 :]) for name, row in rows]


def test_one_text_of_all_cells_of_code():
    assert NOTEBOOK.decode(book("import os\nx = 1", ["import sys\n", "y"], "")) == (
        b"import os\nx = 1\nimport sys\ny\n\n",
        "",
    )
    assert NOTEBOOK.decode(book("import os", kind="markdown")) == (b"", "")
    assert of("a.py").decode(b"x") == (b"x", "")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("%matplotlib inline\nimport os", "                  \nimport os\n"),
        ("  !pip install x\nimport os\n", "                \nimport os\n"),
        ("?print\nx", "      \nx\n"),
        ("%%bash\nimport os\nrm x", "\n\n\n"),
        ("\n%%html\n<b>", "\n\n\n"),
        ("%%time\nimport os", "      \nimport os\n"),
        ("x = (1\n%eval(y))", "x = (1\n%eval(y))\n"),
        ("x = '''\n!a\n'''\n!b", "x = '''\n!a\n'''\n  \n"),
        ("5 \\\n% eval(x)", "5 \\\n% eval(x)\n"),
        ("a\r\nb\rc", "a \nb\nc\n"),
        ("x\ud800", "x?\n"),
    ],
)
def test_what_only_ipython_reads_is_blanked(source, text):
    assert NOTEBOOK.decode(book(source)) == (text.encode(), "")


@pytest.mark.parametrize(("language", "kept"), [("python", True), ("IPython", True), ("R", False), ("julia", False)])
def test_other_languages_are_not_ours(language, kept):
    assert bool(NOTEBOOK.decode(book("import os", language=language))[0]) is kept


@pytest.mark.parametrize(
    ("metadata", "kept"),
    [
        ({}, True),
        ([], True),
        ({"kernelspec": {"language": "R"}}, False),
        ({"kernelspec": 1, "language_info": {}}, True),
    ],
)
def test_where_the_language_is_said(metadata, kept):
    raw = json.dumps({"metadata": metadata, "cells": [{"source": "x", "cell_type": "code"}]}).encode()

    assert NOTEBOOK.decode(raw) == (b"x\n" if kept else b"", "")


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"cells": [}', b'{"cells": [1, {"a"}]}', b"{1: 2}", b"{" * 99_999, b'{"a": [1' + b"[" * 9999]
)  # fmt: skip
def test_what_is_no_notebook_is_said(raw):
    assert NOTEBOOK.decode(raw) == (b"", "is no notebook: its JSON cannot be read")
    assert extract(raw, NOTEBOOK, "n.ipynb").skipped[0].why == "is no notebook: its JSON cannot be read"


def test_bytes_that_are_no_utf8_are_said():
    assert NOTEBOOK.decode(b"\xff") == (b"", "is not valid utf-8")


@pytest.mark.parametrize(
    "raw",
    [
        book(["import os\n", "x = eval(y)\n", "import sys"], "import json\n\n  # é\neval('\t\"') or eval(1)"),
        book("import os\nx = eval(y)\nimport sys", ["import json\n", "eval('\t\"') ", "or eval(1)"], indent=None),
        book("'é\U0001f600\x00'; import os; x = eval(y)\n'é'; import sys", 'import json; eval("\'"); eval(1)'),
        book(
            "'é\U0001f600'; import os; x = eval(y)\n'é'; import sys",
            "import json; eval(2); eval(1)",
            ensure_ascii=False,
        ),
        b"\n\n" + book("import os; eval(y); import sys; import json", "eval(3); eval(1)").replace(b"\n", b"\r\n"),
    ],
)
def test_a_position_is_that_of_the_file(raw):
    found = spots(raw)

    assert sorted(name for name, _ in found) == ["eval", "eval", "eval", "json", "os", "sys"]
    assert [rest for name, rest in found if not rest.startswith((f"import {name}", name))] == []


def test_a_syntax_error_has_the_line_of_the_file():
    raw = book("import os", "def (:\nimport sys")
    line = next(n for n, text in enumerate(raw.decode().split("\n"), 1) if "def (" in text)

    assert [(one.why, one.line) for one in extract(raw, NOTEBOOK, "n.ipynb").skipped] == [("has a syntax error", line)]


def test_words_behind_escapes_are_seen_by_the_nominator():
    raw = b'{"cells": [{"cell_type": "code", "source": "x\\n\\u0065val(1)"}]}'

    assert b"\neval(1)" in wording("a.ipynb", raw)
    assert wording("a.py", raw) == raw


def test_a_notebook_is_no_module():
    assert NOTEBOOK.speak("a/b.ipynb", Layout()) == ""
    assert NOTEBOOK.head(b"import os") == -1
