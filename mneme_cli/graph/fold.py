"""A graph with some files resolved anew, written as if everything had been: the same bytes, for a part of the work."""

from __future__ import annotations

from mneme_cli.graph.flat import pack
from mneme_cli.graph.overlay import Overlay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.graph.flat import Graph


def fold(
    old: Graph, edges: Mapping[str, Iterable[tuple[str, int]]], files: Iterable[str], tags: tuple[str, str]
) -> bytes:
    """Return what `flatten` would for all edges: those of `edges`, and of the old graph for the rest of `files`.

    files: every file that has a node of its own; one of the old graph that is not among them has no edges any more.
    tags: stamp and notes.
    """
    mine = frozenset(files)
    names = [old.name(node) for node in range(old.nodes)]
    gone = {name for node, name in enumerate(names) if name not in mine and old.next(node)}
    view = Overlay(old, edges, gone)
    names += view.extra
    rows = view.rows()
    used = {end for row in rows for end in row}
    used |= {node for node, row in enumerate(rows) if row or names[node] in mine}
    order = view.ordered(used)
    number = [0] * view.nodes
    for at, node in enumerate(order):
        number[node] = at
    renumbered = [([number[end] for end in rows[node]], view.masks(node)) for node in order]
    return pack([names[node] for node in order], renumbered, *tags)
