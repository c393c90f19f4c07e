"""What we read of the imports of one file: a reason for a difference is held against it before it is given."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mneme_cli import languages
from mneme_cli.evidence.imports import extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.model.fact import Edge
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree


def seen(tree: Tree) -> Callable[[str], tuple[Edge, ...]]:
    """Return path → its imports, resolved; what no language reads has none."""

    @cache
    def layout(name: str) -> Layout:
        return languages.take(name).layout(tree, (), {})

    @cache
    def edges(path: str) -> tuple[Edge, ...]:
        language = languages.of(path)
        if language is None or not tree.has(path):
            return ()
        found = extract(tree.read(path), language, path).imports
        return tuple(edge for one in found for edge in language.resolve(path, one, tree, layout(language.name)))

    return edges
