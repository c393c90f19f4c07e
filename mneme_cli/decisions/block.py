"""Plain data → block YAML as a careful person writes it: block lists, prose behind `|`, quotes only where needed."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

_BARE = re.compile(r"[A-Za-z_.][A-Za-z0-9_./+@*()-]*(?: [A-Za-z0-9_./+*(>=-][A-Za-z0-9_./+@*()=>-]*)*")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+@*(),;'-]*(?: [A-Za-z0-9_./+*(>=-][A-Za-z0-9_./+@*(),;'=>-]*)*")
_TYPED = ("true", "false", "null")
_BLOCK = re.compile("[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")


def prose(key: str, words: str) -> Iterator[str]:
    """Write prose: on its line if it is one plain line, behind `|` if it has several."""
    if "\n" in words and _BLOCK.fullmatch(words):
        yield f"{key}: |"
        yield from (f"  {line}" if line else "" for line in words.split("\n"))
    elif words:
        yield f"{key}: {text(words, prose=True)}"


def value(key: str, given: Any, keep: bool = False) -> Iterator[str]:
    """Write `key: value` in block style; what is empty is left out, unless it has to be kept."""
    if isinstance(given, (dict, list, tuple)) and given:
        yield f"{text(key)}:"
        yield from indented(_entries(given), "  ")
    elif keep or given:
        yield f"{text(key)}: {_scalar(given)}"


def _entries(many: Mapping[str, Any] | list[Any] | tuple[Any, ...]) -> Iterator[str]:
    if isinstance(many, dict):
        for key, given in many.items():
            yield from value(key, given, keep=True)
        return
    for entry in many:
        if isinstance(entry, (dict, list, tuple)) and entry:
            first, *rest = _entries(entry)
            yield f"- {first}"
            yield from indented(rest, "  ")
        else:
            yield f"- {_scalar(entry)}"


def indented(lines: Iterable[str], by: str) -> Iterator[str]:
    """Write lines deeper; an empty one stays empty."""
    return (by + line if line else "" for line in lines)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return str(value) if isinstance(value, int) else "[]" if isinstance(value, (list, tuple)) else "{}"


def text(words: str, prose: bool = False) -> str:
    """Write one text on one line: bare where it is read back as it is (commas only in prose), else in quotes."""
    if (_PLAIN if prose else _BARE).fullmatch(words) and words not in _TYPED and not words.startswith(("...", "- ")):
        return words
    return '"' + "".join(_escaped(char) for char in words) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    if char.isprintable() and char != "\ufeff":
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
