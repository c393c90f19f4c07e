"""In a check of everything: which file must be read for which rule, from the graph if there is one, else from bytes."""

from __future__ import annotations

from itertools import compress

from mneme_cli.evidence.barrels import Barrels
from mneme_cli.judge.nominate import by_bytes, by_graph, speaks
from mneme_cli.languages import known
from mneme_cli.model.fact import NAMED
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.graph.flat import Graph
    from mneme_cli.graph.view import View
    from mneme_cli.judge.nominate import Demand
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree


FEW = 20
"""So few files are read faster than the graph is asked; both nominate for the same findings."""


def everything(policy: Policy, sources: Sources, paths: tuple[str, ...]) -> Demand:
    """Return the rules that can find something in each file of a tree."""
    policy = policy.opened()
    graph = sources.graph() if len(paths) > FEW and asked(policy, sources) else None
    read, stated = parts(policy, graph=graph is not None)
    if graph is None:
        return _read(policy, sources, paths, read)
    hidden = _Hidden(graph, Barrels(sources.after, sources.raws))
    demand, blind = by_graph(policy, graph, lambda rule, first: _leading(rule, first, hidden, graph))
    joined = {path: set(numbers) for path, numbers in demand.items()}
    for path, numbers in _blind(policy, paths, blind).items():
        joined.setdefault(path, set()).update(numbers)
    manifests = [path for path in paths if policy.reads(path)] if stated else []
    for some, which in ((paths, read), (manifests, stated)):
        for path, numbers in _read(policy, sources, some, which).items():
            joined.setdefault(path, set()).update(numbers)
    return {path: tuple(sorted(joined[path])) for path in sorted(joined)}


def remembering(sources: Sources, paths: Iterable[str]) -> Sources:
    """Let many files be read from the store at once, where what they import is known already."""
    wanted = {*paths}
    if sources.raws is None or len(wanted) <= FEW or not sources.stored():
        return sources
    rows = sources.raws(wanted | _led_to(wanted, sources.graph()))
    own = sources.after.known
    after = sources.after._replace(known=lambda path: rows[path] if path in rows else own(path))
    return sources._replace(after=after)


def _led_to(paths: Iterable[str], graph: Graph | None) -> frozenset[str]:
    """Return the files that some files import: what these pass on is asked for each."""
    if graph is None:
        return frozenset()
    ends = {end for path in paths if (node := graph.number(path)) >= 0 for end in graph.next(node)}
    return frozenset(name for name in map(graph.name, sorted(ends)) if known(name))


def asked(policy: Policy, sources: Sources) -> bool:
    """Tell whether the graph is asked: some rule needs it for chains, or it is there and spares most of the reading.

    Where it is not, what rules bear on is read and nothing else; to build it for one check costs several times as much.
    """
    return sources.stored() or any("graph" in policy.rule(number).reads for number in range(len(policy)))


def chained(policy: Policy) -> bool:
    """Tell whether some rule is quicker with the graph: for chains, or to see through re-exports."""
    rules = (policy.rule(number) for number in range(len(policy)))
    return any("graph" in rule.reads or rule.through for rule in rules)


def parts(policy: Policy, *, graph: bool) -> tuple[str, str]:
    """Return the parts of a policy that bytes nominate: those of every file, and of manifests alone."""
    if not graph:
        return "hbcm", ""
    there = policy.parts().replace("h", "")
    return there.replace("m", ""), "m" if "m" in there else ""


def _read(policy: Policy, sources: Sources, paths: Iterable[str], parts: str) -> Demand:
    """Nominate by the bytes of every file, those aside of which somebody has said it already."""
    if not parts:
        return {}
    tree, known = sources.after.tree, sources.share.demand.get(parts, {}) if sources.share else {}
    paths = tuple(path for path in paths if path in known or speaks(policy, path, parts))
    tree.prefetch([path for path in paths if path not in known])
    asked = ((path, known[path] if path in known else _by(policy, path, tree, parts)) for path in paths)
    return {path: numbers for path, numbers in asked if numbers}


def _by(policy: Policy, path: str, tree: Tree, parts: str) -> tuple[int, ...]:
    return by_bytes(policy, path, tree.read(path), parts=parts)


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


class _Hidden:
    """Files that the graph has without their edges, as they are left alone: what comes through them is seen yet."""

    def __init__(self, graph: Graph, barrels: Barrels) -> None:
        self.graph, self.barrels = graph, barrels
        self._importers: dict[str, list[str]] | None = None

    def importers(self) -> Mapping[str, list[str]]:
        """Return path → the hidden files that may pass something of it on."""
        if self._importers is None:
            self._importers = {}
            for path, *_ in loads(self.graph.notes or "[]"):
                for target in sorted(self.barrels.targets(path)):
                    self._importers.setdefault(target, []).append(path)
        return self._importers


def _leading(rule: Rule, first: Collection[int], hidden: _Hidden, graph: View) -> frozenset[str]:
    def selects(edge: Edge) -> bool:
        return any(entry.selects(edge.target, edge.name) for entry in rule.far)

    def importers(path: str) -> Iterable[str]:
        node = graph.number(path)
        rows = zip(graph.prev(node), graph.back_masks(node), strict=True) if node >= 0 else ()
        return sorted({graph.name(source) for source, mask in rows if mask & NAMED}.union(unseen.get(path, ())))

    unseen = hidden.importers()
    near = list(compress(range(graph.nodes), graph.mark(rule.near)))
    if len(near) <= len(first):  # it costs less to read every file that is near than to follow what passes a name on
        return frozenset(map(graph.name, near))
    begin = {*map(graph.name, first), *(path for paths in unseen.values() for path in paths)}
    return hidden.barrels.leading(sorted(path for path in begin if importers(path)), importers, selects)
