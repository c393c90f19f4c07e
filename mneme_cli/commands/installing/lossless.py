"""JSON with its places: every value knows where it stands, so that a file of somebody else is not rewritten."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from typing import Any, NoReturn

_GAP = re.compile(r"(?:[ \t\r\n]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_PLAIN = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_WORD = re.compile(r"-?[0-9][0-9.eE+-]*|true|false|null")
_CLOSED = {"{": "}", "[": "]"}


class Node(NamedTuple):
    """One value. kind: "{", "[", or "" for what has no parts.  start, end: where it stands.  parts: of { and [."""

    kind: str
    start: int
    end: int
    value: Any = None
    parts: tuple[Part, ...] = ()

    def part(self, key: str) -> Part | None:
        """Return the member that a reader would see; the last one, if a key stands twice."""
        return next((part for part in reversed(self.parts) if part.key == key), None)

    def plain(self) -> Any:
        """Return it as plain data."""
        if self.kind == "{":
            return {part.key: part.node.plain() for part in self.parts}
        return [part.node.plain() for part in self.parts] if self.kind == "[" else self.value


class Part(NamedTuple):
    """One member of an object (with its key) or one element of a list.  start, end: key included."""

    key: str
    start: int
    end: int
    node: Node


class Text(NamedTuple):
    """A file being read. comments: they may stand in it, and a comma before a closing bracket."""

    path: str
    text: str
    comments: bool

    def gap(self, at: int) -> int:
        """Return where the next word begins."""
        found = (_GAP if self.comments else _PLAIN).match(self.text, at)
        return found.end() if found else at

    def wrong(self, at: int, said: str) -> NoReturn:
        """Say what is wrong, and where."""
        line, column = self.text.count("\n", 0, at) + 1, at - (self.text.rfind("\n", 0, at) + 1) + 1
        note = self.text.startswith(("//", "/*"), at) and not self.comments
        said = "this client reads no comments" if note else said
        raise MnemeError(f"{self.path}:{line}:{column} is no JSON: {said}", "mend it there; nothing was written")


def blank(text: str) -> bool:
    """Tell whether there is not a word in a file: to its client that is the same as no file."""
    return not text.removeprefix("\ufeff").strip()


def parse(path: str, text: str, *, comments: bool) -> Node:
    """Read one document; one without a word is an empty object.

    Raises:
        MnemeError: it is no JSON, with line and column.
    """
    file = Text(path, text, comments)
    if blank(text):
        return Node("{", len(text), len(text))
    try:
        node = _value(file, file.gap(1 if text.startswith("\ufeff") else 0))
    except RecursionError:
        raise MnemeError(f"{path} nests too deep", "no client writes that; look at it by hand") from None
    end = file.gap(node.end)
    if end != len(text):
        file.wrong(end, "there is more behind its end")
    return node


def _value(file: Text, at: int) -> Node:
    char = file.text[at : at + 1]
    if char in ("{", "["):
        return _container(file, at, char)
    if char == '"':
        value, end = _string(file, at)
        return Node("", at, end, value)
    word = _WORD.match(file.text, at)
    if not word:
        file.wrong(at, "a value is missing" if char else "it ends too early")
    try:
        return Node("", at, word.end(), json.loads(word[0]))
    except ValueError:
        file.wrong(at, f"{word[0]} is no number")


def _container(file: Text, start: int, kind: str) -> Node:
    parts: list[Part] = []
    at = file.gap(start + 1)
    while not file.text.startswith(_CLOSED[kind], at):
        if parts:
            if not file.text.startswith(",", at):
                file.wrong(at, f"a comma or {_CLOSED[kind]} is missing")
            at = file.gap(at + 1)
            if file.comments and file.text.startswith(_CLOSED[kind], at):
                break
        part = _member(file, at) if kind == "{" else _element(file, at)
        parts.append(part)
        at = file.gap(part.end)
    return Node(kind, start, at + 1, parts=tuple(parts))


def _element(file: Text, at: int) -> Part:
    node = _value(file, at)
    return Part("", node.start, node.end, node)


def _member(file: Text, at: int) -> Part:
    if not file.text.startswith('"', at):
        file.wrong(at, "a name in double quotes is missing")
    key, end = _string(file, at)
    colon = file.gap(end)
    if not file.text.startswith(":", colon):
        file.wrong(colon, "a colon is missing")
    node = _value(file, file.gap(colon + 1))
    return Part(key, at, node.end, node)


def _string(file: Text, at: int) -> tuple[str, int]:
    found = _STRING.match(file.text, at)
    if not found:
        file.wrong(at, "a string does not end on its line")
    try:
        return json.loads(found[0]), found.end()
    except ValueError:
        file.wrong(at, "a string holds an escape that is none")
