"""One shortest chain from here to there, and of those the one whose names come first, so that output is byte-stable."""

from __future__ import annotations

from mneme_cli.graph.search import search, visit, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.graph.search import Marks
    from mneme_cli.graph.view import View


def chain(graph: View, starts: Marks, ends: Marks, blocked: Marks | None = None) -> list[int]:
    """Return the nodes of one chain, [] if there is none.

    A node that is a start and an end is an end only. The first hop leaves the starts, the last one enters the ends,
    and no node between them is blocked; starts and ends themselves may be.
    """
    came: dict[int, int] = {}
    shut = _shut(graph, starts, ends, blocked)
    for node, source in visit(graph, _only(starts, ends), ends, shut):
        came[node] = source
        if ends[node]:
            return walk(came, node)
    return []


def chains(graph: View, starts: Marks, ends: Marks, blocked: Marks | None = None) -> Iterator[list[int]]:
    """Yield one chain for every pair of a first importer and the node by which the ends are entered, by names."""
    shut = _shut(graph, starts, ends, blocked)
    for start in graph.ordered(_able(graph, starts, ends, blocked)):
        came = search(graph, (start,), ends, shut)
        for end in graph.ordered(node for node in came if ends[node]):
            yield walk(came, end)


def _able(graph: View, starts: Marks, ends: Marks, blocked: Marks | None) -> list[int]:
    """Return the starts from which an end can be reached at all: one search backwards instead of one per start."""
    stop = bytearray(starts)
    for node, mark in enumerate(blocked or ()):
        stop[node] |= mark
    came = search(graph, (node for node, mark in enumerate(ends) if mark), stop, back=True)
    return [node for node in came if starts[node] and not ends[node]]


def _only(starts: Marks, ends: Marks) -> list[int]:
    return [node for node, mark in enumerate(starts) if mark and not ends[node]]


def _shut(graph: View, starts: Marks, ends: Marks, blocked: Marks | None) -> bytearray:
    """Mark what no chain may pass: other starts and what is blocked, but never an end."""
    out = bytearray(starts)
    for node, mark in enumerate(blocked or ()):
        out[node] |= mark
    for node in range(graph.nodes):
        if ends[node]:
            out[node] = 0
    return out
