"""A change has two ends: which edges it adds, which it takes away, carried through renames."""

from __future__ import annotations

from mneme_cli.model.fact import Want

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.fact import Change, Edge, Facts
    from mneme_cli.model.rule import Rule


def old_names(changes: Iterable[Change]) -> dict[str, str]:
    """Map the new path of each renamed file to its old one."""
    return {change.path: change.was for change in changes if change.was}


def ends(rules: Iterable[Rule], facts: Facts) -> tuple[Facts, tuple[Want, ...]]:
    """Lay the added and removed edges into the facts of a change, or say what is missing to know them."""
    paths = sorted({path for rule in rules if "graph" in rule.reads for path in facts.demand.get(rule.id, ())})
    if facts.added is None or not paths:
        return facts, ()
    names = old_names(facts.change)
    after, before = facts.after.get("imports", {}), facts.before.get("imports", {})
    olds = [names.get(path, path) for path in paths]
    wants = [Want("imports", "after", tuple(path for path in paths if path not in after))]
    wants.append(Want("imports", "before", tuple(path for path in olds if path not in before)))
    if missing := tuple(want for want in wants if want.paths):
        return facts, missing
    back = {old: new for new, old in names.items()}
    now = [edge for path in paths for edge in after[path] if not edge.via]
    was = [_moved(edge, back) for path in olds for edge in before[path] if not edge.via]
    return facts._replace(added=_less(now, was), removed=_less(was, now)), ()


def _moved(edge: Edge, back: dict[str, str]) -> Edge:
    return edge._replace(source=back.get(edge.source, edge.source), target=back.get(edge.target, edge.target))


def _less(edges: list[Edge], others: list[Edge]) -> tuple[Edge, ...]:
    """Subtract by source, target and kinds; lines do not count."""
    known = {(edge.source, edge.target, edge.kinds) for edge in others}
    return tuple(sorted(edge for edge in edges if (edge.source, edge.target, edge.kinds) not in known))
