"""What every language asks of a tree-sitter tree: the way from a byte to its node, columns in characters."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEEPEST = 1000
"""CPython itself stops at 100 levels of indentation and 200 of brackets; each is two or three nodes deep."""
TOO_DEEP = f"nests more than {DEEPEST} levels deep"


def lineage(cursor: Any, root: Any, at: int, until: tuple[str, ...] = ()) -> list[Any]:
    """Return the nodes from the root down to the token at a byte, or to the first node of a type in `until`.

    Raises:
        ValueError: the token lies too deep.
    """
    cursor.reset(root)
    out = [root]
    while cursor.goto_first_child_for_byte(at) is not None:
        node = cursor.node
        if node.start_byte > at:
            break
        out.append(node)
        if node.type in until:
            break
        if len(out) > DEEPEST:
            raise ValueError(TOO_DEEP)
    return out


class Columns:
    """Bytes → characters, from 1; asked in source order, a long line is decoded once."""

    def __init__(self, text: bytes) -> None:
        self.text, self.ascii = text, text.isascii()
        self.row, self.byte, self.column = -1, 0, 0

    def of(self, node: Any) -> int:
        """Return the column of a node's first character."""
        row, byte = node.start_point
        return byte + 1 if self.ascii else self.at(node.start_byte, row, byte)

    def at(self, start: int, row: int, byte: int) -> int:
        """Return the column of the character at an offset, which is this byte of this row (both from 0)."""
        if self.ascii:
            return int(byte) + 1
        if row != self.row or byte < self.byte:
            self.row, self.byte, self.column = row, 0, 0
        start -= byte
        self.column += len(self.text[start + self.byte : start + byte].decode("utf-8", "replace"))
        self.byte = byte
        return self.column + 1
