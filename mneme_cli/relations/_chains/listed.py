"""What lies in the units of one law, told for many nodes at once: around added edges, or in the whole graph."""

from __future__ import annotations

from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.search import Steps, Undecided, ahead
from mneme_cli.relations._chains.spans import common

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.graph.view import View
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question
    from mneme_cli.relations._chains.search import Passed
    from mneme_cli.relations._chains.spans import Spans
else:
    from mneme_cli.model.noun import NamedTuple

_LITTLE = 256
"""Nodes that are walked in a graph of any size to spare an index of all of it."""
_SHARE = 32
"""Part of a large graph that is walked for that."""


class Listed(NamedTuple):
    """What lies in the units of a law: by unit what may be entered, and who must not reach others.

    walls: all of it.  passed: keeps of a level what a new chain may pass.
    """

    ends: list[set[int]]
    importers: list[set[int]]
    walls: set[int]
    passed: Passed


def listing(question: Question, behind: Index, front: Index) -> Listed:
    """Tell of every unit what lies behind added edges and what lies ahead of them; both may be the whole graph."""
    near, starts = behind.region(question.rule.near), question.spans(behind)
    ends = [nodes_of(front, unit) for unit in (starts if front is behind else question.spans(front))]
    walls = set().union(*ends, *(nodes_of(behind, unit) for unit in starts))
    here = {*behind.nodes, *front.nodes} - walls if front is not behind else None  # the walls are known here alone
    return Listed(
        ends=ends,
        importers=[nodes_of(behind, common(unit, near)) for unit in starts],
        walls=walls,
        passed=(lambda level: level - walls) if here is None else here.intersection,
    )


def around(graph: View, edges: list[tuple[int, int]]) -> tuple[Index, Index]:
    """Index what lies behind edges and what lies ahead of them if that is little, else the whole graph."""
    steps = Steps(_LITTLE + graph.nodes // _SHARE)
    try:
        behind = ahead(graph.prev, {tail for tail, _ in edges}, steps=steps)
        front = ahead(graph.next, {head for _, head in edges}, steps=steps)
    except Undecided:
        return (index_of(graph),) * 2
    return index_of(graph, behind), index_of(graph, front)


def nodes_of(index: Index, spans: Spans) -> set[int]:
    """Return the nodes at some positions."""
    return set().union(*(index.nodes[low:high] for low, high in spans))
