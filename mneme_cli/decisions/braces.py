r"""Alternatives `{a,b}` are spelled out when a policy is compiled, so that the judge's globs know captures alone."""

from __future__ import annotations

import re

from mneme_cli.errors import MnemeError

MOST = 1000
"""More alternatives than this are a slip or an attack."""
_NAME = re.compile(r"!?[^\W\d][\w-]*")


def expand(text: str) -> tuple[str, ...]:
    """Spell out every alternative, in written order; captures `{name}` and `{!name}` stay.

    Raises:
        MnemeError: braces that do not close, an empty capture, a backslash at the end, or too many alternatives.
    """
    done, todo = [], [("", text)]
    while todo:
        head, rest = todo.pop()
        at = _brace(rest)
        if at < 0:
            done.append(head + rest)
        else:
            todo += reversed(_branches(head + rest[:at], rest[at:], text))
        if len(done) + len(todo) > MOST:
            raise MnemeError(f"'{text}' stands for more than {MOST} alternatives", "split it over several entries")
    return tuple(dict.fromkeys(done))


def _branches(head: str, rest: str, text: str) -> list[tuple[str, str]]:
    parts, end = _options(rest, text)
    if len(parts) > 1:
        return [(head, part + rest[end:]) for part in parts]
    if not _NAME.fullmatch(parts[0]):
        said = f"'{{{parts[0]}}}' in '{text}' is neither a capture nor alternatives"
        raise MnemeError(said, "write {name}, {!name} or {a,b}; a literal brace is \\{")
    return [(head + rest[:end], rest[end:])]


def _brace(text: str) -> int:
    """Return where the first brace opens that is not escaped, -1 if there is none."""
    at = 0
    while at < len(text):
        if text[at] == "\\":
            if at + 1 == len(text):
                raise MnemeError(f"'{text}' ends in a backslash", "write \\\\ for a literal backslash")
            at += 1
        elif text[at] == "{":
            return at
        at += 1
    return -1


def _options(rest: str, text: str) -> tuple[list[str], int]:
    """Split what stands between the first brace and its partner at the commas of its own level."""
    depth, parts, start, at = 0, [], 1, 0
    while at < len(rest):
        char = rest[at]
        at += 2 if char == "\\" else 1
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0 or (char == "," and depth == 1):
            parts.append(rest[start : at - 1])
            start = at
        if depth == 0:
            return parts, at
    raise MnemeError(f"a brace in '{text}' is never closed", "close it with }, or write \\{ for a literal brace")
