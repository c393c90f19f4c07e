"""Where imports run in circles: knots of files, of components, of a package's children, before a change and after it.

Edges are filtered before components are sought (strongly connected components, Tarjan), so a cycle is found whatever
other cycles run through the same files.
"""

from __future__ import annotations

from mneme_cli.graph.cycles import components
from mneme_cli.relations._chains.index import OUTSIDE
from mneme_cli.relations._chains.search import part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import NamedTuple

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Edge

    Pair = tuple[str, str]
    Knots = Callable[[View, Iterable[str] | None], Iterable["Knot"]]
    """A graph and the files to start from (None: all) → its knots."""
    Place = Callable[[str, str], tuple[str, str, str] | None]
    """Source and target of an edge → where it counts: group, unit of the source, unit of the target. None: nowhere."""
else:
    from mneme_cli.model.noun import NamedTuple


class Knot(NamedTuple):
    """Units each of which leads to every other.

    group: the package whose children they are, "" = the whole repository.
    edges: (unit, unit) → the imports of files that make it, sorted.
    """

    group: str
    edges: dict[Pair, tuple[Pair, ...]]

    def imports(self) -> set[Pair]:
        """Return every import of one file by another that lies inside."""
        return {pair for pairs in self.edges.values() for pair in pairs}


def of_files(graph: View, names: Iterable[str] | None) -> Iterator[Knot]:
    """Yield the knots of files, or only those among what some files lead to."""
    starts = range(graph.nodes) if names is None else [node for name in names if (node := graph.number(name)) >= 0]
    nodes, rows = (starts, graph.rows()) if names is None else part(graph, starts)
    for members in components(rows)[1]:
        if len(members) > 1:
            inside = frozenset(members)
            ties = [(at, near) for at in members for near in rows[at] if near in inside and near != at]
            pairs = {(graph.name(nodes[at]), graph.name(nodes[near])) for at, near in ties}
            yield Knot(group="", edges={pair: (pair,) for pair in sorted(pairs)})


def of_units(graph: View, place: Place) -> Iterator[Knot]:
    """Yield the knots of units that files belong to, by group."""
    names = [graph.name(node) for node in range(graph.nodes)]
    groups: dict[str, dict[Pair, set[Pair]]] = {}
    for node, source in enumerate(names):
        for near in graph.next(node):
            if found := place(source, names[near]):
                group, one, other = found
                groups.setdefault(group, {}).setdefault((one, other), set()).add((source, names[near]))
    for group in sorted(groups):
        yield from _tied(group, groups[group])


def _tied(group: str, edges: dict[Pair, set[Pair]]) -> Iterator[Knot]:
    names = sorted({unit for pair in edges for unit in pair})
    number = {name: at for at, name in enumerate(names)}
    out: list[list[int]] = [[] for _ in names]
    for one, other in sorted(edges):
        out[number[one]].append(number[other])
    for members in components(out)[1]:
        if len(members) > 1:
            inside = {names[at] for at in members}
            kept = sorted(pair for pair in edges if pair[0] in inside and pair[1] in inside)
            yield Knot(group=group, edges={pair: tuple(sorted(edges[pair])) for pair in kept})


def new_knots(knots: Knots, graph: View, was: View, added: Iterable[Edge]) -> Iterator[tuple[Knot, set[Pair]]]:
    """Yield the knots that an added edge runs through, each with the imports that lay in some knot before."""
    pairs = {(edge.source, edge.target) for edge in added}
    touched = [knot for knot in knots(graph, [target for _, target in pairs]) if not pairs.isdisjoint(knot.imports())]
    files = {source for knot in touched for source, _ in knot.imports()}
    before = {pair for knot in knots(was, files) for pair in knot.imports()} if touched else set()
    for knot in touched:
        yield knot, before


def by_unit(unit: Callable[[str], int], text: Callable[[int], str]) -> Place:
    """Place edges between the units of files: components."""
    known: dict[str, int] = {}

    def of(name: str) -> int:
        if name not in known:
            known[name] = unit(name)
        return known[name]

    def place(source: str, target: str) -> tuple[str, str, str] | None:
        one, other = of(source), of(target)
        return ("", text(one), text(other)) if one >= 0 and other >= 0 and one != other else None

    return place


def by_children(wanted: Callable[[str], bool]) -> Place:
    """Place an edge in the one package where it runs between two children: the deepest folder that holds both ends."""

    def place(source: str, target: str) -> tuple[str, str, str] | None:
        if target.startswith(OUTSIDE):
            return None
        here, there = source.split("/"), target.split("/")
        at = 0
        while at < len(here) - 1 and at < len(there) - 1 and here[at] == there[at]:
            at += 1
        one, other = _child(here, at), _child(there, at)
        group = "/".join(here[:at])
        return (group, one, other) if one and other and one != other and wanted(group) else None

    return place


def _child(parts: list[str], at: int) -> str:
    if at < len(parts) - 1:
        return parts[at]
    name = parts[at].rpartition(".")[0] or parts[at]
    return "" if name == "__init__" else name
