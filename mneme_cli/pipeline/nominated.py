"""In a check of everything: which file must be read for which rule, from the graph if there is one, else from bytes."""

from __future__ import annotations

from mneme_cli.evidence.barrels import Barrels
from mneme_cli.judge.nominate import by_bytes, by_graph
from mneme_cli.languages import known
from mneme_cli.model.fact import NAMED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.graph.view import View
    from mneme_cli.judge.nominate import Demand
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule


FEW = 20
"""So few files are read faster than the graph is asked; both nominate for the same findings."""


def everything(policy: Policy, sources: Sources, paths: tuple[str, ...]) -> Demand:
    """Return the rules that can find something in each file of a tree."""
    policy = policy.opened()
    if len(paths) <= FEW:
        return _read(policy, sources, paths, "hbcm")
    graph = sources.graph() if sources.stored() or chained(policy) else None
    if graph is None:
        return _read(policy, sources, paths, "hbcm")
    barrels = Barrels(sources.after, sources.raws)
    demand, blind = by_graph(policy, graph, lambda rule, first: _leading(rule, first, barrels, graph))
    joined = {path: set(numbers) for path, numbers in demand.items()}
    for path, numbers in _blind(policy, paths, blind).items():
        joined.setdefault(path, set()).update(numbers)
    parts = policy.parts().replace("h", "")
    manifests = [path for path in paths if policy.reads(path)] if "m" in parts else []
    for some, which in ((paths, parts.replace("m", "")), (manifests, parts[-1:])):
        for path, numbers in _read(policy, sources, some, which).items():
            joined.setdefault(path, set()).update(numbers)
    return {path: tuple(sorted(joined[path])) for path in sorted(joined)}


def chained(policy: Policy) -> bool:
    """Tell whether some rule needs the graph: for chains, or to see through re-exports without reading every file."""
    rules = (policy.rule(number) for number in range(len(policy)))
    return any("graph" in rule.reads or rule.through for rule in rules)


def _read(policy: Policy, sources: Sources, paths: Iterable[str], parts: str) -> Demand:
    """Nominate by the bytes of every file."""
    if not parts:
        return {}
    tree = sources.after.tree
    return {path: numbers for path in paths if (numbers := by_bytes(policy, path, tree.read(path), parts=parts))}


def _blind(policy: Policy, paths: Iterable[str], numbers: Iterable[int]) -> Demand:
    """Nominate rules on imports of which the graph tells nothing: every code file that is near; chains once."""
    out: dict[str, tuple[int, ...]] = {}
    code = tuple(path for path in paths if known(path))
    for number in numbers:
        rule = policy.rule(number)
        if not set(rule.reads) <= {"imports", "graph"} or not rule.reads:
            continue
        for path in code[:1] if rule.reads == ("graph",) else code:
            if rule.everywhere or rule.near.holds(path):
                out[path] = (*out.get(path, ()), number)
    return out


def _leading(rule: Rule, first: Iterable[str], barrels: Barrels, graph: View) -> frozenset[str]:
    def selects(edge: Edge) -> bool:
        return any(entry.selects(edge.target, edge.name) for entry in rule.far)

    def importers(path: str) -> Iterable[str]:
        node = graph.number(path)
        rows = zip(graph.prev(node), graph.back_masks(node), strict=True) if node >= 0 else ()
        return sorted({graph.name(source) for source, mask in rows if mask & NAMED})

    return barrels.leading(sorted(path for path in first if importers(path)), importers, selects)
