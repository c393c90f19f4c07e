"""Find for each law one chain that an edit brings, from both its ends at once: most of a large graph is left alone.

A new chain leads from an importer to a file that got an import, and from what is imported to the module entered. Where
either way is missing the law holds. Else the importers nearest to the file are paired with the modules entered that are
nearest to what it imports, and told is the first pair, by module entered and importer, that was not connected before
and that no exception covers: of the first file by name, and there of the first unit. If a few pairs are none of that,
or too much is looked at, `brought` answers in its own order. So a law is broken here if and only if it is there.
"""

from __future__ import annotations

from itertools import islice

from mneme_cli.relations._chains.breach import Breach, shortest
from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.question import Units
from mneme_cli.relations._chains.search import Steps, Undecided, ahead, between, middle
from mneme_cli.relations._chains.spans import common
from mneme_cli.relations._chains.view import covered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import NamedTuple

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Edge
    from mneme_cli.relations._chains.ask import Ask
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question
    from mneme_cli.relations._chains.search import Passed, Step
    from mneme_cli.relations._chains.spans import Spans

    Side = tuple[Index, tuple[Spans, ...]]
    """Nodes behind the added edges or ahead of them, and which of these lie in which unit."""
else:
    from mneme_cli.model.noun import NamedTuple

_LAWS = 16
"""More laws than these are cleared all at once: each search of its own has to be worth it."""
_PAIRS = 4
"""Pairs that are tried: where all was connected before, they would be searched without end."""
_LITTLE = 256
"""Nodes that may be looked at in a graph of any size."""
_SHARE = 32
"""Part of a large graph that is walked to spare an index of all of it."""


class Law(NamedTuple):
    """One law over the graph after a change and before it.

    ends, importers: the nodes of each unit that may be entered, and that must not reach others.  walls: of all units.
    passed: keeps of a level what a new chain may pass.  then: the unit of a node before.
    steps: what all searches may still look at.
    """

    question: Question
    graph: View
    was: View
    ends: list[set[int]]
    importers: list[set[int]]
    walls: set[int]
    passed: Passed
    then: Units
    steps: Steps

    def passed_then(self, level: set[int]) -> set[int]:
        """Keep what a chain might pass before the change."""
        return {node for node in level if self.then[node] < 0}


def through(ask: Ask, graph: View, was: View, added: Iterable[Edge]) -> Iterator[Iterator[Breach]]:
    """Yield for each law that added edges break one breach that they bring, or all that `brought` finds."""
    edges = [(graph.number(edge.source), graph.number(edge.target)) for edge in added]
    edges = sorted({(tail, head) for tail, head in edges if tail >= 0 <= head}, key=lambda edge: graph.rank(edge[0]))
    behind = _around(graph, graph.prev, {tail for tail, _ in edges})
    asked = [(question, spans) for question in ask(behind) if any(spans := question.spans(behind))]
    if not asked or len(asked) > _LAWS:
        from mneme_cli.relations._chains.brought import through as every

        yield from every(ask, graph, was, added) if asked else ()
        return
    front, steps = _around(graph, graph.next, {head for _, head in edges}, behind), Steps(_LITTLE + graph.nodes)
    sides: tuple[Index, ...] = ()
    for question, starts in asked:
        ends = starts if front is behind else question.spans(front)
        if question.crosses(starts, ends):
            try:
                found = _one(_law(question, (graph, was), ((behind, starts), (front, ends)), steps), edges)
            except Undecided:
                from mneme_cli.relations._chains.brought import around, broken

                sides = sides or around(graph, edges)
                yield broken(question, (graph, was), sides, edges)
            else:
                yield iter((found,) if found else ())


def _around(graph: View, step: Step, starts: set[int], other: Index | None = None) -> Index:
    """Index what steps lead to if that is little, else the whole graph. other: an index that may be that."""
    try:
        return index_of(graph, ahead(step, starts, steps=Steps(_LITTLE + graph.nodes // _SHARE)))
    except Undecided:
        return other if other and _whole(graph, (other,)) else index_of(graph)


def _whole(graph: View, sides: Iterable[Index]) -> bool:
    return any(len(side.nodes) == graph.nodes for side in sides)


def _law(question: Question, graphs: tuple[View, View], sides: tuple[Side, Side], steps: Steps) -> Law:
    (behind, starts), (front, spans) = sides
    near = behind.region(question.rule.near)
    ends = [_nodes(front, unit) for unit in spans]
    walls = set().union(*ends, *([_nodes(behind, unit) for unit in starts] if front is not behind else ()))
    whole = _whole(
        graphs[0], (behind, front)
    )  # else a new chain lies in what was walked, and only there walls are known
    return Law(
        question=question,
        graph=graphs[0],
        was=graphs[1],
        ends=ends,
        importers=[_nodes(behind, common(unit, near)) for unit in starts],
        walls=walls,
        passed=(lambda level: level - walls) if whole else ({*behind.nodes, *front.nodes} - walls).intersection,
        then=Units(graphs[1], question.unit),
        steps=steps,
    )


def _nodes(index: Index, spans: Spans) -> set[int]:
    return set().union(*(index.nodes[low:high] for low, high in spans))


def _one(law: Law, edges: list[tuple[int, int]]) -> Breach | None:
    """Return a breach that nothing excuses, None if there is none.

    Raises:
        Undecided: there may be one, or one that is excused or known.
    """
    undecided = False
    for tail in dict.fromkeys(tail for tail, _ in edges):
        heads = {head for source, head in edges if source == tail}
        for unit, ends in enumerate(law.ends):
            entered = _entered(law, heads, ends) if law.question.into(unit) else set()
            leading = _leading(law, tail, unit) if entered else set()
            ordered = law.graph.ordered(leading)
            pairs = ((source, end) for end in law.graph.ordered(entered) for source in ordered)
            for source, end in islice(pairs, _PAIRS):
                if found := _breach(law, source, end):
                    return found
            undecided |= bool(leading)
    if undecided:
        raise Undecided
    return None


def _entered(law: Law, heads: set[int], ends: set[int]) -> set[int]:
    """Return the nearest modules by which a unit is entered from some files; these themselves, if they lie in it."""
    if here := heads & ends:
        return here
    met = between(law.graph, heads - law.walls, ends, law.passed, law.steps)
    return middle(law.graph.next, met[1], met[0][-1] & met[1][-1])[0] if met else set()


def _leading(law: Law, tail: int, unit: int) -> set[int]:
    """Return the nearest importers that lead to a file and must not reach a unit; itself, if it is one."""
    into = law.question.into(unit)
    banned = [nodes for at, nodes in enumerate(law.importers) if at != unit and into >> at & 1]
    if tail in law.walls:
        return {tail} if any(tail in nodes for nodes in banned) else set()
    starts = set().union(*banned)
    law.steps.take(starts)
    met = between(law.graph, starts, {tail}, law.passed, law.steps)
    return middle(law.graph.prev, met[0], met[0][-1] & met[1][-1])[0] if met else set()


def _breach(law: Law, source: int, end: int) -> Breach | None:
    """Return the breach of a pair, None if an exception covers it or it was connected before."""
    names = law.graph.name(source), law.graph.name(end)
    then = [law.was.number(name) for name in names]
    if covered(law.question.rule, *names):
        return None
    if min(then) >= 0 and between(law.was, {then[0]}, {then[1]}, law.passed_then, law.steps):
        return None
    met = between(law.graph, {source}, {end}, law.passed, law.steps)
    if not met:  # an edge is added that the graph has not: it is stale
        return None
    both = met[0][-1] & met[1][-1]
    late = middle(law.graph.next, met[1], both)
    far = {node: at for at, level in enumerate(late) for node in level}
    for at, level in enumerate(middle(law.graph.prev, met[0], both)[::-1], len(late) - 1):
        far |= dict.fromkeys(level, at)
    return Breach(question=law.question, chain=shortest(law.graph, Units(law.graph, law.question.unit), far, source))
