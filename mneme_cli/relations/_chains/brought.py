"""Find the chains that break laws over units and that a change brings: through its new edges alone.

A pair that was connected before is no new breach, by whatever way. Where a change connects it in one step that is told
as known: who accepted a chain did not accept the import.
"""

from __future__ import annotations

from mneme_cli.relations._chains.breach import again, entered
from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.question import Units
from mneme_cli.relations._chains.search import ahead

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Edge
    from mneme_cli.relations._chains.ask import Ask
    from mneme_cli.relations._chains.breach import Breach
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question

_MANY = 8
"""Ends for which a walk from each is dearer than a pass over the graph."""


def through(ask: Ask, graph: View, was: View, added: Iterable[Edge]) -> Iterator[Iterator[Breach]]:
    """Yield for each law the breaches that added edges bring: of pairs that were not connected before.

    Behind them come, as known, those of pairs that were, and that an added edge connects in one step.
    ask: is given the index of what lies behind the added edges: every importer of a new chain is in it.
    """
    edges = [(graph.number(edge.source), graph.number(edge.target)) for edge in added]
    edges = [edge for edge in edges if min(edge) >= 0]
    behind = index_of(graph, ahead(graph.prev, {tail for tail, _ in edges}))
    asked = [question for question in ask(behind) if any(question.spans(behind))]
    if not asked:
        return
    front = index_of(graph, ahead(graph.next, {head for _, head in edges}))
    for question in asked:
        yield broken(question, (graph, was), (behind, front), edges)


def around(graph: View, edges: list[tuple[int, int]]) -> tuple[Index, Index]:
    """Index what lies behind edges, and what lies ahead of them."""
    behind, front = ahead(graph.prev, {tail for tail, _ in edges}), ahead(graph.next, {head for _, head in edges})
    return index_of(graph, behind), index_of(graph, front)


def broken(
    question: Question, graphs: tuple[View, View], sides: Iterable[Index], edges: list[tuple[int, int]]
) -> Iterator[Breach]:
    """Yield the breaches of one law. graphs: after and before; sides: what lies behind the added edges and ahead."""
    if question.crosses(*map(question.spans, sides)):
        yield from _brought(question, *graphs, edges, _units(question, graphs[0], sides))


def _brought(
    question: Question, graph: View, was: View, edges: list[tuple[int, int]], units: Units
) -> Iterator[Breach]:
    """Yield the breaches of one law by which pairs are connected that were not, and then those that an edge repeats."""
    ends = _fronts(question, graph, units, sorted({head for _, head in edges}))
    led = _led(question, graph, units, ends)
    old = _led(question, was, Units(was, question.unit), [was.number(graph.name(end)) for end in ends])
    for at, end in enumerate(ends):
        if fresh := {name for name, bits in led.items() if (bits & ~old.get(name, 0)) >> at & 1}:
            yield from entered(question, graph, units, end, fresh.__contains__)
    place = {end: at for at, end in enumerate(ends)}
    for source, end in sorted((graph.name(tail), head) for tail, head in {*edges} if head in place):
        both = old.get(source, 0) & led.get(source, 0)
        if both >> place[end] & 1 and question.rule.near.holds(source):
            yield from again(question, (graph, was), source, end)


def _units(question: Question, graph: View, indexes: Iterable[Index]) -> Units:
    """Return the unit of every node that some index has; those of others are found out one by one."""
    units = Units(graph, question.unit)
    for index in indexes:
        units.update(dict.fromkeys(index.nodes, -1))
        for number, spans in enumerate(question.spans(index)):
            for low, high in spans:
                units.update(dict.fromkeys(index.nodes[low:high], number))
    return units


def _fronts(question: Question, graph: View, units: Mapping[int, int], heads: list[int]) -> list[int]:
    """Return the modules by which a unit is entered from added edges, nothing listed between."""
    listed = {node for node, unit in units.items() if unit >= 0}
    reached = ahead(graph.next, heads, listed) & listed
    return sorted((node for node in reached if question.into(units[node])), key=graph.name)


def _led(question: Question, graph: View, units: Mapping[int, int], ends: list[int]) -> dict[str, int]:
    """Return the importers that lead to ends they must not reach, each with the bits of these (places in the list).

    All ends at once: one edge that closes a large knot brings many.
    """
    seeds = {end: 1 << at for at, end in enumerate(ends) if end >= 0}
    bits = _few(graph, units, seeds) if len(seeds) <= _MANY else _many(question, graph, seeds)
    banned: dict[int, int] = {}
    for importer in {units[node] for node in bits} - {-1}:
        banned[importer] = sum(bit for end, bit in seeds.items() if question.bans(importer, units[end]))
    return {graph.name(node): led for node, all_bits in bits.items() if (led := all_bits & banned.get(units[node], 0))}


def _few(graph: View, units: Mapping[int, int], seeds: Mapping[int, int]) -> dict[int, int]:
    """Return what leads to some ends, each with the bits of these: walked back from them."""
    bits: dict[int, int] = {}
    queue = [*seeds.items()]
    for node, carried in queue:
        for near in graph.prev(node):
            if fresh := carried & ~bits.get(near, 0):
                bits[near] = bits.get(near, 0) | fresh
                if units[near] < 0:
                    queue.append((near, fresh))
    return bits


def _many(question: Question, graph: View, seeds: Mapping[int, int]) -> dict[int, int]:
    """Return the same for importers alone, by one pass over the graph: in a knot each walk would pass all of it."""
    from mneme_cli.graph.spread import spread

    units = _units(question, graph, [index_of(graph)])
    stop = [units[node] >= 0 for node in range(graph.nodes)]
    reached = spread(graph.rows(), [seeds.get(node, 0) for node in range(graph.nodes)], stop)
    return {node: bits for node, bits in enumerate(reached) if bits and stop[node]}
