"""JSON with places: the interpreter's C scanner reads the values, and a walk over the text finds the lines of keys."""

from __future__ import annotations

from mneme_cli.manifests import BrokenError
from mneme_cli.model.flaw import flaw
from mneme_cli.model.jsonc import string_end
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Opened = dict[str, Iterator[int]]

DEEP = 3
"""Keys below this depth are not asked for."""

NOWHERE: Iterator[int] = iter(())
"""The lines of a key that was not seen."""


def parsed(text: str) -> dict[str, Any]:
    """Return an object.

    Raises:
        BrokenError: the text is no JSON object.
    """
    try:
        found = loads(text)
    except ValueError:
        raise BrokenError("is not JSON", *flaw(text)) from None
    if not isinstance(found, dict):
        raise BrokenError("is not a JSON object", 1)
    return found


def places(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return (line, column) of every key down to DEEP, by the keys above it; lists do not count as keys."""
    out: dict[tuple[str, ...], tuple[int, int]] = {}
    above: list[str] = []
    at, size, line, begin, key = 0, len(text), 1, 0, ""
    while at < size:
        char = text[at]
        if char == "\n":
            line, begin = line + 1, at + 1
        elif char in "{[":
            above.append(key)
            key = ""
        elif char in "}]":
            del above[-1:]
        elif char == '"':
            end = string_end(text, at)
            if _colon(text, end):
                key = _said(text[at:end])
                if len(above) <= DEEP:
                    out[(*above[1:], key)] = (line, at - begin + 1)
            at = end
            continue
        at += 1
    return out


def lines(text: str) -> Opened:
    """Return the lines at which each key of an object begins, in order: for files that a program wrote."""
    out: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.endswith("{"):
            key = line[:-1].strip()[:-1].strip()
            if key[:1] == '"':
                out.setdefault(key[1:-1], []).append(number)
    return {key: iter(found) for key, found in out.items()}


def _colon(text: str, at: int) -> bool:
    while text[at : at + 1] in (" ", "\t", "\n", "\r"):
        at += 1
    return text[at : at + 1] == ":"


def _said(quoted: str) -> str:
    return str(loads(quoted)) if "\\" in quoted else quoted[1:-1]
