"""The way from a word's bytes to its node, and small readings of nodes: never recursing, never deeper than allowed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
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


def word(node: Any) -> str:
    """Return the text of a name, as Python reads identifiers (NFKC)."""
    text: str = node.text.decode("utf-8", "replace")
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFKC", text)


def dotted(node: Any) -> str:
    """Return a dotted name (`a . b` and line continuations without their blanks), "" if it is something else."""
    parts: list[str] = []
    while node.type == "attribute":
        parts.append(word(node.child_by_field_name("attribute")))
        node = node.child_by_field_name("object")
        if len(parts) > DEEPEST:
            raise ValueError(TOO_DEEP)
    if node.type == "dotted_name":
        parts += [word(child) for child in reversed(node.named_children) if child.type == "identifier"]
    elif node.type == "identifier":
        parts.append(word(node))
    else:
        return ""
    return ".".join(reversed(parts))


def literal(node: Any) -> str:
    """Return the value of a plain string literal, "" if it is not one."""
    if node is None or node.type != "string" or node.named_child_count != 3:
        return ""
    begin, content, _ = node.named_children
    if content.type != "string_content" or content.named_child_count or b"b" in begin.text.lower():
        return ""
    return word(content)


def below(root: Any, kind: str) -> Iterator[Any]:
    """Yield every node of a kind under a node, in source order.

    Raises:
        ValueError: the tree is too deep.
    """
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == kind:
            yield node
        else:
            stack.extend(reversed(node.named_children))


class Columns:
    """Bytes → characters, from 1; asked in source order, a long line is decoded once."""

    def __init__(self, text: bytes) -> None:
        self.text, self.ascii = text, text.isascii()
        self.row, self.byte, self.column = -1, 0, 0

    def of(self, node: Any) -> int:
        """Return the column of a node's first character."""
        row, byte = node.start_point
        if self.ascii:
            return int(byte) + 1
        if row != self.row or byte < self.byte:
            self.row, self.byte, self.column = row, 0, 0
        start = node.start_byte - byte
        self.column += len(self.text[start + self.byte : start + byte].decode("utf-8", "replace"))
        self.byte = byte
        return self.column + 1
