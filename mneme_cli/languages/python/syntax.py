"""Small readings of nodes: names, dotted names, literals; never recursing, never deeper than allowed."""

from __future__ import annotations

from mneme_cli.languages._nodes import DEEPEST, TOO_DEEP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


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


def joined(module: str, name: str) -> str:
    """Put a name behind a module that may be only dots."""
    return module + name if module.endswith(".") else f"{module}.{name}"


def variable(value: Any) -> tuple[str, tuple[str, ...]]:
    """Return the name that a variable is given and what hangs from it (`a = b.c`, `a = x = b.c`), "" = none."""
    while value is not None and value.type == "assignment":
        value = value.child_by_field_name("right")
    members: list[str] = []
    while value is not None and value.type == "attribute" and len(members) < DEEPEST:
        members.append(word(value.child_by_field_name("attribute")))
        value = value.child_by_field_name("object")
    named = value is not None and value.type == "identifier"
    return (word(value), tuple(reversed(members))) if named else ("", ())


def bindings(node: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (name, module, what it stands for in it) of an import statement; "*" for all of it, "" = the module."""
    module = node.child_by_field_name("module_name")
    written = "" if module is None else module.text.decode("utf-8", "replace").replace(" ", "")
    if any(child.type == "wildcard_import" for child in node.named_children):
        yield "*", written, "*"
    for each in node.children_by_field_name("name"):
        plain = each.type != "aliased_import"
        name = dotted(each if plain else each.child_by_field_name("name"))
        alias = name.partition(".")[0] if plain else word(each.child_by_field_name("alias"))
        yield alias, written, alias if plain and module is None else name
