from __future__ import annotations

import pytest

from mneme_cli import languages
from mneme_cli.evidence.grammar import parser
from mneme_cli.model.fact import kind_names
from mneme_cli.model.tree import Texts


@pytest.fixture(scope="session")
def python():
    return languages.take("python")


@pytest.fixture(scope="session")
def parse(python):
    return parser(python)


@pytest.fixture
def read(python, parse):
    """Source → one row for each name: (line, column, specifier, name, kinds)."""

    def rows(source):
        text = source if isinstance(source, bytes) else source.encode()
        return [
            (each.line, each.column, each.written, name, " ".join(kind_names(each.kinds)))
            for each in python.imports(text, parse)
            for name in each.names or ("",)
        ]

    return rows


@pytest.fixture
def target(python, parse):
    """Files, importer, its source → name → target."""

    def targets(files, path, source, roots=(), kinds=False):
        texts = dict.fromkeys(files, b"") if not isinstance(files, dict) else dict(files)
        texts[path] = source.encode()
        tree = Texts(texts)
        layout = python.layout(tree, tuple(roots), {})
        edges = [
            edge for found in python.imports(texts[path], parse) for edge in python.resolve(path, found, tree, layout)
        ]
        return {edge.name: (kind_names(edge.kinds) if kinds else edge.target) for edge in edges}

    return targets
