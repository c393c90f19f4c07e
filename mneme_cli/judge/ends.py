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
    from collections.abc import Iterable, Iterator, Mapping

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
    paths = _asked(rules, facts)
    if facts.added is None or not paths:
        return facts, ()
    names = old_names(facts.change)
    after, before = facts.after.get("imports", {}), facts.before.get("imports", {})
    wants = [Want("imports", "after", tuple(path for path in paths if path not in after))]
    olds = (names.get(path, path) for path in paths)
    wants.append(Want("imports", "before", tuple(path for path in olds if path not in before)))
    if missing := tuple(want for want in wants if want.paths):
        return facts, missing
    return _laid(facts, paths, names, new_targets(facts.change)), ()


def _asked(rules: Iterable[Rule], facts: Facts) -> list[str]:
    return sorted({path for rule in rules if "graph" in rule.reads for path in facts.demand.get(rule.id, ())})


def _laid(facts: Facts, paths: list[str], names: Mapping[str, str], aims: Mapping[str, str]) -> Facts:
    """Lay in which edges come and go. names: new path to old; aims: old path to what its importers lead to now."""
    back, olds = {old: new for new, old in names.items()}, old_names(facts.change)
    now = [edge for path in paths for edge in facts.after["imports"][path] if not edge.via]
    then = (edge for path in paths for edge in facts.before["imports"][olds.get(path, path)] if not edge.via)
    was = [_moved(edge, back, aims) for edge in then]
    return facts._replace(added=_less(now, was), removed=_less(was, now))


def called(rules: Iterable[Rule], facts: Facts) -> Iterator[tuple[Iterable[Rule], Facts]]:
    """Yield the facts of a change as rules see them: today's names are laid into what was there before.

    So who was connected is known whatever it was called. A file that moves to another side of a rule is new to it:
    what it was connected with was no breach there. Rules that see the same files move are judged together.
    """
    names, aims = old_names(facts.change), new_targets(facts.change)
    pairs = sorted({*((old, new) for new, old in names.items()), *aims.items()})
    if not pairs or facts.added is None:
        yield rules, facts
        return
    parts: dict[tuple[tuple[str, str], ...], list[Rule]] = {}
    for rule in rules:
        parts.setdefault(tuple(pair for pair in pairs if _crosses(rule, *pair)), []).append(rule)
    paths = _asked(rules, facts)
    for crossed, part in sorted(parts.items()):
        kept = {new: old for new, old in names.items() if (old, new) not in crossed}
        led = {old: new for old, new in aims.items() if (old, new) not in crossed}
        seen = _laid(facts, paths, kept, led) if crossed and paths else facts
        if facts.was and (kept or led):
            seen = seen._replace(was=facts.was.called({old: new for new, old in kept.items()}, led))
        yield part, seen


def _crosses(rule: Rule, old: str, new: str) -> bool:
    """Tell whether a rule on chains sees a file otherwise under its new name; of units by folder that is not known."""
    if "graph" not in rule.reads or _module(old) == _module(new):
        return False
    far = _module(old)[0].rpartition("/")[0] != _module(new)[0].rpartition("/")[0]
    return (far and rule.kind in _UNITS) or _side(rule, old) != _side(rule, new)


def _side(rule: Rule, path: str) -> tuple[bool, ...]:
    return (rule.near.holds(path), *(entry.selects(path, "") for entry in rule.far))


def _moved(edge: Edge, back: Mapping[str, str], aims: Mapping[str, str]) -> Edge:
    return edge._replace(source=back.get(edge.source, edge.source), target=aims.get(edge.target, edge.target))


def _less(edges: list[Edge], others: list[Edge]) -> tuple[Edge, ...]:
    """Subtract by source, target and kinds; lines do not count."""
    known = {(edge.source, edge.target, edge.kinds) for edge in others}
    return tuple(sorted(edge for edge in edges if (edge.source, edge.target, edge.kinds) not in known))
