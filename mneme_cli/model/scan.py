"""Flat text, read where it lies: lines by bisection, JSON by the interpreter's C parts (its package imports `re`)."""

from __future__ import annotations

import sys
from _json import encode_basestring_ascii, make_scanner, scanstring

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Context:
    strict = False
    object_hook = None
    object_pairs_hook = None
    memo: dict[str, str] = {}
    parse_float = float
    parse_int = int
    parse_constant = float


def loads(text: str) -> Any:
    """Read one JSON value.

    Raises:
        ValueError: the text is not JSON.
    """
    context: Any = _Context  # the stub asks for a decoder; any object with these attributes serves
    try:
        value, end = make_scanner(context)(text, len(text) - len(text.lstrip()))
    except StopIteration as stop:
        raise ValueError(f"not JSON at character {stop.value}") from None
    except SystemError:  # Python 3.11's scanner has no words of its own unless the json package is loaded
        raise ValueError("not JSON") from None
    if text[end:].strip():
        raise ValueError(f"more behind the JSON value at character {end}")
    return value


def first(text: str) -> str:
    """Read the string that a JSON list of one line begins with, and nothing behind it."""
    said: str = scanstring(text, 2)[0]
    return said


def quoted(text: str) -> str:
    """Write one string as JSON, in ASCII."""
    return encode_basestring_ascii(text)


def dumps(value: Any) -> str:
    """Write plain data as canonical JSON: sorted keys, ASCII, no spaces.

    Raises:
        TypeError: a value is not str, int, bool, None, list, tuple or dict.
    """
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(dumps, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{quoted(key)}:{dumps(value[key])}" for key in sorted(value)) + "}"
    raise TypeError(f"{type(value).__name__} is not plain data")


def find(buffer: Any, low: int, high: int, key: bytes) -> bytes | None:
    """Bisect the lines of buffer[low:high], sorted by their text before the tab, and return the rest of one."""
    while low < high:
        middle = (low + high) >> 1
        start = max(buffer.rfind(b"\n", low, middle) + 1, low)
        end = buffer.find(b"\n", middle, high)
        tab = buffer.find(b"\t", start, end)
        here = buffer[start:tab]
        if here == key:
            line: bytes = buffer[tab + 1 : end]
            return line
        low, high = (end + 1, high) if here < key else (low, start)
    return None


def mark(word: bytes) -> int:
    """Return a number that tells most words apart: their ends, since names of one family begin alike."""
    return int.from_bytes(word[-4:], sys.byteorder)
