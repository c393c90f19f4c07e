"""The published JSON Schemas, made from the shapes that the loader itself uses: `python -m mneme_cli.decisions.schema`.

Editors read them (yaml-language-server); people never see their messages. What only the loader understands (`x-…`) is
left out, and the short forms that it writes out become alternatives.
"""

from __future__ import annotations

import json
import sys

from mneme_cli.decisions import shelves
from mneme_cli.decisions.shapes import decision, settings, waiver

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_MAPS = ("properties", "patternProperties", "$defs")
"""Keywords whose keys are names, not keywords."""


def published(verbs: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the three schemas by file name, given the schema of each verb."""
    shapes = {"decision": decision.schema(verbs), "config": settings.SCHEMA, "waiver": waiver.SCHEMA}
    return {f"{name}.schema.json": document(name, shape) for name, shape in shapes.items()}


def render(schema: Mapping[str, Any]) -> str:
    """Write a schema as the file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(folder: str = "schemas") -> None:
    """Write the schemas of the shelf as it is now."""
    verbs = {verb: shelves.schema_of(verb) or {} for verb in shelves.verbs()}
    for name, schema in published(verbs).items():
        with open(f"{folder}/{name}", "w", encoding="utf-8", newline="\n") as file:
            file.write(render(schema))


def document(name: str, shape: dict[str, Any]) -> dict[str, Any]:
    """Turn one shape into a schema with a name of its own."""
    title = shape["title"]
    return {"$schema": _DRAFT, "$id": f"urn:mneme:{name}:1", **public(shape), "title": title[0].upper() + title[1:]}


def public(schema: Any) -> Any:
    """Turn a shape into plain JSON Schema."""
    if isinstance(schema, list):
        return [public(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _below(key, value) for key, value in schema.items() if not key.startswith("x-")}
    if "x-short" in schema:
        return _either(plain, public(schema["properties"][schema["x-short"]]))
    return _either(plain, public(schema["items"])) if schema.get("x-one") else plain


def _below(key: str, value: Any) -> Any:
    if key in _MAPS and isinstance(value, dict):
        return {name: public(schema) for name, schema in value.items()}
    return value if key in ("enum", "const", "required", "default", "examples") else public(value)


def _either(long: dict[str, Any], short: dict[str, Any]) -> dict[str, Any]:
    """Allow the short form beside the long one, which keeps its description for the editor."""
    told: dict[str, Any] = {key: long[key] for key in ("title", "description") if key in long}
    return {**told, "anyOf": [long, short]}


if __name__ == "__main__":
    main(*sys.argv[1:])
