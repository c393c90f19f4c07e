"""A circle of siblings: import-linter names the imports it would cut, mneme every import that lies inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.importers.import_linter.unseen import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.importers import Case
    from mneme_cli.model.fact import Edge

    Hop = tuple[str, str]


def circle(case: Case) -> str:
    """Prove that an import lies in the circle that import-linter would cut elsewhere, in its own graph."""
    assert case.finding is not None
    if why := next((why for edge in _written(case) if (why := unseen(edge, case))), ""):
        return why
    exempt = case.answer.exempt.get(case.said.name, frozenset())
    graph = [hop for hop in case.answer.facts["edges"] if hop not in exempt]
    here = (case.said.source, case.said.target)
    for contract in case.answer.facts["contracts"].get(case.said.name, ()):
        for route in contract["routes"]:
            one, other, lines = route["steps"][0][0]
            if here in graph and _round(graph, route["near"], here, (one, other)):
                line = f":{lines[0]}" if lines else ""
                return (
                    f"it lies in the circle of {route['near']} that import-linter would cut at {one}{line} -> {other}"
                )
    return ""


def _written(case: Case) -> Iterable[Edge]:
    """Return the import itself as we read it: a circle's chain tells no lines and no kinds."""
    assert case.finding is not None
    found = [edge for edge in case.edges(case.finding.source) if edge.target == case.finding.target]
    return found[:1]


def _round(graph: list[Hop], package: str, here: Hop, there: Hop) -> bool:
    """Tell whether two imports lie in one circle of the children of a package."""
    ways: dict[str, set[str]] = {}
    for one, other in graph:
        near, far = _child(one, package), _child(other, package)
        if near and far and near != far:
            ways.setdefault(near, set()).add(far)
    ends = [_child(each, package) for each in (*here, *there)]
    if not all(ends) or ends[0] == ends[1]:
        return False
    return ends[2] in _reached(ways, ends[1]) and ends[0] in _reached(ways, ends[3])


def _child(module: str, package: str) -> str:
    """Return the child of a package that a module lies in, "" if it lies outside (the package's own is no child)."""
    rest = module.removeprefix(f"{package}.")
    return "" if rest == module else rest.partition(".")[0]


def _reached(ways: dict[str, set[str]], start: str) -> set[str]:
    seen, stack = {start}, [start]
    while stack:
        fresh = ways.get(stack.pop(), set()) - seen
        seen |= fresh
        stack += fresh
    return seen
