"""Which edges to cut so that nothing goes round any more, cheaply: advice, and the same advice every time.

The smallest set is NP-hard to find. Nodes are put in line as Eades, Lin and Smyth do (Inf. Proc. Letters 1993): those
that only end arrows last, those that only begin them first, else the one that gives most and takes least. The edges
that then point backwards are cut, and every one that turns out to be harmless without the others is taken back.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mneme_cli.graph.cycles import Rows

    Weight = Callable[[int, int], int]
    Ends = dict[int, dict[int, int]]

_STEPS = 3_000_000
"""Nodes walked in all while cuts are taken back; a limit in steps, not in time, so that answers do not vary."""


def cuts(rows: Rows, group: Sequence[int], weight: Weight | None = None) -> list[tuple[int, int]]:
    """Return edges of one component, sorted, without which it has no cycle (loops aside).

    weight: what it costs to cut an edge; how many imports it stands for, say. 1 each if it is not given.
    """
    ahead = _ends(rows, sorted(group), weight)
    place = {node: at for at, node in enumerate(_line(ahead))}
    back = [(node, end) for node, row in ahead.items() for end in row if place[end] < place[node]]
    for node, end in back:
        ahead[node][end] = -ahead[node][end]
    return sorted(_idle_taken_back(ahead, back))


def _ends(rows: Rows, group: list[int], weight: Weight | None) -> Ends:
    within = frozenset(group)
    return {
        node: {
            end: weight(node, end) if weight else 1 for end in sorted(set(rows[node])) if end in within and end != node
        }
        for node in group
    }


def _line(ahead: Ends) -> list[int]:
    """Put nodes in line so that little weight points backwards."""
    from heapq import heapify, heappop, heappush

    behind = _turned(ahead)
    out, into = ({node: sum(row.values()) for node, row in ends.items()} for ends in (ahead, behind))
    heap = [(_turn(out[node], into[node]), node) for node in ahead]
    heapify(heap)
    left = set(ahead)
    line: tuple[list[int], list[int]] = ([], [])
    while left:
        turn, node = heappop(heap)
        if node not in left or turn != _turn(out[node], into[node]):
            continue
        left.remove(node)
        line[not out[node] and into[node] > 0].append(node)
        for near, cost in ahead[node].items():
            into[near] -= cost
        for near, cost in behind[node].items():
            out[near] -= cost
        for near in left & (ahead[node].keys() | behind[node].keys()):
            heappush(heap, (_turn(out[near], into[near]), near))
    return line[0] + line[1][::-1]


def _turned(ahead: Ends) -> Ends:
    behind: Ends = {node: {} for node in ahead}
    for node, row in ahead.items():
        for end, cost in row.items():
            behind[end][node] = cost
    return behind


def _turn(out: int, into: int) -> tuple[int, int]:
    """Order nodes: ends of all arrows, then beginnings of all, then by what they give above what they take."""
    return (0, 0) if not out else (1, 0) if not into else (2, into - out)


def _idle_taken_back(ahead: Ends, back: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take back what closes no cycle without the others, the dearest first."""
    kept, steps = [], 0
    for node, end in sorted(back, key=lambda edge: (ahead[edge[0]][edge[1]], edge)):
        walked = _leads(ahead, end, node) if steps < _STEPS else None
        steps += len(walked or ())
        if walked is None or node in walked:
            kept.append((node, end))
        else:
            ahead[node][end] = -ahead[node][end]
    return kept


def _leads(ahead: Ends, start: int, target: int) -> set[int]:
    """Return what lies ahead of a node over edges that are not cut (those have a cost below zero), up to a target."""
    found, queue = {start}, [start]
    for node in queue:
        for end, cost in ahead[node].items():
            if cost > 0 and end not in found:
                found.add(end)
                queue.append(end)
        if target in found:
            break
    return found
