"""Syntax newer than the grammars, written as syntax they know: same length, same lines, same columns."""

from __future__ import annotations

from mneme_cli.languages.typescript.cursor import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.languages.typescript.spots import Spot


def tamed(text: bytes, spots: Iterable[Spot]) -> bytes:
    """Blank the modifiers that the grammars lack: `import defer`, `import source`, `export type *`, `export import`.

    A type that is imported (`import("x").T<U>`, `typeof import("x")` as an argument) becomes a name of the same length.
    """
    parts, done = [], 0
    for spot in spots:
        at, size = _strange(text, spot)
        if size and at >= done:
            parts += [text[done:at], (b"_" if spot.how == "call" else b" ") * size]
            done = at + size
    return b"".join([*parts, text[done:]]) if parts else text


def _strange(text: bytes, spot: Spot) -> tuple[int, int]:
    """Return offset and length of what a grammar does not know in a statement."""
    clause = spot.clause
    if clause is None:
        return _typed(text, spot) if spot.how == "call" and spot.word == "import" else (0, 0)
    if clause.modifier in ("defer", "source", "module") or (clause.modifier and clause.names[:1][0][0] == "*"):
        return clause.at, len(clause.modifier)
    if clause.passed:
        return text.rindex(b"export", 0, spot.at), 6
    return 0, 0


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
    while reader.take(b".") and reader.word():
        pass
    return (spot.at, size) if reader.at > spot.at + size and text[reader.at : reader.at + 1] == b"<" else (0, 0)
