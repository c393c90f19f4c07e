"""What must be true of a file before YAML looks at it: UTF-8, of a sane size, without marks of an unfinished merge."""

from __future__ import annotations

import re

from mneme_cli.model.problem import Problem

LARGEST = 2_000_000
"""Bytes. A decision is a page of prose and a few rules; twenty thousand lines are a mistake or an attack."""
_ODD = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_MERGE = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Turn the bytes of a file into text; None if there is no use in reading on."""
    if len(data) > LARGEST:
        size = f"{len(data) / 1_000_000:.1f} MB"
        return None, (
            _at(path, "", f"the file has {size}, and at most 2 MB are read", "split it, or link to the data"),
        )
    if data.startswith(_UTF16) or (b"\0" in data[:4] and data[:4] != b"\0\0\0\0"):
        return None, (_at(path, "", "the file is UTF-16 or UTF-32, not UTF-8", "save it as UTF-8"),)
    mark = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data[3 * mark :].decode()
    except UnicodeDecodeError as bad:
        before = bad.object[: bad.start].decode()
        what = f"byte 0x{bad.object[bad.start]:02x} is not UTF-8"
        return None, (_at(path, before, what, "save the file as UTF-8"),)
    bom = _at(path, "", "the file begins with a byte order mark", "save it as UTF-8 without BOM")
    found = ((bom,) if mark else ()) + tuple(_characters(path, text)) + tuple(_merges(path, text))
    return (None if len(found) > mark else text), found


def position(before: str) -> tuple[int, int]:
    """Return line and column, from 1, of what follows this text."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _characters(path: str, text: str) -> list[Problem]:
    found = _ODD.search(text)
    if not found:
        return []
    char = found[0]
    what = "a NUL byte" if char == "\0" else f"the invisible character U+{ord(char):04X}"
    return [_at(path, text[: found.start()], f"{what} stands here", "delete it")]


def _merges(path: str, text: str) -> list[Problem]:
    found = _MERGE.search(text)
    if not found:
        return []
    what = f"'{found[0]}' is a conflict mark: a merge was left unfinished"
    return [_at(path, text[: found.start()], what, "keep one side, then delete the three marks")]


def _at(path: str, before: str, message: str, fix: str) -> Problem:
    line, column = position(before)
    return Problem(code="E-SCHEMA", path=path, line=line, column=column, message=message, fix=fix)
