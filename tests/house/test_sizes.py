"""The measure of the house: a file says one thing, a function finishes one sentence; a test may be a little longer."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "mneme_cli").rglob("*.py"))
NOT_OURS = {
    ("tests", "headtohead", "*", "repo"): "repositories under judgement, each as small as its question",
    ("tests", "real", ".cache"): "projects that nobody here wrote, fetched",
    ("benchmarks", ".work"): "the same, and what was made of them",
}
"""Folders that are no code of ours, by name and with the reason."""
FOREIGN = {one for parts in NOT_OURS for one in ROOT.glob("/".join(parts))}
BESIDE = sorted(
    path for room in ("tests", "benchmarks") for path in (ROOT / room).rglob("*.py") if not FOREIGN & {*path.parents}
)


def named(path):
    return str(path.relative_to(ROOT))


def long(path, most):
    """Return every function of a file that has more lines than that."""
    return [
        f"{named(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > most
    ]


def test_there_are_files():
    assert len(FILES) > 50
    assert {path.relative_to(ROOT).parts[0] for path in BESIDE} == {"tests", "benchmarks"}
    assert len(BESIDE) > 200


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_has_at_most_200_lines_and_a_first_sentence(path):
    text = path.read_text()

    assert len(text.splitlines()) <= 200
    assert ast.get_docstring(ast.parse(text)), "a module opens with one sentence on why it exists"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_function_has_at_most_25_lines(path):
    assert long(path, 25) == []


def test_a_file_of_tests_or_benchmarks_has_at_most_300_lines():
    sizes = {named(path): len(path.read_text().splitlines()) for path in BESIDE}

    assert {path: size for path, size in sizes.items() if size > 300} == {}


def test_a_function_of_tests_or_benchmarks_has_at_most_45_lines():
    assert [said for path in BESIDE for said in long(path, 45)] == []


def test_rooms_have_the_names_of_the_trade():
    attic = {"utils", "helpers", "base", "manager", "core", "common", "misc"}

    assert [str(path) for path in FILES if {part.strip("_") for part in (*path.parts, path.stem)} & attic] == []
