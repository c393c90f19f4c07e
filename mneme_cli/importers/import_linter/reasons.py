"""Why only one side tells an import: each reason is proven on it, from the graph that import-linter wrote and ours.

A chain is one for both if each of its imports is. What is left then is which chains a tool tells: import-linter some of
those that share an import, mneme the shortest for each two ends.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mneme_cli import languages
from mneme_cli.importers import ABOUT
from mneme_cli.importers._modules import module_of
from mneme_cli.importers.import_linter.circles import circle
from mneme_cli.importers.import_linter.unseen import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.importers import Case, Row
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.tree import Tree

    Hop = tuple[str, str]


def reason(case: Case) -> str:
    """Prove why only one side tells an import, "" if nothing does."""
    kinds = {each["type"] for each in case.answer.facts["contracts"].get(case.said.name, ())}
    if kinds == {"acyclic_siblings"}:
        return circle(case) if case.who == "ours" else ""
    return _ours(case) if case.who == "ours" else _theirs(case)


def _ours(case: Case) -> str:
    """Prove why import-linter does not tell it: it does not see a hop of the chain, or tells another chain."""
    assert case.finding is not None
    if why := next((why for edge in case.finding.chain if (why := unseen(edge, case))), ""):
        return why
    hops = _hops(case)
    graph, exempt = case.answer.facts["edges"], case.answer.exempt.get(case.said.name, frozenset())
    if not hops or any(hop not in graph or hop in exempt for hop in hops):
        return ""
    for contract, route in _routes(case):
        if not _between(contract, route, hops[0][0], hops[-1][1]):
            continue
        if shared := next((hop for hop in hops if hop in _links(route)), None):
            return f"its chain is one for import-linter, which tells another one through {_place(shared, graph)}"
        if (hops[0][0], hops[-1][1]) in _ends(route):
            return f"its chain is one for import-linter, which tells another way from {hops[0][0]} to {hops[-1][1]}"
    return ""


def _theirs(case: Case) -> str:
    """Prove why we do not tell it: every chain of theirs that it lies on is one for us, and we tell another."""
    hop = (case.said.source, case.said.target)
    whys = [_told(case, contract, route) for contract, route in _routes(case) if hop in _links(route)]
    return whys[0] if whys and all(whys) else ""


def _told(case: Case, contract: dict[str, Any], route: dict[str, Any]) -> str:
    read = {hop: _read(hop, case) for hop in sorted(_links(route))}
    if not all(read.values()):
        return ""
    for hop, edges in read.items():
        if all(case.excused(edge) for edge in edges):
            why = next((row.why for row in case.rows if _wider(row)), "")
            return f"`except` takes out {hop[0]} -> {hop[1]}: {why}" if why else ""
    named = [hops for hops in case.ours if hops and hops[0].name == case.said.name]
    breaches = [hops for hops in named if _between(contract, route, hops[0].source, hops[-1].target)]
    ours = {hop.edge[1:] for hops in breaches for hop in hops}
    if shared := next((hop for hop in read if hop in ours), None):
        at = _place(shared, case.answer.facts["edges"])
        return f"its chain is one for mneme, which tells another one through {at}"
    if both := sorted({(hops[0].source, hops[-1].target) for hops in breaches} & _ends(route)):
        return f"its chain is one for mneme, which tells another way from {both[0][0]} to {both[0][1]}"
    return ""


def _wider(row: Row) -> bool:
    return row.what == "ignore_imports" and row.how == ABOUT


def _hops(case: Case) -> tuple[Hop, ...]:
    """Return our chain as import-linter's modules."""
    assert case.finding is not None
    roots = languages.take("python").layout(case.tree, (), {}).of("python")
    return tuple((module_of(each.source, roots), module_of(each.target, roots)) for each in case.finding.chain)


def _routes(case: Case) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    found = case.answer.facts["contracts"].get(case.said.name, ())
    return [(contract, route) for contract in found for route in contract["routes"]]


def _links(route: dict[str, Any]) -> set[Hop]:
    return {(one, other) for step in route["steps"] for one, other, _ in step}


def _ends(route: dict[str, Any]) -> set[Hop]:
    return {(first[0], last[1]) for first in route["steps"][0] for last in route["steps"][-1]}


def _between(contract: dict[str, Any], route: dict[str, Any], first: str, last: str) -> bool:
    """Tell whether a chain leads between the two that import-linter says are not kept apart."""
    if not contract["whole"]:
        return bool((first, last) == (route["near"], route["far"]))
    return f"{first}.".startswith(f"{route['near']}.") and f"{last}.".startswith(f"{route['far']}.")


def _place(hop: Hop, graph: dict[Hop, tuple[int, ...]]) -> str:
    line = min(graph.get(hop, ()), default=0)
    return f"{hop[0]}{f':{line}' if line else ''} -> {hop[1]}"


def _read(hop: Hop, case: Case) -> tuple[Edge, ...]:
    """Return an import as we read it, () if we do not."""
    roots = languages.take("python").layout(case.tree, (), {}).of("python")
    path = _paths(case.tree).get(hop[0], "")  # type: ignore[arg-type] # trees are compared by identity
    found = case.edges(path) if path else ()
    return tuple(edge for edge in found if not edge.via and module_of(edge.target, roots) == hop[1])


@lru_cache(maxsize=2)
def _paths(tree: Tree) -> dict[str, str]:
    roots = languages.take("python").layout(tree, (), {}).of("python")
    return {module_of(path, roots): path for path in tree.list() if path.endswith(".py")}
