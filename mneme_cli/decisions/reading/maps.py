"""Maps beside a schema: known keys, free keys, unknown keys with the nearest known one, missing keys."""

from __future__ import annotations

import re

from mneme_cli.decisions.reading.forms import FORMS
from mneme_cli.decisions.reading.words import called, listed, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mneme_cli.decisions.reading.node import Node
    from mneme_cli.decisions.reading.track import At, Walk

    Read = Callable[[Walk, Node, dict[str, Any], At], Any]


def choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of a schema."""
    return [*schema.get("oneOf", ()), *schema.get("anyOf", ())]


def only_required(choice: dict[str, Any]) -> bool:
    """Tell whether an alternative asks for keys and nothing else."""
    return "required" in choice and set(choice) <= {"required", "title", "description"}


def read(walk: Walk, node: Node, schema: dict[str, Any], at: At, inner: Read) -> dict[str, Any]:
    """Check a map and return it with its values read."""
    out, meant = {}, set()
    for key, value in node.value:
        below = _below(key.value, schema)
        if below is None:
            meant.add(_unknown(walk, key, node, schema, at))
            continue
        if key.value not in schema.get("properties", {}):
            walk.note((*at, key.value), key)
            _check_name(walk, key, schema, at)
        out[key.value] = inner(walk, value, below, (*at, key.value))
    if not node.torn:
        _missing(walk, node, schema, at, meant)
        _sizes(walk, node, schema, at)
    return out


def _below(key: str, schema: dict[str, Any]) -> dict[str, Any] | None:
    """Return the schema of a key's value; None if the key is unknown."""
    if key in schema.get("properties", {}):
        known: dict[str, Any] = schema["properties"][key]
        return known
    for pattern, free in schema.get("patternProperties", {}).items():
        if re.search(pattern, key):
            return dict(free)
    rest = schema.get("additionalProperties", True)
    return None if rest is False else rest if isinstance(rest, dict) else {}


def _check_name(walk: Walk, key: Node, schema: dict[str, Any], at: At) -> None:
    form = schema.get("propertyNames", {}).get("x-form")
    hint = FORMS[form](key) if form else None
    if hint:
        walk.say((*at, key.value), key, *hint)


def _unknown(walk: Walk, key: Node, node: Node, schema: dict[str, Any], at: At) -> str:
    """Say that a key is unknown, and return the one that was probably meant."""
    known = list(schema.get("properties", {}))
    fix = schema.get("x-wrong", {}).get(key.value, "")
    near = nearest(key.value, known)
    above = _above(walk, key, node, schema)
    if above and not near:
        fix = f"indent it under '{above}'"
    if near and not fix:
        fix = f"did you mean '{near}'?"
    if not fix:
        own = "; keys of your own begin with x-" if schema.get("patternProperties") else ""
        fix = f"write {listed(known)}{own}" if known else "delete it"
    where = schema.get("title", called(at)) if not at else called(at)
    walk.say((*at, key.value), key, f"'{key.value}' is no key of {where}", fix)
    return near


def _above(walk: Walk, key: Node, node: Node, schema: dict[str, Any]) -> str:
    """Return the neighbour that a key belongs under, if one does."""
    known = schema.get("properties", {})
    there = [name.value for name, _ in node.value if name.value in known]
    return next((name for name in there if key.value in walk.resolve(known[name]).get("properties", {})), "")


def _missing(walk: Walk, node: Node, schema: dict[str, Any], at: At, meant: set[str]) -> None:
    """Say which keys are missing; one that was meant by an unknown key is not."""
    there = {key.value for key, _ in node.value} | meant
    where = schema.get("title", called(at)) if not at else called(at)
    for key in schema.get("required", ()):
        if key not in there:
            example = walk.resolve(schema["properties"].get(key, {})).get("x-example", f"{key}: …")
            walk.say(at, node, f"{where} lacks '{key}'", f"add a line like this: {example}")
    if "x-verbs" in schema:
        _verbs(walk, node, [verb for verb in schema["x-verbs"] if verb in there], schema, at)
        return
    for word in ("oneOf", "anyOf"):
        sets = [choice["required"] for choice in schema.get(word, ()) if only_required(choice)]
        met = [keys for keys in sets if there.issuperset(keys)]
        if sets and not met:
            walk.say(at, node, f"{where} lacks {_sets(sets)}", "write one of them")
        elif word == "oneOf" and len(met) > 1:
            walk.say(at, node, f"{where} takes only one of {_sets(met)}", "delete the others, or write a rule for each")


def _sets(sets: list[list[str]]) -> str:
    return listed([" with ".join(f"'{key}'" for key in keys) for keys in sets])


def _verbs(walk: Walk, node: Node, used: list[str], schema: dict[str, Any], at: At) -> None:
    """Say that a rule has no verb, or more than one."""
    known = set(schema["properties"])
    if not used and all(key.value in known for key, _ in node.value):
        walk.say(at, node, f"the rule {called(at)} has no verb", f"write {listed(schema['x-verbs'])}")
    elif len(used) > 1:
        second = next(key for key, _ in node.value if key.value == used[1])
        message = f"the rule {called(at)} has {len(used)} verbs: {listed(used).replace(' or ', ' and ')}"
        walk.say(at, second, message, "give each verb a rule of its own")


def _sizes(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> None:
    if len(node.value) < schema.get("minProperties", 0):
        known = listed(schema.get("properties", {}))
        walk.say(at, node, f"{called(at)} is an empty map", f"write {known}" if known else "write an entry")
    if len(node.value) > schema.get("maxProperties", len(node.value)):
        walk.say(at, node, f"{called(at)} takes at most {schema['maxProperties']} keys", "delete some")
