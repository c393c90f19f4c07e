"""What a call that imports is bound to: `const {a: b} = await import("x")`, `require("x").a`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Names = tuple[tuple[str, str], ...]
"""(name, local name) pairs; ("", x) = the module itself as x."""


def bound(line: list[Any], place: int) -> Names:
    """Return what is taken from the call at a place of a lineage, () if its value goes elsewhere."""
    name = ""
    while place:
        node, place = line[place], place - 1
        outer = line[place]
        if outer.type == "member_expression" and outer.child_by_field_name("object") == node:
            if name:
                return ((name, ""),)
            name = _text(outer.child_by_field_name("property"))
        elif outer.type == "variable_declarator" and outer.child_by_field_name("value") == node:
            return pattern(outer.child_by_field_name("name"), name)
        elif outer.type not in ("await_expression", "parenthesized_expression", "as_expression", "non_null_expression"):
            break
    return ((name, ""),) if name else ()


def pattern(target: Any, name: str) -> Names:
    """Return what a variable or a pattern takes of a value, or of what is called `name` in it."""
    if target is None or target.type == "identifier":
        return ((name, _text(target)),)
    if target.type != "object_pattern" or name:
        return ((name, ""),) if name else ()
    return tuple(pair for child in target.named_children if (pair := _pair(child)))


def _pair(child: Any) -> tuple[str, str] | None:
    if child.type == "shorthand_property_identifier_pattern":
        return _text(child), _text(child)
    if child.type == "pair_pattern":
        value = child.child_by_field_name("value")
        if value is not None and value.type == "assignment_pattern":
            value = value.child_by_field_name("left")
        plain = value is not None and value.type == "identifier"
        return _text(child.child_by_field_name("key")).strip("'\""), _text(value) if plain else ""
    if child.type == "object_assignment_pattern":
        return _text(child.named_children[0]), _text(child.named_children[0])
    return None


def _text(node: Any) -> str:
    return "" if node is None else node.text.decode("utf-8", "replace")
