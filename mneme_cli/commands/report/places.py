"""Where the decisions of a graph stand on a page: linked ones in columns by age of the link, the others in a grid.

Laid out here and not in the browser, so that the same decisions give the same picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mneme_cli.commands.graph import Graph

WIDE, HIGH = 274, 88
"""Columns and rows: a record and the room around it."""
ACROSS = 4
"""Columns of a page."""


def places(graph: Graph) -> dict[str, tuple[int, int]]:
    """Return the middle of every record."""
    order = {node.id: at for at, node in enumerate(graph.nodes)}
    groups = _groups(graph, order)
    out: dict[str, tuple[int, int]] = {}
    x = y = tall = 0
    for group in (each for each in groups if len(each) > 1):
        spots = _columns(group, graph, order)
        wide, high = (1 + max(spot[at] for spot in spots.values()) for at in (0, 1))
        if x and x + wide > ACROSS:
            x, y, tall = 0, y + tall, 0
        out |= {name: ((x + column) * WIDE, (y + row) * HIGH) for name, (column, row) in spots.items()}
        x, tall = x + wide, max(tall, high)
    y += tall
    alone = [group[0] for group in groups if len(group) == 1]
    return out | {name: (at % ACROSS * WIDE, (y + at // ACROSS) * HIGH) for at, name in enumerate(alone)}


def _groups(graph: Graph, order: Mapping[str, int]) -> list[list[str]]:
    """Return what hangs together, the largest first."""
    leader = {name: name for name in order}

    def head(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for arrow in graph.arrows:
        one, other = sorted((head(arrow.source), head(arrow.target)), key=order.__getitem__)
        leader[other] = one
    found: dict[str, list[str]] = {}
    for name in order:
        found.setdefault(head(name), []).append(name)
    return sorted(found.values(), key=lambda group: (-len(group), order[group[0]]))


def _columns(group: Sequence[str], graph: Graph, order: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Put what a record speaks of to the left of it; a chain without end stops at the page's edge."""
    inside = set(group)
    arrows = [(arrow.source, arrow.target) for arrow in graph.arrows if arrow.source in inside]
    column = dict.fromkeys(group, 0)
    for _ in range(min(len(group), ACROSS)):
        for source, target in arrows:
            if source != target:
                column[source] = min(max(column[source], column[target] + 1), ACROSS - 1)
    rows: dict[int, int] = {}
    out = {}
    for name in sorted(group, key=order.__getitem__):
        out[name] = (column[name], rows.get(column[name], 0))
        rows[column[name]] = rows.get(column[name], 0) + 1
    return out
