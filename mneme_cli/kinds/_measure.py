"""The numbers of a file that `limit` can bound: each metric yields (path, number), or what must be known first."""

from __future__ import annotations

from mneme_cli import languages
from mneme_cli.model.fact import Want
from mneme_cli.relations._far import universe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule

    Measure = Callable[[Rule, Facts], Iterator[tuple[str, int] | Want]]


def _there(rule: Rule, facts: Facts, paths: Iterable[str]) -> list[str]:
    gone = {change.path for change in facts.change if change.op == "delete"}
    return [path for path in sorted(set(paths)) if path not in gone and rule.near.holds(path)]


def _lines(rule: Rule, facts: Facts) -> Iterator[tuple[str, int] | Want]:
    """Count the lines of each demanded file."""
    known = facts.rows("lines")
    for path in _there(rule, facts, facts.demand.get(rule.id, ())):
        if path not in known:
            yield Want(what="lines", side="after", paths=(path,))
        elif known[path]:
            yield path, known[path][0]


def _fan_out(rule: Rule, facts: Facts) -> Iterator[tuple[str, int] | Want]:
    """Count the files of ours that each demanded file imports."""
    known = facts.rows("imports")
    for path in _there(rule, facts, facts.demand.get(rule.id, ())):
        if path not in known:
            yield Want(what="imports", side="after", paths=(path,))
        elif languages.of(path) is not None:
            yield path, len({edge.target for edge in known[path] if _ours(edge, rule)} - {path})


def _ours(edge: Edge, rule: Rule) -> bool:
    return not edge.via and universe(edge.target) == "internal" and rule.counts(edge.kinds)


def _fan_in(rule: Rule, facts: Facts) -> Iterator[tuple[str, int] | Want]:
    """Count the files that import each demanded file, and each file that a changed edge leads to."""
    graph: Any = facts.graph  # an `Overlay`: its nodes are numbers, its masks are edge kinds
    if graph is None:
        yield Want(what="graph")
        return
    ends = {edge.target for edge in (*(facts.added or ()), *facts.removed) if universe(edge.target) == "internal"}
    for path in _there(rule, facts, ends.union(facts.demand.get(rule.id, ()))):
        if languages.of(path) is None:
            continue
        node = graph.number(path)
        rows = zip(graph.prev(node), graph.back_masks(node), strict=True) if node >= 0 else ()
        yield path, len({source for source, kinds in rows if rule.counts(kinds)} - {node})


MEASURES: dict[str, Measure] = {"lines": _lines, "fan_in": _fan_in, "fan_out": _fan_out}
"""By the word in YAML."""
