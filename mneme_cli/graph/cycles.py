"""Cycles: which edges lie inside one, and the shortest one through an edge (`cuts` says which are cheapest to cut).

Everything here takes plain rows (`View.rows`, or units of any size that a caller has folded nodes into): the targets
of every node, in the order of names. Strongly connected components are Tarjan's (SIAM J. Comput. 1972), without
recursion.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Rows = Sequence[Sequence[int]]


def components(rows: Rows) -> tuple[list[int], list[list[int]]]:
    """Return the component of every node, and the components: each behind every component that it reaches."""
    of, low = [-1] * len(rows), [0] * len(rows)
    groups: list[list[int]] = []
    count = 0
    for root in range(len(rows)):
        if not low[root]:
            count = _grow(rows, root, count, of, low, groups)
    return of, groups


def _grow(rows: Rows, root: int, count: int, of: list[int], low: list[int], groups: list[list[int]]) -> int:
    """Close every component ahead of a root; return how many nodes were counted until now."""
    low[root] = count = count + 1
    waiting, order, trail = [root], [count], [(root, iter(rows[root]))]
    while trail:
        node, ends = trail[-1]
        for end in ends:
            if not low[end]:
                low[end] = count = count + 1
                waiting.append(end)
                order.append(count)
                trail.append((end, iter(rows[end])))
                break
            if of[end] < 0 and low[end] < low[node]:
                low[node] = low[end]
        else:
            trail.pop()
            if low[node] == order.pop():
                groups.append(_close(node, waiting, of, len(groups)))
            elif low[node] < low[trail[-1][0]]:
                low[trail[-1][0]] = low[node]
    return count


def _close(root: int, waiting: list[int], of: list[int], at: int) -> list[int]:
    group = [waiting.pop()]
    while group[-1] != root:
        group.append(waiting.pop())
    for node in group:
        of[node] = at
    return group


def inside(rows: Rows) -> list[tuple[int, int]]:
    """Return the edges that lie in a cycle, without repeats, in the order of their nodes; a loop is a cycle."""
    of, groups = components(rows)
    return [
        (node, end)
        for node, ends in enumerate(rows)
        for end in sorted(set(ends))
        if of[node] == of[end] and (node == end or len(groups[of[node]]) > 1)
    ]


def tangles(rows: Rows) -> list[list[int]]:
    """Return the components that hold a cycle, each sorted, in the order of their first nodes; loops alone left out."""
    return sorted(sorted(group) for group in components(rows)[1] if len(group) > 1)


def shortest(rows: Rows, source: int, target: int) -> list[int]:
    """Return a shortest cycle through an edge, from its source round to its source; [] if the edge is in none."""
    if source == target:
        return [source, source]
    came, queue = {target: target}, [target]
    for node in queue:
        for end in rows[node]:
            if end not in came:
                came[end] = node
                queue.append(end)
        if source in came:
            break
    else:
        return []
    out = [source]
    while out[-1] != target:
        out.append(came[out[-1]])
    return [source, *out[::-1]]
