"""The way round through each edge of a knot, and which of its edges to cut: what a person needs to untie it."""

from __future__ import annotations

from mneme_cli.graph.cuts import cuts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Pair = tuple[str, str]


def cheapest(weights: Mapping[Pair, int]) -> list[Pair]:
    """Return edges whose removal unties a knot, the cheapest first.

    weights: edge → what it costs to cut, in imports.
    """
    names = sorted({name for pair in weights for name in pair})
    number = {name: at for at, name in enumerate(names)}
    rows: list[list[int]] = [[] for _ in names]
    for one, other in sorted(weights):
        rows[number[one]].append(number[other])
    cut = cuts(rows, range(len(names)), lambda one, other: weights[names[one], names[other]])
    return sorted(((names[one], names[other]) for one, other in cut), key=lambda pair: (weights[pair], pair))


def rounds(pairs: Iterable[Pair]) -> dict[Pair, tuple[str, ...]]:
    """Return for each edge the shortest cycle through it: its source, its target, … and its source again.

    One walk serves all edges with the same target; of equally short cycles the first by names is taken.
    """
    out: dict[str, list[str]] = {}
    into: dict[str, list[str]] = {}
    for one, other in sorted(pairs):
        out.setdefault(one, []).append(other)
        into.setdefault(other, []).append(one)
    found = {}
    for start in sorted(into):
        came = _tree(out, start, set(into[start]))
        for end in into[start]:
            way = [end]
            while way[-1] != start:
                way.append(came[way[-1]])
            found[end, start] = (end, *reversed(way))
    return found


def _tree(out: Mapping[str, list[str]], start: str, ends: set[str]) -> dict[str, str]:
    """Return from where each unit was reached first, until all ends are; breadth first, by names."""
    came, queue, left = {start: start}, [start], ends - {start}
    for node in queue:
        if not left:
            break
        for near in out.get(node, ()):
            if near not in came:
                came[near] = node
                queue.append(near)
                left.discard(near)
    return came
