"""Text, numbers and truth values beside a schema."""

from __future__ import annotations

import re

from mneme_cli.decisions.reading import hints
from mneme_cli.decisions.reading.forms import FORMS, control
from mneme_cli.decisions.reading.node import GOT, plain
from mneme_cli.decisions.reading.words import called, listed, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.decisions.reading.node import Node
    from mneme_cli.decisions.reading.track import At, Walk


def read(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> Any:
    """Check one scalar and return its value."""
    if node.kind == "int":
        _number(walk, node, schema, at)
    elif node.kind == "text":
        return _text(walk, node, schema, at)
    return node.value


def _number(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> None:
    if node.value < schema.get("minimum", node.value):
        walk.say(at, node, f"{called(at)} is at least {schema['minimum']}", f"write {schema['minimum']} or more")
    if node.value > schema.get("maximum", node.value):
        walk.say(at, node, f"{called(at)} is at most {schema['maximum']}", f"write {schema['maximum']} or less")


def _text(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> str:
    form = schema.get("x-form", "")
    text: str = node.value
    if not text.strip() and (form or schema.get("minLength")):
        hint: hints.Hint | None = (f"{called(at)} is empty", "write text")
    elif form:
        hint = FORMS[form](node)
    else:
        hint = _free(node, schema, at)
    if hint:
        walk.say(at, node, *hint, code=schema.get("x-code", "E-SCHEMA"))
    return text.strip() if form in ("line", "prose", "name") else text


def _free(node: Node, schema: dict[str, Any], at: At) -> hints.Hint | None:
    """Check a text that has no form of its own."""
    if len(node.value) < schema.get("minLength", 0):
        return f"{called(at)} is too short", f"write at least {schema['minLength']} characters"
    if "pattern" in schema and not re.search(schema["pattern"], node.value):
        what = schema.get("x-what", f"text of the form {schema['pattern']}")
        return f"{called(at)} takes {what}, and this is '{node.value[:60]}'", "write it like that"
    return control(node) or hints.cut(node)


def one_of(walk: Walk, node: Node, schema: dict[str, Any], at: At) -> Any:
    """Check a value that must be one of a few."""
    allowed = schema.get("enum", [schema.get("const")])
    value = plain(node)
    if any(type(one) is type(value) and one == value for one in allowed):
        return value
    shown = [one if isinstance(one, str) else str(one).lower() for one in allowed]
    said = f"'{value[:60]}'" if isinstance(value, str) else GOT[node.kind]
    wrong = schema.get("x-wrong", {}).get(value) if isinstance(value, str) else None
    near = nearest(value, shown, sure=True) if isinstance(value, str) else ""
    fix = f"did you mean '{near}'?" if near else f"write {listed(shown)}"
    message = f"{called(at)} cannot be {said}"
    if isinstance(value, (bool, int)):
        message = f"{called(at)} cannot be {str(value).lower()}"
    if wrong:
        message, fix = wrong[0] or message, wrong[1].format(id=walk.subject or "its id")
    walk.say(at, node, message, fix, code=schema.get("x-code", "E-SCHEMA"))
    return None
