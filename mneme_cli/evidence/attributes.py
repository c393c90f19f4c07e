"""`.gitattributes`, read from whichever tree is judged.

`git check-attr` cannot read a commit's attributes before git 2.40, costs a spawn, and listens to files outside the
repository, so that two machines could disagree. Grammar: https://git-scm.com/docs/gitattributes; left out are slashes
and named classes (`[[:alpha:]]`) inside brackets, which no attribute file needs.
"""

from __future__ import annotations

from mneme_cli.model.glob import spread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


class Line(NamedTuple):
    """One line: a pattern relative to its file's folder, and what it says of attributes (None = nothing is said)."""

    pattern: str
    values: tuple[tuple[str, str | None], ...]


def read(text: bytes) -> tuple[tuple[Line, ...], Mapping[str, tuple[tuple[str, str | None], ...]]]:
    """Read one file: its lines in order, and the macros it defines."""
    lines, macros = [], {}
    for written in text.decode("utf-8", "replace").removeprefix("\ufeff").split("\n"):
        pattern, rest = _pattern(written.strip(" \t\r"))
        values = tuple(_value(word) for word in rest.split())
        if pattern.startswith("[attr]"):
            macros[pattern[6:]] = values
        elif pattern and pattern[0] not in "#!":
            lines.append(Line(pattern=pattern, values=values))
    return tuple(lines), macros


def matches(pattern: str, path: str) -> bool:
    """Match as git does: without a slash the file's name, with one the path from the attribute file's folder."""
    if "/" not in pattern:
        return _segment(pattern, path.rpartition("/")[2])
    parts = pattern.removeprefix("/").split("/")
    return spread([*parts, "*"] if parts[-1] == "**" else parts, path.split("/"), _segment)


def _segment(pattern: str, text: str) -> bool:
    return spread(_signs(pattern), text, _sign)


def _signs(pattern: str) -> list[str]:
    """Cut a segment into what meets one character each, as written; `**` is a star, which meets any number."""
    out = []
    while pattern:
        if pattern[0] == "*":
            sign, pattern = "**", pattern.lstrip("*")
        elif pattern[0] == "[":
            rest = _bracket(pattern, "")[1]
            sign, pattern = pattern[: len(pattern) - len(rest)], rest
        else:
            cut = 2 if pattern[0] == "\\" else 1
            sign, pattern = pattern[:cut], pattern[cut:]
        out.append(sign)
    return out


def _sign(sign: str, char: str) -> bool:
    if sign[0] == "[":
        return _bracket(sign, char)[0]
    return sign == "?" or (sign[-1] == char and sign != "\\")


def _bracket(pattern: str, char: str) -> tuple[bool, str]:
    """Match one character against `[a-z]`; return the rest of the pattern. An open bracket matches nothing."""
    at = 2 if pattern[1:2] in ("!", "^") else 1
    inverse, hit, first = at == 2, False, True
    while at < len(pattern) and (first or pattern[at] != "]"):
        first = False
        at += pattern[at] == "\\"
        low = high = pattern[at : at + 1]
        if pattern[at + 1 : at + 2] == "-" and pattern[at + 2 : at + 3] not in ("", "]"):
            high, at = pattern[at + 2], at + 2
        hit = hit or char == low or low <= char <= high  # git compares the first letter before it sees a range
        at += 1
    return (at < len(pattern) and hit != inverse), pattern[at + 1 :]


def _pattern(line: str) -> tuple[str, str]:
    """Split a line into its pattern, quoted as in C or not, and the rest."""
    if not line.startswith('"'):
        parts = line.split(None, 1)
        return (parts[0], parts[1] if parts[1:] else "") if parts else ("", "")
    out, at = "", 1
    while at < len(line) and line[at] != '"':
        if line[at] == "\\":
            at += 1
            out += _ESCAPES.get(line[at : at + 1], line[at : at + 1])
        else:
            out += line[at]
        at += 1
    return out, line[at + 1 :]


def _value(word: str) -> tuple[str, str | None]:
    if word[0] in "-!":
        return word[1:], "false" if word[0] == "-" else None
    name, _, value = word.partition("=")
    return name, value if "=" in word else "true"


def expanded(
    said: tuple[tuple[str, str | None], ...], macros: Mapping[str, tuple[tuple[str, str | None], ...]]
) -> Mapping[str, str | None]:
    """Put what a macro means beside it; git expands macros that are set."""
    found: dict[str, str | None] = {}
    for name, value in said:
        if value == "true":
            found |= dict(macros.get(name, ()))
        found[name] = value
    return found
