"""Find the chains that break laws over units: all laws at once in a whole graph, only through new edges in a change.

A chain's first hop leaves the importer's unit, its last enters the target's, and no module between lies in a unit of
the law (grimp's rule for layers, https://github.com/python-grimp/grimp). One shortest chain is told for each pair of
first importer and module entered; of equally short ones, the first by the names of its modules.
"""

from __future__ import annotations

from mneme_cli.model.fact import Edge
from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.question import Units
from mneme_cli.relations._chains.search import ahead
from mneme_cli.relations._chains.sift import suspects
from mneme_cli.relations._chains.spans import each

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import NamedTuple

    from mneme_cli.graph.view import View
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question
else:
    from mneme_cli.model.noun import NamedTuple


class Breach(NamedTuple):
    """One broken pair. chain: file to file; lines are not in a graph, whoever judges reads them from the files."""

    question: Question
    chain: tuple[Edge, ...]

    @property
    def source(self) -> str:
        """The module whose unit must not reach."""
        return self.chain[0].source

    @property
    def target(self) -> str:
        """The module by which the target's unit is entered."""
        return self.chain[-1].target

    def claim(self) -> str:
        """Say it as words after the path of the source."""
        unit = self.question.unit
        words = self.question.words(unit(self.source), unit(self.target))
        return f"{'imports' if len(self.chain) == 1 else 'reaches'} {self.target}" + (f": {words}" if words else "")


def everywhere(questions: Iterable[Question], graph: View, index: Index) -> Iterator[Breach]:
    """Yield every breach in a graph."""
    for question, useful in suspects(questions, graph, index):
        units = Units(graph, question.unit)
        units.update(dict.fromkeys(range(graph.nodes), -1))
        starts = []
        for number, spans in enumerate(question.spans(index)):
            nodes = [index.nodes[at] for at in each(spans)]
            units.update(dict.fromkeys(nodes, number))
            starts += [node for node in nodes if useful(node)]
        for end in _ends(question, graph, units, starts, useful):
            yield from _breaches(question, graph, units, end)


def through(
    ask: Callable[[Index], Iterable[Question]], graph: View, was: View, added: Iterable[Edge]
) -> Iterator[Iterator[Breach]]:
    """Yield for each law the breaches that added edges bring: of pairs that were not connected before.

    ask: is given the index of what lies behind the added edges: every importer of a new chain is in it.
    """
    edges = [(graph.number(edge.source), graph.number(edge.target)) for edge in added]
    heads = sorted({head for tail, head in edges if tail >= 0 <= head})
    behind = index_of(graph, ahead(graph.prev, {tail for tail, head in edges if tail >= 0 <= head}))
    asked = [question for question in ask(behind) if any(question.spans(behind))]
    if not asked:
        return
    front = index_of(graph, ahead(graph.next, heads))
    for question in asked:
        if _meet(question, behind, front):
            yield _fresh(question, graph, was, heads, _units(question, graph, (behind, front)))


def _fresh(question: Question, graph: View, was: View, heads: list[int], units: Units) -> Iterator[Breach]:
    """Yield the breaches of one law by which pairs are connected that were not."""
    before = Units(was, question.unit)
    ends = _fronts(question, graph, units, heads)
    led = _led(question, graph, units, ends)
    for name, bits in _led(question, was, before, [was.number(graph.name(end)) for end in ends]).items():
        led[name] = led.get(name, 0) & ~bits
    for at, end in enumerate(ends):
        if fresh := {name for name, bits in led.items() if bits >> at & 1}:
            yield from _breaches(question, graph, units, end, fresh.__contains__)


def _units(question: Question, graph: View, indexes: Iterable[Index]) -> Units:
    """Return the unit of every node that some index has; those of others are found out one by one."""
    units = Units(graph, question.unit)
    for index in indexes:
        units.update(dict.fromkeys(index.nodes, -1))
        for number, spans in enumerate(question.spans(index)):
            units.update(dict.fromkeys((index.nodes[at] for at in each(spans)), number))
    return units


def _meet(question: Question, behind: Index, front: Index) -> bool:
    """Tell whether a unit that lies ahead is banned to one that lies behind: without names of nodes this is cheap."""
    ends = [number for number, spans in enumerate(question.spans(front)) if spans]
    if not ends:
        return False
    starts = sum(1 << number for number, spans in enumerate(question.spans(behind)) if spans)
    return any(question.into(end) & starts for end in ends)


def _ends(
    question: Question, graph: View, units: Mapping[int, int], starts: list[int], useful: Callable[[int], bool]
) -> list[int]:
    """Return the modules by which a unit is entered that some importer must not reach."""
    bits: dict[int, int] = {}
    found = set()
    queue = [(start, 1 << units[start]) for start in starts]
    for node, importers in queue:
        for near in graph.next(node):
            if not useful(near):
                continue
            if (unit := units[near]) >= 0:
                if question.into(unit) & importers & ~(1 << unit):
                    found.add(near)
            elif fresh := importers & ~bits.get(near, 0):
                bits[near] = bits.get(near, 0) | fresh
                queue.append((near, fresh))
    return sorted(found, key=graph.name)


def _fronts(question: Question, graph: View, units: Mapping[int, int], heads: list[int]) -> list[int]:
    """Return the modules by which a unit is entered from added edges, nothing listed between."""
    listed = {node for node, unit in units.items() if unit >= 0}
    reached = ahead(graph.next, heads, listed) & listed
    return sorted((node for node in reached if question.into(units[node])), key=graph.name)


def _behind(question: Question, graph: View, units: Mapping[int, int], end: int) -> tuple[dict[int, int], list[int]]:
    """Return how far everything is from an end, and the importers among it that must not reach it."""
    far, queue, importers = {end: 0}, [end], []
    for node in queue:
        for near in graph.prev(node):
            if near in far:
                continue
            far[near] = far[node] + 1
            if units[near] < 0:
                queue.append(near)
            elif question.bans(units[near], units[end]):
                importers.append(near)
    return far, importers


def _led(question: Question, graph: View, units: Mapping[int, int], ends: list[int]) -> dict[str, int]:
    """Return the importers that lead to ends they must not reach, each with the bits of these (places in the list).

    All ends at once: one edge that closes a large knot brings many.
    """
    bits: dict[int, int] = {}
    queue = [(end, 1 << at) for at, end in enumerate(ends) if end >= 0]
    for node, carried in queue:
        for near in graph.prev(node):
            if fresh := carried & ~bits.get(near, 0):
                bits[near] = bits.get(near, 0) | fresh
                if units[near] < 0:
                    queue.append((near, fresh))
    banned: dict[int, int] = {}
    for importer in {units[node] for node in bits} - {-1}:
        here = [at for at, end in enumerate(ends) if end >= 0 and question.bans(importer, units[end])]
        banned[importer] = sum(1 << at for at in here)
    return {graph.name(node): led for node, all_bits in bits.items() if (led := all_bits & banned.get(units[node], 0))}


def _breaches(
    question: Question, graph: View, units: Mapping[int, int], end: int, told: Callable[[str], bool] | None = None
) -> Iterator[Breach]:
    far, importers = _behind(question, graph, units, end)
    for name, node in sorted((graph.name(node), node) for node in importers):
        if (told is None or told(name)) and question.rule.near.holds(name):
            yield Breach(question=question, chain=_chain(graph, units, far, node))


def _chain(graph: View, units: Mapping[int, int], far: Mapping[int, int], start: int) -> tuple[Edge, ...]:
    """Walk from an importer to the end that `far` measures from, the first name at each step."""
    edges, node, source = [], start, graph.name(start)
    while far[node]:
        steps = {near for near in graph.next(node) if far.get(near, -1) == far[node] - 1}
        target, node = min((graph.name(near), near) for near in steps if not far[near] or units[near] < 0)
        edges.append(Edge(source=source, target=target, name=""))
        source = target
    return tuple(edges)
