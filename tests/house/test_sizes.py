"""The measure of the house: a file says one thing, a function finishes one sentence."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "mneme_cli").rglob("*.py"))


def test_there_are_files():
    assert len(FILES) > 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_at_most_200_lines_and_a_first_sentence(path):
    text = path.read_text()

    assert len(text.splitlines()) <= 200
    assert ast.get_docstring(ast.parse(text)), "a module opens with one sentence on why it exists"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_has_at_most_25_lines(path):
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > 25
    ]

    assert long == []


def test_rooms_have_the_names_of_the_trade():
    attic = {"utils", "helpers", "base", "manager", "core", "common", "misc"}

    assert [str(path) for path in FILES if {part.strip("_") for part in (*path.parts, path.stem)} & attic] == []
