"""What an agent hands to a tool, held against the tool's schema: everything that is wrong, in one sentence each."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPES = {"string": str, "boolean": bool, "integer": int, "array": list}
_ARTICLES = {"integer": "an integer", "array": "a list of texts", "string": "a text", "boolean": "true or false"}


def schema(required: tuple[str, ...] = (), **properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    told = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), **told, "additionalProperties": False}


def read(name: str, given: Mapping[str, Any], shape: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of the tool that is called so.

    Raises:
        MnemeError: they are not of the shape.
    """
    if wrong := list(_wrong(given, shape)):
        raise MnemeError("; ".join(wrong), f"{name} takes {_takes(shape)}")
    return dict(given)


def _wrong(given: Mapping[str, Any], shape: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong."""
    known = shape["properties"]
    for name in sorted(set(given) - set(known)):
        near = get_close_matches(name, known, n=1)
        yield f"there is no argument '{name}'" + (f" (did you mean '{near[0]}'?)" if near else "")
    for name in known:
        if name in given:
            yield from _ill(name, given[name], known[name])
        elif name in shape.get("required", ()):
            yield f"'{name}' is missing"


def _ill(name: str, value: Any, shape: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with one value."""
    kind = shape["type"]
    fine = isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
    if not fine or (kind == "array" and not all(isinstance(each, str) and each for each in value)):
        yield f"'{name}' is not {_ARTICLES[kind]}"
    elif "enum" in shape and value not in shape["enum"]:
        yield f"'{name}' is none of {', '.join(shape['enum'])}"
    elif not shape.get("minimum", value) <= value <= shape.get("maximum", value):
        yield f"'{name}' is not between {shape['minimum']} and {shape['maximum']}"
    elif kind == "string" and not value and shape.get("minLength"):
        yield f"'{name}' is empty"


def _takes(shape: Mapping[str, Any]) -> str:
    """Say what a tool takes, and what of it may be left away."""
    needed = shape.get("required", ())
    named = [
        f"{name} ({_ARTICLES[each['type']]}{'' if name in needed else ', optional'})"
        for name, each in shape["properties"].items()
    ]
    return ", ".join(named)
