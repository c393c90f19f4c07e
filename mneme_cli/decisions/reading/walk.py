"""A tree of nodes beside a JSON Schema: every problem at its place, in words for people.

`jsonschema` decides the same question, but its messages speak of schemas ("is not valid under any of the given
schemas"). This walker knows the few keywords that our schemas use (`KEYWORDS`), fills the short forms in, and notes
where everything stands. A test holds both to the same answer, and `lint` asks both (`witness`).
"""

from __future__ import annotations

from mneme_cli.decisions.reading import hints, leaves, maps
from mneme_cli.decisions.reading.node import GOT, plain
from mneme_cli.decisions.reading.track import Walk
from mneme_cli.decisions.reading.words import called, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.decisions.reading.node import Node
    from mneme_cli.decisions.reading.track import At

KEYWORDS = frozenset(
    {
        "$ref",
        "$defs",
        "type",
        "enum",
        "const",
        "oneOf",
        "anyOf",
        "title",
        "description",
        "default",
        "examples",
        "format",
    }
    | {"properties", "required", "additionalProperties", "patternProperties", "propertyNames"}
    | {"minProperties", "maxProperties", "items", "minItems", "maxItems", "uniqueItems"}
    | {"minLength", "pattern", "minimum", "maximum"}
)
"""What the walker understands. Beyond these only `x-…`: short, one, form, what, wrong, code, example, verbs."""
_KINDS = {"object": "map", "array": "list", "string": "text", "integer": "int", "boolean": "bool", "null": "null"}
_WANT = {
    "object": "a map",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}


def read(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> Any:
    """Check a node and return it as plain data in its long form; None where something is wrong."""
    schema = walk.resolve(schema)
    walk.note(at, node)
    if node.kind == "bad":
        walk.broke(at)
        return None
    if node.torn:
        walk.broke(at)
    if not set(schema) - {"title", "description"}:
        return plain(node)
    node = _short(node, schema)
    shapes = [choice for choice in maps.choices(schema) if not maps.only_required(choice)]
    if shapes:
        return _choose(walk, node, schema, at)
    if not _fits(node, schema):
        _wrong_kind(walk, node, schema, at)
        return None
    return _inside(walk, node, schema, at)


def _inside(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> Any:
    """Check what stands inside a node whose kind is right."""
    if "enum" in schema or "const" in schema:
        return leaves.one_of(walk, node, schema, at)
    if node.kind == "map":
        return maps.read(walk, node, schema, at, read)
    if node.kind == "list":
        return _list(walk, node, schema, at)
    return leaves.read(walk, node, schema, at)


def _short(node: Node, schema: dict[str, Any]) -> Node:
    """Write a short form out: a list for its map (`x-short`), one text for its list (`x-one`)."""
    if "x-short" in schema and node.kind not in ("map", "null"):
        return node._replace(kind="map", value=((node._replace(kind="text", value=schema["x-short"]), node),))
    if schema.get("x-one") and node.kind == "text":
        return node._replace(kind="list", value=(node,))
    return node


def _list(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> list[Any]:
    """Check the entries of a list."""
    what = called(at)
    least = 0 if node.torn else schema.get("minItems", 0)
    if len(node.value) < least and not node.value:
        walk.say(at, node, f"{what} is an empty list", "write an entry, or delete the key")
    elif len(node.value) < least:
        walk.say(at, node, f"{what} takes at least {least} entries", "write another, or delete the key")
    if len(node.value) > schema.get("maxItems", len(node.value)):
        walk.say(at, node, f"{what} takes at most {schema['maxItems']} entries", "delete some")
    out, before = [], None
    for number, entry in enumerate(node.value):
        here = (*at, str(number))
        torn = hints.split_range(entry, before)
        if torn:
            walk.say(here, entry, *torn)
        out.append(None if torn else read(walk, entry, schema.get("items", {}), here))
        if schema.get("uniqueItems") and out[-1] is not None and out[-1] in out[:-1]:
            walk.say(here, entry, f"'{out[-1]}' stands in this list twice", "delete one of them")
        before = entry
    return out


def _choose(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> Any:
    """Read a node as the first shape that it fits, or else complain about the one it comes nearest to."""
    shapes = [walk.resolve(shape) for shape in maps.choices(schema)]
    likely = [shape for shape in shapes if _fits(_short(node, shape), shape)]
    if not likely:
        kinds = sorted({kind for shape in shapes for kind in types(shape)}, reverse=True)
        _wrong_kind(walk, node, {**schema, "type": kinds}, at)
        return None
    best: tuple[int, Walk, Any] | None = None
    for shape in likely:
        trial = Walk(walk.path, walk.text, {"$defs": walk.defs})
        trial.subject = walk.subject
        value = read(trial, node, shape, at)
        if best is None or len(trial.problems) < best[0]:
            best = len(trial.problems), trial, value
        if not trial.problems:
            break
    assert best is not None
    walk.problems += best[1].problems
    walk.spots = best[1].spots | walk.spots
    return best[2]


def types(schema: dict[str, Any]) -> tuple[str, ...]:
    """List the JSON types that a schema allows, in its own order; () = every type."""
    kind = schema.get("type", ())
    return (kind,) if isinstance(kind, str) else tuple(kind)


def _fits(node: Node, schema: dict[str, Any]) -> bool:
    return not types(schema) or node.kind in [_KINDS[kind] for kind in types(schema)]


def _wrong_kind(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> None:
    """Say that a value is of the wrong kind, and what to write."""
    wanted = types(schema)
    hint = hints.map_for_text(node, walk.text) if "string" in wanted or schema.get("x-one") else None
    if hint:
        walk.say(at, node, *hint, code=schema.get("x-code", "E-SCHEMA"))
        return
    want = listed([_WANT[kind] for kind in wanted])
    message = f"{called(at)} takes {want}, and this is {GOT[node.kind]}"
    if node.kind == "null":
        message = f"{called(at)} is empty"
    walk.say(at, node, message, _instead(walk, node, schema, wanted), code=schema.get("x-code", "E-SCHEMA"))


def _instead(walk: Walk, node: Node, schema: dict[str, Any], wanted: tuple[str, ...]) -> str:
    """Say what to write instead of a value of the wrong kind."""
    if "x-example" in schema:
        return f"write it like this: {schema['x-example']}"
    if node.kind == "null":
        return "write a value, or delete the key"
    if wanted == ("boolean",):
        return "write true or false, without quotes"
    if wanted == ("integer",):
        return "write a whole number, without quotes"
    if "string" in wanted and node.kind in ("int", "bool"):
        return f'put it in quotes: "{walk.text[node.start : node.end]}"'
    if wanted == ("array",):
        return "write one '- ' line for each entry"
    return "write 'key: value' lines under it, indented" if "object" in wanted else "write one line of text"
