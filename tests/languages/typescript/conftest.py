from __future__ import annotations

import json

import pytest

from mneme_cli import languages
from mneme_cli.evidence.imports import extract
from mneme_cli.evidence.uses import uses
from mneme_cli.model.fact import kind_names
from mneme_cli.model.layout import Layout
from mneme_cli.model.tree import Texts
from mneme_cli.store import layout as stored


@pytest.fixture
def read():
    """Source → one row for each name: (line, column, specifier, name, local name, kinds)."""

    def rows(source, path="a.ts"):
        text = source if isinstance(source, bytes) else source.encode()
        found = extract(text, languages.of(path), path)
        assert found.skipped == ()
        return [
            (each.line, each.column, each.written, name, alias, " ".join(kind_names(each.kinds)))
            for each in found.imports
            for name, alias in zip(each.names or ("",), each.aliases or ("",), strict=False)
        ]

    return rows


def of(**files):
    return {path: value if isinstance(value, str) else json.dumps(value) for path, value in files.items()}


def world(files):
    """Make a tree and its layout, gone through the disk's own form so that a hook would resolve the same."""
    tree = Texts({path: text.encode() if isinstance(text, str) else text for path, text in dict(files).items()})
    made = languages.take("typescript").layout(tree, (), {})
    again = stored.read(stored.write(made))
    assert again == Layout(*made)
    return tree, again


@pytest.fixture
def target():
    """Files (a list, or path → text), importer, specifier → target."""

    def resolved(files, path, written):
        texts = dict.fromkeys(files, "") if not isinstance(files, dict) else files
        tree, layout = world({**texts, path: f'import "{written}"\n'})
        language = languages.of(path)
        (found,) = extract(tree.read(path), language, path).imports
        (edge,) = language.resolve(path, found, tree, layout)
        return edge.target

    return resolved


@pytest.fixture
def used():
    """Source → {(name, called)}."""

    def names(source, path="src/app/a.tsx", files=()):
        tree, layout = world({**dict.fromkeys(files, ""), path: source})
        found = uses(path, source.encode(), tree, layout, languages.of(path))
        return {(each.name, each.call) for each in found.uses}

    return names
