"""A rule in which something is wrong does not stand, and what is left of it is read: all problems are told at once."""

from __future__ import annotations

from mneme_cli.decisions.reading.track import Walk
from mneme_cli.decisions.reading.walk import read
from mneme_cli.decisions.shapes import clause
from mneme_cli.model.corpus import Draft

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.decisions.reading.node import Node
    from mneme_cli.decisions.reading.track import At

_ROUNDS = 8
"""What is taken out may leave something that lacks it, each time one level higher."""
_SILENT = ("proposed", "rejected", "retired")
"""Nothing in such a decision is read for what it selects."""
_BARE = {"type": "object", "properties": clause.MODIFIERS, "additionalProperties": False}


def drafts(walk: Walk, root: Node, verbs: Mapping[str, Any], owner: str, sound: bool) -> tuple[Draft, ...]:
    """Make a draft of every rule that does not stand. sound: the decision does, so that a whole rule is none."""
    keys = {key.value: node for key, node in root.value}
    rules = keys.get("rules")
    silent = "status" in keys and keys["status"].value in _SILENT
    out: list[Draft] = []
    for key, node in rules.value if rules and rules.kind == "map" and not silent else ():
        if node.kind == "map" and (not sound or walk.broken("rules", key.value)):
            out += _of(walk, key.value, node, verbs, owner)
    return tuple(out)


def _of(walk: Walk, key: str, node: Node, verbs: Mapping[str, Any], owner: str) -> Iterator[Draft]:
    """Read a rule once for each verb it has; without one it says where at least."""
    named = [name.value for name, _ in node.value if name.value in verbs]
    whole = clause.schema(verbs)
    for verb in named or [""]:
        one = node._replace(
            value=tuple((name, value) for name, value in node.value if name.value not in {*named} - {verb})
        )
        trial, value, gone = _left(walk, one, whole if verb else _BARE, ("rules", key))
        if value is not None:
            made = clause.made(trial, key, value, verbs, owner)
            yield Draft(clause=made, whole=not any(at[:1] == (verb,) for at in gone))


def _left(walk: Walk, node: Node | None, schema: dict[str, Any], at: At) -> tuple[Walk, Any, set[At]]:
    """Take out what is wrong until nothing is; return what is read then, and what was taken out."""
    gone: set[At] = set()
    for _ in range(_ROUNDS):
        trial = Walk(walk.path, walk.text, {"$defs": walk.defs})
        value = read(trial, node, schema, at) if node else None
        wrong = {told[len(at) :] for told, _ in trial.problems}
        if not wrong:
            return trial, value, gone
        gone |= wrong
        node = _without(node, wrong - {()}) if node else None
    return walk, None, gone


def _without(node: Node, gone: set[At]) -> Node | None:
    """Return a node without what lies at some key paths; None if it is one of them itself."""
    if node.kind == "list":  # it may be short for the map that the path leads through
        gone = {at if not at or at[0].isdigit() else at[1:] for at in gone}
    if () in gone or (gone and node.kind not in ("map", "list")):
        return None
    if node.kind == "map":
        below = [(key, _without(value, _under(gone, key.value))) for key, value in node.value]
        return node._replace(value=tuple((key, value) for key, value in below if value))
    if node.kind == "list":
        left = [_without(entry, _under(gone, str(at))) for at, entry in enumerate(node.value)]
        return node._replace(value=tuple(entry for entry in left if entry))
    return node


def _under(gone: set[At], name: str) -> set[At]:
    return {at[1:] for at in gone if at[:1] == (name,)}
