"""What stands around an import: in a function, on a condition, in a type."""

from __future__ import annotations

from mneme_cli.model.fact import CONDITIONAL, LOCAL, RUNTIME, TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BODIES = frozenset(
    (
        *("function_declaration", "function_expression", "generator_function", "generator_function_declaration"),
        *("arrow_function", "method_definition", "class_static_block"),
    )
)
_MAYBE = frozenset(("if_statement", "ternary_expression", "try_statement", "switch_case", "switch_default"))
_LOGIC = (b"&&", b"||", b"??")
_TYPES = frozenset(
    (
        *("type_annotation", "type_query", "type_arguments", "type_parameters", "type_alias_declaration"),
        *("interface_declaration", "extends_type_clause", "implements_clause", "asserts_annotation", "type_parameter"),
        *("type_predicate_annotation", "as_expression", "satisfies_expression", "union_type", "intersection_type"),
        *("array_type", "generic_type", "lookup_type", "conditional_type", "nested_type_identifier", "tuple_type"),
        *("index_type_query", "readonly_type", "parenthesized_type", "function_type", "object_type", "constraint"),
    )
)
_OPERANDS = ("as_expression", "satisfies_expression")
"""Nodes with an expression on the left and a type on the right."""


def kinds(line: list[Any]) -> int:
    """Return the edge kinds of what stands at the end of a lineage (root first)."""
    marks, typed = 0, False
    for place, node in enumerate(line[:-1]):
        kind = node.type
        inner = line[place + 1]
        if kind in _BODIES:
            marks |= LOCAL
            typed = False
        elif kind in _MAYBE:
            marks |= CONDITIONAL
        elif kind == "binary_expression":
            operator = node.child_by_field_name("operator")
            marks |= CONDITIONAL if operator is not None and operator.text in _LOGIC else 0
        elif kind in _OPERANDS:
            typed |= inner.start_byte != node.start_byte
        elif kind in _TYPES:
            typed = True
    return marks | (TYPE if typed else RUNTIME)
