"""What can be reached, and from where it was reached first: breadth first, level by level, in the order of names.

A queue that starts sorted and takes sorted neighbours meets every node first by its shortest path, and among those by
the one whose names come first; so "the node it was reached from" is a promise, not an accident.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mneme_cli.graph.view import View

    Marks = Sequence[int]


def search(
    graph: View, starts: Iterable[int], stop: Marks | None = None, shut: Marks | None = None, *, back: bool = False
) -> dict[int, int]:
    """Return every node reached → the node it was reached from (starts → themselves), in the order of discovery.

    stop: marked nodes are reached and not passed (unless they are starts).  shut: marked nodes are not even reached.
    back: against the edges.
    """
    return dict(visit(graph, starts, stop, shut, back=back))


def visit(
    graph: View, starts: Iterable[int], stop: Marks | None = None, shut: Marks | None = None, *, back: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield (node, from where) as `search` discovers them, so that a caller can end early."""
    step = graph.prev if back else graph.next
    queue = graph.ordered(set(starts))
    begun, seen = len(queue), bytearray(shut) if shut is not None else bytearray(graph.nodes)
    for node in queue:
        seen[node] = 1
        yield node, node
    for place, node in enumerate(queue):  # the queue grows while it is walked
        if stop is not None and stop[node] and place >= begun:
            continue
        for near in step(node):
            if not seen[near]:
                seen[near] = 1
                queue.append(near)
                yield near, node


def walk(came: Mapping[int, int], end: int) -> list[int]:
    """Return the path from a start to a node that was reached, both included."""
    out = [end]
    while came[out[-1]] != out[-1]:
        out.append(came[out[-1]])
    return out[::-1]
