"""Syntax newer than the grammars, written as syntax they know: same length, same lines, same columns."""

from __future__ import annotations

from mneme_cli.languages.typescript.cursor import Reader
from mneme_cli.languages.typescript.newer import INFIX, written_old

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.languages.typescript.calls import Spot

_PROMISES = ("then", "catch", "finally")
_BEHIND = {word: tuple(mark + word for mark in (b"<", b", ", b",", b"const ")) for word in (b"in", b"const")}


def tamed(text: bytes, spots: Iterable[Spot]) -> bytes:
    """Blank the words that the grammars lack: `import defer`, `import source`, `export type *`, `export import`.

    A type that is imported (`import("x").T<U>`, `typeof import("x")` as an argument) becomes a name of the same length.
    """
    text = written_old(_invariant(text))
    parts, done = [], 0
    for spot in spots:
        at, size = _strange(text, spot)
        if size and at >= done:
            parts += [text[done:at], (b" " if text[at : at + 1] == b"." or spot.clause else b"_") * size]
            done = at + size
    return b"".join([*parts, text[done:]]) if parts else text


def _invariant(text: bytes) -> bytes:
    """Blank the modifiers of type parameters: `<out T, const in U = X>`; a name must follow."""
    for word in (b"out ", b"in ", b"const "):
        at = text.find(word)
        while at >= 0:
            before = text[max(0, at - 40) : at].rstrip()
            for modifier in (b"in", b"const"):
                before = before[: -len(modifier)].rstrip() if before.endswith(_BEHIND[modifier]) else before
            if before[-1:] in (b"<", b",") and _name(text, at + len(word)):
                text = text[:at] + b" " * len(word) + text[at + len(word) :]
            at = text.find(word, at + 1)
    return text


def _name(text: bytes, at: int) -> bool:
    """Tell whether a name stands here, and no word that may follow a value named `out`."""
    word = Reader(text, at).word()
    return bool(word) and word not in INFIX


def _strange(text: bytes, spot: Spot) -> tuple[int, int]:
    """Return offset and length of what a grammar does not know in a statement."""
    clause = spot.clause
    if clause is None:
        return _typed(text, spot) if spot.how == "call" and spot.word == "import" else (0, 0)
    first = clause.names[0] if clause.names else ("", "", False)
    if (clause.modifier and (first[0] == "*" or first[1] == "from")) or clause.modifier in (
        "defer",
        "source",
        "module",
    ):
        return clause.at, len(clause.modifier)
    if clause.passed:
        return text.rindex(b"export", 0, spot.at), 6
    if clause.form == "export" and clause.written:
        return _attributes(text, clause.end)
    return 0, 0


def _attributes(text: bytes, at: int) -> tuple[int, int]:
    """Return the place of `with {type: "json"}` behind a specifier."""
    reader = Reader(text, at)
    word = reader.word()
    start = reader.at - len(word)
    end = text.find(b"}", start)
    plain = word in ("with", "assert") and reader.take(b"{") and end >= 0 and b"\n" not in text[start:end]
    return (start, end + 1 - start) if plain else (0, 0)


def _typed(text: bytes, spot: Spot) -> tuple[int, int]:
    """Return the place of `import("x")` where it can only be a type."""
    reader = Reader(text, spot.end)
    if not reader.take(b")"):
        return 0, 0
    size = reader.at - spot.at
    if b"\n" in text[spot.at : reader.at]:
        return 0, 0
    if text[max(0, spot.at - 20) : spot.at].rstrip().endswith(b"typeof"):
        return spot.at, size
    members = []
    while reader.take(b"."):
        members.append(reader.word())
    typed = members and members[0] not in _PROMISES and not reader.sees(b"(")
    return (spot.at, size) if typed else (0, 0)
