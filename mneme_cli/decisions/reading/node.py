"""A YAML value that still knows where it stands and how it was written, so that every message can point at it."""

from __future__ import annotations

from typing import Any, NamedTuple

GOT = {
    "map": "a map",
    "list": "a list",
    "text": "text",
    "int": "a number",
    "bool": "true or false",
    "null": "empty",
    "bad": "unreadable",
}
"""What a person calls a node of each kind."""


class Node(NamedTuple):
    """One value as written.

    kind: map | list | text | int | bool | null | bad (reported already, so nobody speaks of it again).
    value: of a map ((key, value), …) pairs of nodes, of a list its nodes, else plain data.
    line, column: from 1, in characters.  start, end: offsets in the file's text, for quoting what stands there.
    plain: written without quotes.  flow: a `[…]` or `{…}`, or a value inside one.
    cut: what YAML took for a comment behind a plain value, if it may well have been meant as text; else "".
    folded: a plain value over several lines, which YAML joins with spaces.
    torn: a list or map of which a part could not be read, so nobody says what it lacks.
    """

    kind: str
    value: Any
    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0
    plain: bool = False
    flow: bool = False
    cut: str = ""
    folded: bool = False
    torn: bool = False


def plain(node: Node) -> Any:
    """Drop the places: dicts, lists, text, whole numbers, truth values and None."""
    if node.kind == "map":
        return {key.value: plain(value) for key, value in node.value}
    if node.kind == "list":
        return [plain(entry) for entry in node.value]
    return node.value
