"""A change has two ends: which edges it adds, which it takes away, carried through renames."""

from __future__ import annotations

from mneme_cli.languages import known
from mneme_cli.model.fact import Want

_FRONTS = {"py": "__init__", "pyi": "__init__"}
"""Suffix → what a folder's own module is called, where it is no `index`."""

_UNITS = ("layers", "independent")
"""Verbs whose units may be the folders below one."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.fact import Change, Edge, Facts
    from mneme_cli.model.rule import Rule


def old_names(changes: Iterable[Change]) -> dict[str, str]:
    """Map the new path of each renamed file, and of each module that became a package, to the old one.

    What a file holds tells first who it was: `a.py` that moved to `a/core.py` is not `a/__init__.py`.
    """
    moved = {change.path: change.was for change in changes if change.was}
    held = {*moved.values()}
    return {new: old for old, new in _same_module(changes).items() if new not in moved and old not in held} | moved


def new_targets(changes: Iterable[Change]) -> dict[str, str]:
    """Map the old path of each file to what an import of it leads to now: a module goes by its name alone."""
    return {change.was: change.path for change in changes if change.was} | _same_module(changes)


def _same_module(changes: Iterable[Change]) -> dict[str, str]:
    """Map files that went to files that came under which the same name is imported: `a.py` and `a/__init__.py`."""
    code = [change for change in changes if known(change.path)]
    came = {_module(change.path): change.path for change in code if change.op == "add"}
    gone = (change.path for change in code if change.op == "delete") if came else ()
    return {old: new for old in gone if (new := came.get(_module(old)))}


def _module(path: str) -> tuple[str, str]:
    """Return the folder or file that a module is, without what tells the two apart, and its suffix."""
    stem, _, suffix = path.rpartition(".")
    folder, _, name = stem.rpartition("/")
    return folder if folder and name == _FRONTS.get(suffix, "index") else stem, suffix


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
    back, aims = {old: new for new, old in names.items()}, new_targets(facts.change)
    now = [edge for path in paths for edge in after[path] if not edge.via]
    was = [_moved(edge, back, aims) for path in olds for edge in before[path] if not edge.via]
    return facts._replace(added=_less(now, was), removed=_less(was, now)), ()


def called(rules: Iterable[Rule], facts: Facts) -> Facts:
    """Lay today's names into the graph before a change, so that who was connected is known whatever it was called.

    A file that moves to another side of some rule is left out: what it was connected with was no breach there.
    """
    if facts.was is None or not facts.change:
        return facts
    asked = [rule for rule in rules if "graph" in rule.reads]
    names = {old: new for new, old in old_names(facts.change).items() if not _crosses(asked, old, new)}
    aims = {old: new for old, new in new_targets(facts.change).items() if not _crosses(asked, old, new)}
    return facts._replace(was=facts.was.called(names, aims)) if names or aims else facts


def _crosses(rules: Iterable[Rule], old: str, new: str) -> bool:
    """Tell whether a rule on chains sees a file otherwise under its new name; of units by folder that is not known."""
    if _module(old) == _module(new):
        return False
    far = _module(old)[0].rpartition("/")[0] != _module(new)[0].rpartition("/")[0]
    return any((far and rule.kind in _UNITS) or _side(rule, old) != _side(rule, new) for rule in rules)


def _side(rule: Rule, path: str) -> tuple[bool, ...]:
    return (rule.near.holds(path), *(entry.selects(path, "") for entry in rule.far))


def _moved(edge: Edge, back: dict[str, str], aims: dict[str, str]) -> Edge:
    return edge._replace(source=back.get(edge.source, edge.source), target=aims.get(edge.target, edge.target))


def _less(edges: list[Edge], others: list[Edge]) -> tuple[Edge, ...]:
    """Subtract by source, target and kinds; lines do not count."""
    known = {(edge.source, edge.target, edge.kinds) for edge in others}
    return tuple(sorted(edge for edge in edges if (edge.source, edge.target, edge.kinds) not in known))
