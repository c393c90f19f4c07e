"""The way round through each edge of a knot, and which of its edges to cut: what a person needs to untie it."""

from __future__ import annotations

from mneme_cli.graph.cuts import cuts

_SHOWN = 3
_STEPS = 1_000_000
"""Units met in all before detours will do; a limit in steps, not in time, so that answers do not vary."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


def cut(edges: Mapping[Pair, Sequence[Pair]]) -> str:
    """Name the cheapest edges to cut so that nothing is left of a knot. edges: edge → the imports that make it."""
    pairs = cheapest({unit: len(pairs) for unit, pairs in edges.items()})
    shown = []
    for one, other in pairs[:_SHOWN]:
        count = len(edges[one, other])
        shown.append(f"{one} -> {other}" + (f" ({count} imports)" if count > 1 else ""))
    more = f" and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
    return f"{', '.join(shown)}{more}"


def rounds(pairs: Iterable[Pair]) -> dict[Pair, tuple[str, ...]]:
    """Return for each edge the shortest cycle through it: its source, its target, … and its source again.

    One walk serves all edges with the same target; of equally short cycles the first by names is taken. In a knot so
    large that this would take too many steps, the last edges by name get a cycle by way of the knot's first unit.
    """
    out: dict[str, list[str]] = {}
    into: dict[str, list[str]] = {}
    for one, other in sorted(pairs):
        out.setdefault(one, []).append(other)
        into.setdefault(other, []).append(one)
    found, steps = {}, 0
    for start in sorted(into):
        if steps > _STEPS:
            break
        came = _tree(out, start, set(into[start]))
        steps += len(came)
        for end in into[start]:
            found[end, start] = (end, *_walk(came, end)[::-1])
    if len(found) < sum(map(len, into.values())):
        found |= _detours(out, into, {(one, other) for other in into for one in into[other]} - found.keys())
    return found


def _detours(
    out: Mapping[str, list[str]], into: Mapping[str, list[str]], pairs: Iterable[Pair]
) -> dict[Pair, tuple[str, ...]]:
    """Close each edge by way of one unit, cut short where the way there meets the way back."""
    middle = min(out)
    away, home = _tree(out, middle, set(out)), _tree(into, middle, set(out))
    found = {}
    for one, other in sorted(pairs):
        there, back = _walk(home, other), _walk(away, one)[::-1]
        place = {name: at for at, name in enumerate(back)}
        meet = next(at for at, name in enumerate(there) if name in place)
        found[one, other] = (one, *there[:meet], *back[place[there[meet]] :])
    return found


def _walk(came: Mapping[str, str], end: str) -> list[str]:
    """Return the way from an end back to where the walk began."""
    way = [end]
    while came[way[-1]] != way[-1]:
        way.append(came[way[-1]])
    return way


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
