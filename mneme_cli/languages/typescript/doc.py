"""Imports in comments: triple-slash references, and types in JSDoc where a file has no other way to say them."""

from __future__ import annotations

from mneme_cli.model.fact import TYPE, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.languages.typescript.calls import Spot

_BARE = (b"@type", b"@satisfies", b"@enum", b"@this")
"""Tags whose type needs no braces."""


def in_comment(comment: Any, spot: Spot, *, docs: bool) -> list[Import]:
    """Return what a spot inside a comment imports, without its place."""
    if spot.how == "reference":
        return [Import(1, 1, _said(spot), (), TYPE)] if comment.start_byte == spot.at and _first(comment) else []
    text: bytes = comment.text
    if not docs or not text.startswith(b"/**") or not spot.written or spot.word != "import":
        return []
    before = text[: spot.at - comment.start_byte]
    if spot.clause is not None:
        names = spot.clause.names
        if not before.endswith(b"@"):
            return []
        return [Import(1, 1, spot.written, tuple(n for n, _, _ in names), TYPE, tuple(a for _, a, _ in names))]
    said = before[before.rfind(b"@") :] if b"@" in before else b""
    typed = said.count(b"{") > said.count(b"}") or said.strip() in _BARE
    return [Import(1, 1, spot.written, (), TYPE)] if typed else []


def _said(spot: Spot) -> str:
    """Spell a reference as a specifier: a path is relative even without a dot."""
    if spot.word == "types" or spot.written.startswith((".", "/")):
        return spot.written
    return f"./{spot.written}"


def _first(comment: Any) -> bool:
    """Tell whether nothing but comments stands in front: elsewhere a reference is a plain comment."""
    node = comment.prev_named_sibling
    while node is not None and node.type in ("comment", "hash_bang_line"):
        node = node.prev_named_sibling
    return node is None and comment.parent is not None and comment.parent.parent is None
