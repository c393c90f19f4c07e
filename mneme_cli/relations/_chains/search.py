"""Two walks over a graph: everything ahead of some nodes, and the rows of that part alone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mneme_cli.graph.view import View


def ahead(step: Callable[[int], Iterable[int]], starts: Iterable[int]) -> set[int]:
    """Return the starts and everything that steps lead to."""
    found = set(starts)
    queue = list(found)
    for node in queue:
        for near in step(node):
            if near not in found:
                found.add(near)
                queue.append(near)
    return found


def part(graph: View, starts: Iterable[int]) -> tuple[list[int], list[list[int]]]:
    """Return the nodes that starts lead to, and the rows of the graph of these, by their place among them."""
    nodes = sorted(ahead(graph.next, starts))
    place = {node: at for at, node in enumerate(nodes)}
    return nodes, [[place[near] for near in graph.next(node)] for node in nodes]
