"""Every import statement of projects that nobody here wrote, beside the TypeScript compiler and dependency-cruiser."""

from __future__ import annotations

import os

import pytest

from mneme_cli import languages
from mneme_cli.evidence.imports import extract, whole

from .node import package, tool
from .statements import compiler, cruised, ours, sources, texts

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECTS = [
    ("dependency-cruiser", "17.4.3", "src/", ""),
    ("rxjs", "7.8.2", "src/", ""),
    ("zod", "4.1.12", "src/", "@zod/source"),
    ("create-t3-app", "7.39.3", "", ""),
    ("create-redwood-app", "8.9.0", "templates/", ""),
    ("create-vue", "3.22.3", "template/", ""),
    ("viem", "2.38.0", "", ""),
]
"""Name, version, where the sources lie, and the export conditions of the project's own configuration."""
CRUISED = [
    ("dependency-cruiser", "17.4.3", "src/", ""),
    ("rxjs", "7.8.2", "src/", ""),
    ("zod", "4.1.12", "src/v4/", "@zod/source"),
]


def listed(oracle, project):
    """Rows of the list: (file, line, specifier) → (ours, theirs)."""
    with open(os.path.join(HERE, "differences-typescript.md"), encoding="utf-8") as file:
        rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in file if line.startswith("| ")]
    return {tuple(row[2:7]) for row in rows if row[:2] == [oracle, project]}


@pytest.mark.real
@pytest.mark.parametrize(("name", "version", "below", "conditions"), PROJECTS)
def test_the_compiler_means_the_same_files(name, version, below, conditions):
    folder = package(name, version)
    files = texts(folder)
    paths = sources(files, below)
    mine, _ = ours(files, paths)
    theirs = compiler(os.path.join(tool("dependency-cruiser", "17.4.3"), "..", "typescript"), folder, paths, conditions)
    inner = {row for row in mine.keys() | theirs.keys() if mine.get(row) or theirs.get(row)}
    different = {
        (*map(str, row), mine.get(row, ""), theirs.get(row, "")) for row in inner if mine.get(row) != theirs.get(row)
    }
    assert different == listed("compiler", name)
    assert inner


@pytest.mark.real
@pytest.mark.parametrize(("name", "version", "below", "condition"), CRUISED)
def test_dependency_cruiser_means_the_same_files(name, version, below, condition):
    folder = package(name, version)
    files = texts(folder)
    rows, _ = ours(files, sources(files, below))
    theirs = cruised(tool("dependency-cruiser", "17.4.3"), folder, below, condition)
    mine = {(path, said): target for (path, _, said), target in rows.items()}
    inner = {row for row in mine.keys() | theirs.keys() if mine.get(row) or theirs.get(row)}
    different = {
        (row[0], "", row[1], mine.get(row, ""), theirs.get(row, ""))
        for row in inner
        if mine.get(row) != theirs.get(row)
    }
    assert different == listed("dependency-cruiser", name)
    assert len(inner) > 200


@pytest.mark.real
@pytest.mark.parametrize(("name", "version"), [project[:2] for project in PROJECTS])
def test_the_head_cut_loses_nothing(name, version):
    files = texts(package(name, version))
    for path in sorted(path for path in files if languages.of(path)):
        language = languages.of(path)
        text, _ = language.decode(files[path])
        assert extract(files[path], language, path).imports == whole(text, language, path).imports, path
