"""One change to a JSON text that leaves every other byte as it is; taking out undoes putting in.

How we closed a bracket says whether we opened it: on a line of its own if it is ours, right behind our entry if it was
there and empty. So what is emptied again goes away or stays, as it was before.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mneme_cli.commands.installing.lossless import Node, Part

_NOTE = re.compile(r"//[^\n]*$")


def put(text: str, into: Node, key: str, value: Any) -> str:
    """Append a member (with a key) or an element (without) to a container."""
    if not into.parts:
        line = _lead(text, into.start)
        piece = _piece(text, key, value, line + unit(text))
        return text[: into.end - 1] + piece + text[into.end - 1 :]
    last = into.parts[-1]
    tail = text[last.end : into.end - 1]
    bare = tail.rstrip()
    trailing = bool(bare) and _comma(text, last.end, into.end) >= 0
    gap = _gap(text, into)
    if _NOTE.search(bare) and "\n" not in gap:
        gap = "\n" + _indent(text, into)
    piece = gap + _piece(text, key, value, _indent(text, into)) + ("," if trailing else "")
    return text[: last.end] + ("" if trailing else ",") + bare + piece + tail[len(bare) :] + text[into.end - 1 :]


def change(text: str, part: Part, value: Any) -> str:
    """Write another value in place of an element."""
    return text[: part.start] + _piece(text, part.key, value, _lead(text, part.start)) + text[part.end :]


def cut(text: str, out_of: Node, part: Part) -> str:
    """Take a part out, with its comma."""
    at = out_of.parts.index(part)
    comma = _comma(text, part.end, out_of.end)
    if at < len(out_of.parts) - 1:
        after = comma + 1
        while text[after : after + 1].isspace():
            after += 1
        return text[: part.start] + text[after:]
    start, end = len(text[: part.start].rstrip()), comma + 1 if comma >= 0 else part.end
    if at == 0:
        return text[: part.start] + text[end:]
    before = out_of.parts[at - 1].end
    split = _comma(text, before, part.start)
    if comma >= 0:  # a comma at the end is this file's habit: the one before stays
        return text[: max(start, split + 1)] + text[end:]
    return text[:split] + text[split + 1 : max(start, split + 1)] + text[end:]


def ours(text: str, container: Node) -> bool:
    """Tell whether a container with one part was opened by us."""
    return text[container.parts[-1].end : container.end - 1].strip(" \t") in ("\n", "\r\n")


def unit(text: str) -> str:
    """Return one step of this file's indentation."""
    found = re.search(r"\{[ \t]*\r?\n([ \t]+)\S", text)
    return found[1] if found else "  "


def written(value: Any, text: str = "") -> str:
    """Write a whole file as this one is indented."""
    return json.dumps(value, indent=unit(text), ensure_ascii=False) + "\n"


def _piece(text: str, key: str, value: Any, indent: str) -> str:
    said = json.dumps(value, indent=unit(text), ensure_ascii=False)
    end = "\r\n" if "\r\n" in text else "\n"
    said = said.replace("\n", end + indent)
    return f"{json.dumps(key, ensure_ascii=False)}: {said}" if key else said


def _lead(text: str, at: int) -> str:
    """Return the indentation of the line that a place is on."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def _indent(text: str, into: Node) -> str:
    """Return the indentation of a container's parts."""
    gap = _gap(text, into)
    return gap[gap.rfind("\n") + 1 :] if "\n" in gap else _lead(text, into.start) + unit(text)


def _gap(text: str, into: Node) -> str:
    """Return the white space before the last part, as the next one gets it."""
    last = into.parts[-1].start
    gap = text[len(text[:last].rstrip()) : last]
    return gap if gap or len(into.parts) > 1 else " "


def _comma(text: str, start: int, end: int) -> int:
    """Return where the comma between two parts stands, -1 if there is none; one in a comment is none."""
    at = start
    while at < end:
        if text.startswith("//", at):
            at = text.find("\n", at)
        elif text.startswith("/*", at):
            at = text.find("*/", at) + 2
        elif text[at] == ",":
            return at
        elif not text[at].isspace():
            return -1
        else:
            at += 1
    return -1
