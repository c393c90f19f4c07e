"""Our entries in a client's settings: put in where they are missing, changed in place, taken out exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands.installing import splice
from mneme_cli.commands.installing.lossless import blank, parse
from mneme_cli.commands.installing.marks import moment, spots
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.commands.installing.lossless import Node


class Piece(NamedTuple):
    """One entry: the moment it is for, the keys to its list, what stands there."""

    moment: str
    keys: tuple[str, ...]
    value: Any


class File(NamedTuple):
    """A client's settings. frame: what a file that we begin holds besides our entries."""

    path: str
    harness: str
    comments: bool
    frame: tuple[tuple[str, Any], ...]

    def parse(self, text: str) -> Node:
        """Read it.

        Raises:
            MnemeError: it is no JSON object.
        """
        node = parse(self.path, text, comments=self.comments)
        if node.kind != "{":
            raise MnemeError(f"{self.path}:1 holds no JSON object", "mend it; nothing was written")
        return node


def begun(file: File, pieces: tuple[Piece, ...]) -> str:
    """Write the file that was not there: our entries first, by which `parted` knows it again."""
    root: dict[str, Any] = {}
    for piece in pieces:
        at = root
        for key in piece.keys[:-1]:
            at = at.setdefault(key, {})
        at.setdefault(piece.keys[-1], []).append(piece.value)
    return splice.written({**root, **dict(file.frame)})


def merged(file: File, text: str, pieces: tuple[Piece, ...]) -> str:
    """Return the text with our entries as they must be, everything else untouched; where nothing is, we begin it."""
    if blank(text):
        return begun(file, pieces)
    for piece in pieces:
        text = _one(file, text, piece)
    wanted = {(piece.keys, piece.moment) for piece in pieces}
    return _without(file, text, wanted)


def parted(file: File, text: str, first: str) -> str:
    """Return the text without our entries, "" if we began the file and nothing else is in it.

    first: the key that a file of ours begins with.
    """
    root = file.parse(text)
    begun_by_us = bool(root.parts) and root.parts[0].key == first and splice.ours(text, root)
    left = _without(file, text, set())
    return "" if begun_by_us and file.parse(left).plain() == dict(file.frame) else left


def _one(file: File, text: str, piece: Piece) -> str:
    root = file.parse(text)
    at, left = _deepest(file, text, root, piece.keys)
    if left:
        value: Any = [piece.value]
        for key in reversed(left[1:]):
            value = {key: value}
        return splice.put(text, at, left[0], value)
    mine = [part for part in at.parts if moment(part.node, file.harness) == piece.moment]
    if not mine:
        return splice.put(text, at, "", piece.value)
    first = mine[0]
    return text if first.node.plain() == piece.value else splice.change(text, first, piece.value)


def _deepest(file: File, text: str, root: Node, keys: tuple[str, ...]) -> tuple[Node, tuple[str, ...]]:
    """Follow the keys as far as they lead: the container there, and the keys that are missing."""
    at = root
    for depth, key in enumerate(keys):
        part = at.part(key)
        if part is None:
            return at, keys[depth:]
        wanted = "[" if depth == len(keys) - 1 else "{"
        if part.node.kind != wanted:
            line = text.count("\n", 0, part.start) + 1
            kind = "a list" if wanted == "[" else "an object"
            raise MnemeError(f'{file.path}:{line} "{key}" is not {kind}', "mend it; nothing was written")
        at = part.node
    return at, ()


def _without(file: File, text: str, wanted: set[tuple[tuple[str, ...], str]]) -> str:
    """Take out our entries that are not wanted, or stand there twice."""
    while True:
        root, seen = file.parse(text), set()
        for keys, container, part in spots(root, file.harness):
            mark = (keys, moment(part.node, file.harness))
            if mark in wanted and mark not in seen:
                seen.add(mark)
                continue
            text = _cut(text, root, keys, container, part)
            break
        else:
            return text


def _cut(text: str, root: Node, keys: tuple[str, ...], container: Node, part: Any) -> str:
    """Take one part out, and the containers around it that we opened for it."""
    path = [root]
    for key in keys:
        found = path[-1].part(key) if path[-1].kind == "{" else path[-1].parts[int(key)]
        path.append(found.node if found else container)
    for at in range(len(path) - 1, 0, -1):
        if len(path[at].parts) > 1 or not splice.ours(text, path[at]):
            return splice.cut(text, path[at], part)
        key = keys[at - 1]
        part = path[at - 1].part(key) if path[at - 1].kind == "{" else path[at - 1].parts[int(key)]
    return splice.cut(text, root, part)
