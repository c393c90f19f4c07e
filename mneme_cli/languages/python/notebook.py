"""A Jupyter notebook as Python: its code cells one behind the other, and the way back to where a line stands in it.

The format: https://nbformat.readthedocs.io/en/latest/format_description.html. A source is one string, or a list of
them, so that a line of code may be any part of a line of the file; positions are those of the file.
"""

from __future__ import annotations

from _json import make_scanner

from mneme_cli.languages.python.head import statement_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, NamedTuple

    Value = Callable[[str, int], tuple[Any, int]]
    Place = Callable[[int, int], tuple[int, int]]
else:
    from mneme_cli.model.noun import NamedTuple

_WRONG = (ValueError, IndexError, SystemError, StopIteration, RuntimeError)
"""What the interpreter's scanner raises, plainly or out of a generator; SystemError is Python 3.11's, without json."""
_SPACE = " \t\n\r"
_PYTHON = ("%%time", "%%timeit", "%%capture", "%%prun", "%%debug")
"""Cell magics below which Python stands."""


class _Cell(NamedTuple):
    """One cell. pieces: (offset behind the opening quote, what the string says)."""

    kind: str
    pieces: tuple[tuple[int, str], ...]

    def code(self) -> str:
        """Return the source, ended with a line feed; every character stays where it is."""
        said = "".join(text for _, text in self.pieces).replace("\r\n", " \n").replace("\r", "\n")
        return said if said.endswith("\n") else f"{said}\n"


class _Scanner:
    """What the C scanner asks of its maker."""

    strict = False
    object_hook = object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float
    memo: dict[str, str] = {}


def decode(raw: bytes) -> tuple[bytes, str]:
    """Return the code cells as one text, and why the file is no notebook; b"" if another language is spoken in it."""
    try:
        language, cells = _read(raw.decode("utf-8-sig"))
    except UnicodeError:
        return b"", "is not valid utf-8"
    except _WRONG:
        return b"", "is no notebook: its JSON cannot be read"
    if not language.lower().startswith(("python", "ipython", "xpython")):
        return b"", ""
    return b"".join(plain(_utf8(cell.code())) for cell in cells if cell.kind == "code"), ""


def places(raw: bytes) -> Place:
    """Return (line, column) of the text that `decode` makes → (line, column) of the file, both from 1."""
    text = raw.decode("utf-8-sig")
    _, cells = _read(text)
    lines = [
        (cell, at) for cell in cells if cell.kind == "code" for at in _starts(cell.code())
    ]  # of each line, its cell and the number of characters in front of it

    def place(line: int, column: int) -> tuple[int, int]:
        cell, at = lines[line - 1]
        spot = _spot(text, cell.pieces, at + column - 1)
        return text.count("\n", 0, spot) + 1, spot - text.rfind("\n", 0, spot)

    return place


def plain(code: bytes) -> bytes:
    """Blank what only IPython reads: magics and shell lines, where a statement may begin."""
    head = code.split(None, 1)[:1]
    if head and head[0].startswith(b"%%") and head[0].decode("utf-8", "replace") not in _PYTHON:
        return b"\n" * code.count(b"\n")
    out, at = [], 0
    while at < len(code):
        end = code.find(b"\n", at) + 1 or len(code)
        if not _magic(code[at:end].lstrip()):
            end = statement_end(code, at)
            out.append(code[at:end])
        else:
            out.append(b" " * (end - at - 1) + b"\n")
        at = end
    return b"".join(out)


def _magic(line: bytes) -> bool:
    return line[:1] in (b"!", b"?") or (line[:1] == b"%" and line[1:2] not in (b" ", b"=", b""))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _starts(code: str) -> list[int]:
    out = [0]
    while (at := code.find("\n", out[-1]) + 1) < len(code):
        out.append(at)
    return out


def _spot(text: str, pieces: tuple[tuple[int, str], ...], count: int) -> int:
    """Return the offset at which a character of a source is written, escapes in front of it stepped over."""
    for at, said in pieces:
        if count < len(said) or (at, said) == pieces[-1]:
            for _ in said[:count]:
                at += _width(text, at)  # noqa: PLW2901 -- the piece is left behind here
            return at
        count -= len(said)
    return 0


def _width(text: str, at: int) -> int:
    """Return how many characters spell the next one of a JSON string."""
    if text[at] != "\\":
        return 1
    if text[at + 1] != "u":
        return 2
    pair = text[at + 2 : at + 4].lower() in ("d8", "d9", "da", "db") and text.startswith("\\u", at + 6)
    return 12 if pair else 6


def _read(text: str) -> tuple[str, list[_Cell]]:
    """Return the language of a notebook, Python unless it says another, and its cells."""
    context: Any = _Scanner
    value = make_scanner(context)
    language, cells = "python", list[_Cell]()
    for key, at in _pairs(text, _skip(text, 0), value):
        if key == "metadata":
            language = _spoken(value(text, at)[0]) or language
        elif key == "cells" and text[at] == "[":
            cells += [_cell(text, each, value) for each in _items(text, at, value) if text[each] == "{"]
    return language, cells


def _spoken(metadata: Any) -> str:
    said = metadata if isinstance(metadata, dict) else {}
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        found = said.get(part)
        name = found.get(key) if isinstance(found, dict) else None
        if isinstance(name, str) and name:
            return name
    return ""


def _cell(text: str, at: int, value: Value) -> _Cell:
    kind, pieces = "", list[tuple[int, str]]()
    for key, spot in _pairs(text, at, value):
        if key == "cell_type":
            kind = value(text, spot)[0]
        elif key == "source":
            spots = _items(text, spot, value) if text[spot] == "[" else [spot]
            pieces = [(each + 1, value(text, each)[0]) for each in spots if text[each] == '"']
    return _Cell(kind=kind, pieces=tuple(pieces))


def _pairs(text: str, at: int, value: Value) -> Iterator[tuple[str, int]]:
    """Yield the keys of an object, each with the offset of its value."""
    for spot in _items(text, at, value, "{"):
        key, end = value(text, spot)
        at = _skip(text, end)
        if text[at] != ":" or not isinstance(key, str):
            raise ValueError("no pair")
        yield key, _skip(text, at + 1)


def _items(text: str, at: int, value: Value, opened: str = "[") -> Iterator[int]:
    """Yield the offset of each item of a list, or of each key of an object."""
    if text[at] != opened:
        raise ValueError("neither list nor object")
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        yield at
        at = _skip(text, value(text, at)[1])
        if text[at] == ":":
            at = _skip(text, value(text, _skip(text, at + 1))[1])
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while text[at] in _SPACE:
        at += 1
    return at
