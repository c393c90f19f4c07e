"""Two walks over a graph: everything ahead of some nodes, and the rows of that part alone."""

from __future__ import annotations

from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from mneme_cli.graph.view import View


def ahead(step: Callable[[int], Iterable[int]], starts: Iterable[int], ends: Collection[int] = ()) -> set[int]:
    """Return the starts and everything that steps lead to, level by level. ends: nodes that are met and not passed."""
    found = set(starts)
    level = found
    while level:
        passed = [node for node in level if node not in ends] if ends else level
        level = set(chain.from_iterable(map(step, passed))) - found
        found |= level
    return found


def part(graph: View, starts: Iterable[int]) -> tuple[list[int], list[list[int]]]:
    """Return the nodes that starts lead to, and the rows of the graph of these, by their place among them."""
    nodes = sorted(ahead(graph.next, starts))
    place = {node: at for at, node in enumerate(nodes)}
    return nodes, [[place[near] for near in graph.next(node)] for node in nodes]
