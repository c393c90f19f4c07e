"""The traps of hand-written YAML in which nothing seems wrong until a rule does not bite: a message for each."""

from __future__ import annotations

import re

from mneme_cli.decisions.reading.broken import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.decisions.reading.node import Node

Hint = tuple[str, str]
_RANGE = re.compile(r"(?:[<>=~^]=?|!=)\s*v?\d")
_OUTSIDE_BRACES = re.compile(r"\{[^{}]*\}")


def cut(node: Node, short: bool = True) -> Hint | None:
    """Find a plain value of which YAML took the end for a comment."""
    if not node.cut:
        return None
    whole = (
        f"write {quoted(f'{node.value} {node.cut}')}" if short and len(str(node.value)) < 100 else "put it in quotes"
    )
    message = f"YAML reads '{node.cut[:40]}' as a comment, so the value ends in front of it"
    return message, f"{whole}, or put two spaces and '# ' in front of a comment"


def map_for_text(node: Node, text: str) -> Hint | None:
    """Find a map that was meant as text: `a : b` in a list, `{name}` between brackets."""
    if node.kind not in ("map", "list"):
        return None
    if node.kind == "map" and any(key.value == "versions" for key, _ in node.value):
        return "this is a map, and text belongs here", "versions are those of packages: write it under packages"
    if node.kind == "list" and not node.flow:
        return None
    written = text[node.start : node.end if node.flow else None].split("\n", 1)[0].rstrip()
    sign = ("'{' at its front" if node.kind == "map" else "'[' at its front") if node.flow else "': ' in it"
    what = "a map" if node.kind == "map" else "a list"
    return f"YAML makes {what} of this, because of the {sign}", f"if it is text, quote it: {quoted(written)}"


def split_range(node: Node, before: Node | None) -> Hint | None:
    """Find the second half of a version range that a comma in a list has split."""
    if not (node.flow and node.plain and before and before.plain and _RANGE.match(str(node.value))):
        return None
    whole = f"{before.value},{node.value}"
    return "the comma splits a version range in two entries", f"put the whole range in quotes: {quoted(whole)}"


def selector(node: Node) -> Hint | None:
    """Find what a selector cannot mean."""
    text = str(node.value)
    if node.plain and re.match(r"-[^\s>]", text):
        return "a space is missing behind the '-' of a list entry", f"write - {text[1:]}"
    if node.plain and "," in _OUTSIDE_BRACES.sub("", text):
        return (
            "the comma does not separate selectors here",
            f"write one '- ' line for each, or quote it: {quoted(text)}",
        )
    if re.search(r"\\[\w.]", text) and "/" not in text:
        return "a backslash takes the meaning from the next character", f"write {quoted(text.replace(chr(92), '/'))}"
    if text.startswith("/"):
        return "paths are relative to the root of the repository", f"write {text.lstrip('/') or '**'}"
    if text == ".." or "../" in text:
        return "a path cannot leave the repository", "write it from the root of the repository"
    return None


def names(node: Node) -> Hint | None:
    """Find several names in one text."""
    text = str(node.value)
    if not (node.plain and "," in _OUTSIDE_BRACES.sub("", text)):
        return None
    return "this is one text with a comma in it, not a list", f"write [{text}], or one '- ' line for each"
