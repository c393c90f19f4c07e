"""Children of a container that a law does not list: an order that must be exhaustive ends where one appears."""

from __future__ import annotations

from mneme_cli.kinds._units import containers, descents
from mneme_cli.model.fact import Want
from mneme_cli.model.finding import Finding
from mneme_cli.relations._chains.index import index_of, index_of_paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations._chains.index import Index


def strangers(rule: Rule, facts: Facts, names: tuple[str, ...]) -> Iterator[Finding | Want]:
    """Yield one finding for each child that is not listed, anchored at its first file; in a change, for new ones."""
    if facts.added is not None:
        fresh = index_of_paths(change.path for change in facts.change if change.op == "add")
        if not _children(rule, fresh, names):
            return
    if facts.graph is None:
        yield Want(what="graph")
        return
    known = {} if facts.was is None else _children(rule, _less(facts.was, facts, "add"), names)
    for child, files in sorted(_children(rule, _less(facts.graph, facts, "delete"), names).items()):
        if child not in known and rule.near.holds(files[0]):
            claim = f"lies in {child}, which the order does not list"
            yield Finding(rule=rule.id, source=files[0], target=child, claim=claim)


def _less(graph: View, facts: Facts, op: str) -> Index:
    """Index one end of a change; an overlay keeps the nodes of files that are not there at this end."""
    absent = {graph.number(change.path) for change in facts.change if change.op == op}
    return index_of(graph, [node for node in range(graph.nodes) if node not in absent] if absent else None)


def _children(rule: Rule, index: Index, names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the unlisted children, each with its files in order (its own module first)."""
    found: dict[str, list[str]] = {}
    for container in containers(index, rule.far):
        prefix = container + "/" if container else ""
        low, high = index.under(prefix)
        for path in index.between(low, high):
            child = [*descents(path, container)][-1:]
            if child and child[0] not in names:
                found.setdefault(prefix + child[0], []).append(path)
    return {child: sorted(files, key=lambda path: ("/__init__." not in path, path)) for child, files in found.items()}
