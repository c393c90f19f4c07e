"""Find the chains that break laws over units, all laws at once in a whole graph; of a change `brought` finds them.

A chain's first hop leaves the importer's unit, its last enters the target's, and no module between lies in a unit of
the law (grimp's rule for layers, https://github.com/python-grimp/grimp). One shortest chain is told for each pair of
first importer and module entered; of equally short ones, the first by the names of its modules.
"""

from __future__ import annotations

from mneme_cli.model.fact import Edge
from mneme_cli.relations._chains.question import Units
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
    """One broken pair. chain: file to file; lines are not in a graph, whoever judges reads them from the files.

    known: the pair was connected before the change, which adds an import from one to the other.
    """

    question: Question
    chain: tuple[Edge, ...]
    known: bool = False

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
        return claim(self.chain, known=self.known) + (f": {words}" if words else "")


def claim(chain: tuple[Edge, ...], *, known: bool) -> str:
    """Say what a chain does, as words after the path that it begins with."""
    told = f"{'imports' if len(chain) == 1 else 'reaches'} {chain[-1].target}"
    return f"{told}, which it reached before" if known else told


def everywhere(questions: Iterable[Question], graph: View, index: Index) -> Iterator[Breach]:
    """Yield every breach in a graph."""
    from mneme_cli.relations._chains.sift import suspects  # a hook asks about its own edges, and never for this

    for question, useful in suspects(questions, graph, index):
        units = Units(graph, question.unit)
        units.update(dict.fromkeys(range(graph.nodes), -1))
        starts = []
        for number, spans in enumerate(question.spans(index)):
            nodes = [index.nodes[at] for at in each(spans)]
            units.update(dict.fromkeys(nodes, number))
            starts += [node for node in nodes if useful(node)]
        for end in _ends(question, graph, units, starts, useful):
            yield from entered(question, graph, units, end)


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


def entered(
    question: Question, graph: View, units: Mapping[int, int], end: int, told: Callable[[str], bool] | None = None
) -> Iterator[Breach]:
    """Yield the breaches of one law that enter a unit by one module. told: which importers count, None = all."""
    far, importers = _behind(question, graph, units, end)
    for name, node in sorted((graph.name(node), node) for node in importers):
        if (told is None or told(name)) and question.rule.near.holds(name):
            yield Breach(question=question, chain=shortest(graph, units, far, node))


def shortest(graph: View, units: Mapping[int, int], far: Mapping[int, int], start: int) -> tuple[Edge, ...]:
    """Walk from an importer to the end that `far` measures from, the first name at each step."""
    edges, node, source = [], start, graph.name(start)
    while far[node]:
        steps = {near for near in graph.next(node) if far.get(near, -1) == far[node] - 1}
        target, node = min((graph.name(near), near) for near in steps if not far[near] or units[near] < 0)
        edges.append(Edge(source=source, target=target, name=""))
        source = target
    return tuple(edges)


def again(question: Question, graphs: tuple[View, View], source: str, end: int) -> Iterator[Breach]:
    """Yield as known an import between what was connected before, if it was not there, of whatever kinds.

    graphs: after the change and before it.
    """
    graph, was = graphs
    there = was.number(graph.name(end)) in was.next(was.number(source))
    if not there and end in graph.next(graph.number(source)):
        edge = Edge(source=source, target=graph.name(end), name="")
        yield Breach(question=question, chain=(edge,), known=True)
