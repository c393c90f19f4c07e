"""Every import statement of projects that nobody here wrote, beside the TypeScript compiler and dependency-cruiser."""

from __future__ import annotations

import os

import pytest

from mneme_cli import languages
from mneme_cli.evidence.imports import extract, whole

from .conftest import QUICK, also
from .node import package, tool, workspace
from .statements import compiler, counted, cruised, ours, sources, texts

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECTS = [
    ("dependency-cruiser", "17.4.3", "src/", ""),
    ("rxjs", "7.8.2", "src/", ""),
    ("zod", "4.1.12", "src/", "@zod/source"),
    ("create-t3-app", "7.39.3", "", ""),
    ("create-redwood-app", "8.9.0", "templates/", ""),
    ("create-vue", "3.22.3", "template/", ""),
    ("viem", "2.38.0", "", ""),
    ("@excalidraw/excalidraw", "0.18.0", "dist/types/", ""),
]
"""Name, version, where the sources lie, and the export conditions of the project's own configuration."""
TYPED = (*QUICK, "@excalidraw/excalidraw")
CRUISED = [
    ("dependency-cruiser", "17.4.3", "src/", ""),
    ("rxjs", "7.8.2", "src/", ""),
    ("zod", "4.1.12", "src/v4/", "@zod/source"),
]


BUNDLE = 300_000
"""Bytes from which a file is a minified bundle: six of excalidraw's would take coverage minutes to walk through."""

# A pnpm workspace whose packages carry their sources, and lead there by a condition of its tsconfig.
QUERY = {
    f"@tanstack/{name}": version
    for name, version in (
        *(("query-core", "5.90.2"), ("query-persist-client-core", "5.90.2")),
        *(("query-sync-storage-persister", "5.90.2"), ("query-async-storage-persister", "5.90.2")),
        *(("react-query", "5.90.2"), ("react-query-devtools", "5.90.2"), ("react-query-persist-client", "5.90.2")),
        *(("vue-query", "5.90.2"), ("solid-query", "5.90.2"), ("svelte-query", "5.90.2")),
    )
}
UNREAD = ["_types/utils/transaction/parseTransaction.d.ts:15 has a syntax error"]
"""What the grammar cannot read of viem: a type parameter named `type`, in brackets. Its imports are read all the same."""
WITHIN = {
    "module": "esnext",
    "moduleResolution": "bundler",
    "jsx": "preserve",
    "customConditions": ["@tanstack/custom-condition"],
    "paths": {"~core/*": ["./packages/query-core/src/*"]},
}


def listed(oracle, project):
    """Rows of the list: (file, line, specifier) → (ours, theirs)."""
    with open(os.path.join(HERE, "differences-typescript.md"), encoding="utf-8") as file:
        rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in file if line.startswith("| ")]
    return {tuple(row[2:7]) for row in rows if row[:2] == [oracle, project]}


def differing(mine, theirs):
    """Rows of the list as they should stand there."""
    inner = {row for row in mine.keys() | theirs.keys() if mine.get(row) or theirs.get(row)}
    assert inner
    return {
        (*map(str, row), mine.get(row, ""), theirs.get(row, "")) for row in inner if mine.get(row) != theirs.get(row)
    }


def asked(folder, paths, conditions=""):
    mine, skipped = ours(texts(folder), paths)
    assert skipped == [each for each in UNREAD if each.partition(":")[0] in paths]
    return mine, compiler(
        os.path.join(tool("dependency-cruiser", "17.4.3"), "..", "typescript"), folder, paths, conditions
    )


def precise(mine, theirs):
    both, only_ours, only_theirs = counted(mine, theirs)
    assert both / (both + only_ours) >= 0.999  # precision
    assert both / (both + only_theirs) >= 0.999  # recall
    return both


@pytest.mark.real
@pytest.mark.parametrize(("name", "version", "below", "conditions"), also(PROJECTS, TYPED))
def test_the_compiler_means_the_same_files(name, version, below, conditions):
    folder = package(name, version)
    mine, theirs = asked(folder, sources(texts(folder), below), conditions)
    assert differing(mine, theirs) == listed("compiler", name)
    assert precise(mine, theirs)


@pytest.mark.real
def test_the_compiler_means_the_same_files_of_a_workspace(tmp_path):
    folder = workspace(str(tmp_path), QUERY, WITHIN)
    paths = [path for path in sources(texts(folder), "packages/") if "/src/" in path]
    mine, theirs = asked(folder, paths)
    assert differing(mine, theirs) == listed("compiler", "tanstack-query")
    assert precise(mine, theirs) > 500
    across = {row for row, target in mine.items() if row[2].startswith("@tanstack/") and target.startswith("packages/")}
    assert {mine[row].split("/")[2] for row in across} == {"src"}
    assert len(across) > 50


@pytest.mark.real
@pytest.mark.parametrize(("name", "version", "below", "condition"), also(CRUISED))
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
@pytest.mark.parametrize(("name", "version"), also([project[:2] for project in PROJECTS], TYPED))
def test_the_head_cut_loses_nothing(name, version):
    files = texts(package(name, version))
    for path in sorted(path for path in files if languages.of(path) and len(files[path]) < BUNDLE):
        language = languages.of(path)
        text, _ = language.decode(files[path])
        assert extract(files[path], language, path).imports == whole(text, language, path).imports, path
