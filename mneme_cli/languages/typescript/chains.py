"""Small readings of nodes: what `a.b.c` hangs on, what a value calls, what an import binds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Import

CHAINS = frozenset(("member_expression", "subscript_expression", "nested_identifier", "nested_type_identifier"))


_TYPED = ("as_expression", "satisfies_expression", "non_null_expression", "parenthesized_expression")
_WRAPS = ("parenthesized_expression", "non_null_expression", "await_expression")
PATTERNS = frozenset(
    (
        *("object_pattern", "array_pattern", "rest_pattern", "formal_parameters", "required_parameter"),
        *("optional_parameter", "pair_pattern", "assignment_pattern", "object_assignment_pattern"),
    )
)
NAMES = frozenset(("identifier", "type_identifier", "shorthand_property_identifier"))
_DEEPEST = 1000
_LINKS = (*CHAINS, "identifier", "call_expression")


def targets(found: Import) -> list[tuple[str, str]]:
    """Return (local name, specifier NUL name) of everything an import binds; a default is the module itself."""
    names = found.names or ("",) * len(found.aliases)
    plain = ("", "*", "default")
    return [
        (alias, f"{found.written}\0{'' if name in plain else name}")
        for name, alias in zip(names, found.aliases, strict=False)
        if alias
    ]


def first(node: Any) -> Any:
    """Return what a chain hangs on."""
    inner = node.child_by_field_name("object") or node.child_by_field_name("module")
    inner = inner if inner is not None else node.named_children[0]
    bare = inner
    while bare.type in _WRAPS and bare.named_children:
        bare = bare.named_children[0]
    return bare if bare.type in _LINKS else inner


def chain(node: Any) -> tuple[Any, list[Any]]:
    """Take `a.b.c` apart: what it begins with, and the nodes of the rest."""
    members: list[Any] = []
    while node.type in CHAINS and len(members) < _DEEPEST:
        each = node.child_by_field_name("property") or node.child_by_field_name("name")
        members.append(each or node.child_by_field_name("index") or node.named_children[-1])
        node = first(node)
    return node, members[::-1]


def member(node: Any) -> str:
    """Return the name of a member, "?" for one that is computed."""
    if node.type == "string":
        return text(node).strip("'\"")
    computed = node.type == "identifier" and node.parent is not None and node.parent.type == "subscript_expression"
    named = node.type in ("property_identifier", "identifier", "type_identifier")
    return text(node) if named and not computed else "?"


def text(node: Any) -> str:
    """Return the text of a node."""
    return "" if node is None else str(node.text.decode("utf-8", "replace"))


def start(node: Any) -> int:
    """Return the offset of the call that a value is, through `await`, brackets and members."""
    while node is not None and node.type != "call_expression":
        through = node.type in ("await_expression", "parenthesized_expression", *CHAINS, "as_expression")
        node = node.named_children[0] if through and node.named_children else None
    return -1 if node is None else int(node.start_byte)


def variable(value: Any) -> tuple[str, tuple[str, ...]]:
    """Return the name that a variable is given and what hangs from it, ("", ()) if it is given something else."""
    while value is not None and value.type in _TYPED and value.named_children:
        value = value.named_children[0]
    base, members = (None, []) if value is None else chain(value)
    taken = tuple(map(member, members))
    return (text(base), taken) if base is not None and base.type in NAMES and "?" not in taken else ("", ())


def assigned(target: Any) -> Iterator[str]:
    """Yield the names to which an assignment gives something, itself or in a pattern."""
    stack = [target]
    while stack:
        node = stack.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            yield text(node)
        elif node.type in PATTERNS:
            stack += node.named_children
