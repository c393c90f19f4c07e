"""Who reaches what, for many questions at once: one bit a question, one pass over the condensation.

A thousand searches of their own cost sixty times as much. Components come in an order in which everything that a
component reaches is finished before it (Tarjan), so each is the union of what its edges lead to.
"""

from __future__ import annotations

from mneme_cli.graph.cycles import components

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.graph.cycles import Rows
    from mneme_cli.graph.search import Marks


def reach_all(rows: Rows, pairs: Sequence[tuple[Marks, Marks]], stop: Marks | None = None) -> list[list[int]]:
    """Return for every (near, far) pair of marks the near nodes from which a far node can be reached, sorted.

    Nodes that are near and far are never an answer. stop: chains end at marked nodes and do not pass them, so that one
    pass with a bit per layer serves all pairs of layers.
    """
    near, far = bits([pair[0] for pair in pairs], len(rows)), bits([pair[1] for pair in pairs], len(rows))
    out: list[list[int]] = [[] for _ in pairs]
    for node, reached in enumerate(spread(rows, far, stop)):
        hits = reached & near[node] & ~far[node]
        while hits:
            lowest = hits & -hits
            out[lowest.bit_length() - 1].append(node)
            hits ^= lowest
    return out


def spread(rows: Rows, seeds: Sequence[int], stop: Marks | None = None) -> list[int]:
    """Return for every node the union of the seeds (bit sets) of all nodes that it reaches by one edge or more."""
    passed = rows if stop is None else [() if stop[node] else row for node, row in enumerate(rows)]
    out, gives = [0] * len(rows), list(seeds)
    for group in components(passed)[1]:
        union = 0
        for node in group:
            for end in passed[node]:
                union |= gives[end]
        for node in group:
            out[node] = union
            gives[node] |= union
    for node, row in enumerate(rows if stop is not None else ()):
        if stop is not None and stop[node]:
            for end in row:
                out[node] |= gives[end]
    return out


def bits(marks: Sequence[Marks], nodes: int) -> list[int]:
    """Turn marks round: for every node the set of marks that take it in, bit by bit.

    Marks are mostly a few runs (a folder is one), so only their ends are visited.
    """
    turns: dict[int, int] = {}
    for bit, mark in enumerate(marks):
        raw, at = bytes(mark), 0
        while (at := raw.find(1, at)) >= 0:
            end = raw.find(0, at)
            end = nodes if end < 0 else end
            for turn in (at, end):
                turns[turn] = turns.get(turn, 0) ^ 1 << bit
            at = end
    out, now = [], 0
    for node in range(nodes):
        if node in turns:
            now ^= turns[node]
        out.append(now)
    return out
