"""What stands around an import: type checking only, conditional, or inside a function or class.

An `if` is read in three values with TYPE_CHECKING = False, which is what it is at run time: a branch that then
cannot be reached is there for type checkers only, one that may be is conditional, one that must be is neither.
"""

from __future__ import annotations

from mneme_cli.languages.python.syntax import below, dotted, word
from mneme_cli.model.fact import CONDITIONAL, LOCAL, RUNTIME, TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BODIES = ("function_definition", "class_definition")
_MAYBE = ("try_statement", "case_clause", "conditional_expression")


class Context:
    """The conditions of one file, each chain of `if` and `elif` read once.

    checking: names that mean TYPE_CHECKING; whoever reads the imports adds aliases to it.
    """

    def __init__(self) -> None:
        self.checking = {"TYPE_CHECKING"}
        self.clauses: dict[int, dict[int, bool | None]] = {}

    def kinds(self, line: list[Any]) -> int:
        """Return the edge kinds of what stands at the end of a lineage (root first)."""
        marks, typed = 0, False
        for place, node in enumerate(line):
            kind = node.type
            if kind == "if_statement" and place + 1 < len(line):
                reached = self._reached(node, line[place + 1])
                typed |= reached is False
                marks |= CONDITIONAL if reached is None else 0
            elif kind in _MAYBE or (kind == "with_statement" and _suppresses(node)):
                marks |= CONDITIONAL
            elif kind == "lambda" or (kind == "block" and line[place - 1].type in _BODIES):
                marks |= LOCAL
        return marks | (TYPE if typed else RUNTIME)

    def _reached(self, branch: Any, inner: Any) -> bool | None:
        """Tell whether a part of an `if` is reached at run time; None = it depends."""
        if branch.start_byte not in self.clauses:
            self.clauses[branch.start_byte] = self._read(branch)
        known = self.clauses[branch.start_byte]
        if inner.type in ("elif_clause", "else_clause"):
            return known.get(inner.start_byte)
        condition = branch.child_by_field_name("condition")
        return True if condition is not None and inner == condition else known[branch.start_byte]

    def _read(self, branch: Any) -> dict[int, bool | None]:
        """Return, for the start of every clause of an `if`, whether it is reached."""
        out: dict[int, bool | None] = {}
        before: bool | None = True
        for clause in (branch, *branch.children_by_field_name("alternative")):
            condition = clause.child_by_field_name("condition")
            holds = True if condition is None else _value(condition, self.checking)
            out[clause.start_byte] = _both(before, holds)
            before = _both(before, _opposite(holds))
        return out


def _suppresses(node: Any) -> bool:
    """Tell whether a `with` lets what fails inside it pass, as `try` does: `contextlib.suppress(ImportError)`."""
    head = next((child for child in node.children if child.type == "with_clause"), None)
    calls = below(head, "call") if head is not None else ()
    return any(dotted(call.child_by_field_name("function")).rpartition(".")[2] == "suppress" for call in calls)


def _value(node: Any, checking: set[str], depth: int = 0) -> bool | None:
    """Evaluate a condition as far as TYPE_CHECKING decides it: a chain in a loop, brackets as deep as people write."""
    opposite = False
    while node.type in ("parenthesized_expression", "not_operator") and node.named_child_count:
        opposite ^= node.type == "not_operator"
        node = node.named_children[-1]
    if node.type == "boolean_operator":
        value = _chain(node, checking, depth + 1) if depth < 8 else None
    else:
        value = _name(node, checking)
    return _opposite(value) if opposite else value


def _chain(node: Any, checking: set[str], depth: int) -> bool | None:
    """Evaluate `a and b or c`, which is nested to the left."""
    parts = []
    while node.type == "boolean_operator":
        parts.append((node.child_by_field_name("operator").type, node.child_by_field_name("right")))
        node = node.child_by_field_name("left")
    value = _value(node, checking, depth)
    for operator, right in reversed(parts):
        other = _value(right, checking, depth)
        value = _both(value, other) if operator == "and" else _opposite(_both(_opposite(value), _opposite(other)))
    return value


def _name(node: Any, checking: set[str]) -> bool | None:
    if node.type == "identifier" and word(node) in checking:
        return False
    if node.type == "attribute" and word(node.child_by_field_name("attribute")) == "TYPE_CHECKING":
        return False
    return None


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value
