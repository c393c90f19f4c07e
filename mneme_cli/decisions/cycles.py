"""Circles among links. networkx is imported only when there is something to look at: compiling has to be quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def rings(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return node → the sorted nodes of its circle, for every node that lies on one."""
    left = _peeled(set(pairs))
    if not left:
        return {}
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(sorted(left))
    groups = (tuple(sorted(group)) for group in nx.strongly_connected_components(graph))
    return {node: group for group in groups if len(group) > 1 for node in group}


def _peeled(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Take away what leads nowhere until nothing more goes (Kahn's algorithm, by rounds)."""
    while True:
        starts = {source for source, _ in pairs}
        kept = {(source, target) for source, target in pairs if target in starts}
        if len(kept) == len(pairs):
            return kept
        pairs = kept
