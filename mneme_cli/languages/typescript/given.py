"""What variables are given: `const c = a.b` and `const {b: c} = a` stand for `a.b`, if nothing else is given to `c`."""

from __future__ import annotations

from mneme_cli.languages._scope import Value
from mneme_cli.languages.typescript.binding import pattern
from mneme_cli.languages.typescript.chains import NAMES, chain, member, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.languages._scope import Scope

PATTERNS = frozenset(
    (
        *("object_pattern", "array_pattern", "rest_pattern", "formal_parameters", "required_parameter"),
        *("optional_parameter", "pair_pattern", "assignment_pattern", "object_assignment_pattern"),
    )
)
_TYPED = ("as_expression", "satisfies_expression", "non_null_expression", "parenthesized_expression")


def given(name: Any, value: Any, scope: Scope, store: Scope) -> None:
    """Note what a variable, or each of a pattern, is given, if that is a name and what hangs from it."""
    while value is not None and value.type in _TYPED and value.named_children:
        value = value.named_children[0]
    base, members = (None, []) if value is None else chain(value)
    taken = tuple(map(member, members))
    if base is None or base.type not in NAMES or "?" in taken:
        return
    for each, local in pattern(name, ""):
        if local:
            store.give(local, Value(scope=scope, base=text(base), members=(*taken, *([each] if each else ()))))


def assigned(target: Any) -> Iterator[str]:
    """Yield the names to which an assignment gives something, itself or in a pattern."""
    stack = [target]
    while stack:
        node = stack.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            yield text(node)
        elif node.type in PATTERNS:
            stack += node.named_children
