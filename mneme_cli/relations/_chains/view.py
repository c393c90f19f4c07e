"""The graph as one rule sees it: edges of other kinds and hidden exceptions are gone before any chain is sought.

Filtering afterwards is the classic mistake: a tool that finds a cycle first and then asks whether it is a runtime
cycle has looked at one cycle of many (https://github.com/sverweij/dependency-cruiser, `viaOnly`).
"""

from __future__ import annotations

from mneme_cli.relations._chains.index import bare, index_of
from mneme_cli.relations._chains.spans import each, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.rule import Aside, Rule

    Sieve = tuple[int, int, tuple[Aside, ...]]


def sieve(rule: Rule) -> Sieve:
    """Return what makes two rules see the same graph: kinds wanted, kinds unwanted, exceptions that hide."""
    return rule.edges, rule.without, tuple(aside for aside in rule.asides if aside.hide)


def by_sieve(rules: Iterable[Rule]) -> list[tuple[Sieve, tuple[Rule, ...]]]:
    """Group rules that see the same graph."""
    groups: dict[Sieve, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(sieve(rule), []).append(rule)
    return [(key, tuple(groups[key])) for key in groups]


def seen(graph: View, key: Sieve) -> View:
    """Return the graph as the rules of one sieve see it; the graph itself if they see all of it."""
    edges, without, asides = key
    if not edges and not without and not asides:
        return graph
    return graph.filtered(_keep(edges, without), frozenset(_hidden(graph, asides)))


def counts(key: Sieve, edge: Edge) -> bool:
    """Tell whether an edge is in the graph that the rules of one sieve see."""
    edges, without, asides = key
    if edge.via or not _keep(edges, without)(edge.kinds):
        return False
    return not _any(asides, edge.source, edge.target)


def covered(rule: Rule, source: str, target: str) -> bool:
    """Tell whether an exception of a rule, in force or not, is about a source and a target."""
    return _any(rule.asides, source, target)


def _any(asides: Iterable[Aside], source: str, target: str) -> bool:
    return any(aside.where.holds(source) and _meant(aside, target) for aside in asides)


def _keep(edges: int, without: int) -> Callable[[int], bool]:
    return lambda kinds: (not edges or bool(kinds & edges)) and not kinds & without


def _meant(aside: Aside, target: str) -> bool:
    return not aside.target or any(selector.selects(target, bare(target)) for selector in aside.target)


def _hidden(graph: View, asides: tuple[Aside, ...]) -> Iterator[tuple[str, str]]:
    """Name the edges that exceptions hide; the targets are looked at first because there are fewer of them."""
    index = index_of(graph) if asides else None
    for aside in asides:
        assert index is not None
        if aside.target:
            for at in each(union([span for entry in aside.target for span in index.selector(entry)])):
                sources = {graph.name(node) for node in graph.prev(index.nodes[at])}
                yield from ((source, index.names[at]) for source in sources if aside.where.holds(source))
        else:
            for at in each(index.region(aside.where)):
                yield from ((index.names[at], graph.name(node)) for node in graph.next(index.nodes[at]))
