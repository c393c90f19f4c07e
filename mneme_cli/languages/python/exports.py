"""What a module binds at its top level: by an import (a re-export, if somebody imports it from here) or by itself."""

from __future__ import annotations

from mneme_cli.languages.python.flat import imports
from mneme_cli.languages.python.syntax import word
from mneme_cli.model.fact import DYNAMIC, LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mneme_cli.model.fact import Import

_NAMED = ("function_definition", "class_definition")
_BOUND = ("assignment", "augmented_assignment", "type_alias_statement", "for_statement", "as_pattern")
_OPEN = (
    *("module", "decorated_definition", "expression_statement", "block", "if_statement", "elif_clause", "else_clause"),
    *("try_statement", "except_clause", "except_group_clause", "finally_clause", "with_statement", "with_clause"),
    *("with_item", "for_statement", "while_statement", "match_statement", "case_clause", "ERROR"),
)
_TARGETS = ("pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "as_pattern_target", "tuple", "type")


def exports(text: bytes, parse: Callable[[bytes], Any]) -> dict[str, tuple[Import, ...]]:
    """Return name → the imports that bind it (each with that one name), "*" → star imports, own names → ()."""
    trees: list[Any] = []

    def kept(given: bytes) -> Any:
        trees.append(parse(given))
        return trees[-1]

    out: dict[str, tuple[Import, ...]] = {}
    for found in imports(text, kept):
        for bound, one in _single(found):
            out[bound] = (*out.get(bound, ()), one)
    for name in _own(trees[0].root_node) if trees else ():  # what needs no tree binds nothing but imports
        out.setdefault(name, ())
    return out


def binds(found: Import) -> tuple[str, ...]:
    """Return the names that an import binds at the top level of its module ("*" for a star).

    A feature of the language (`__future__`) is nobody's to pass on.
    """
    return tuple(name for name, _ in _single(found))


def _single(found: Import) -> list[tuple[str, Import]]:
    """Split an import into one for each name it binds at the top level."""
    if found.kinds & (LOCAL | DYNAMIC) or found.written == "__future__":
        return []
    if not found.names:
        if found.aliases:
            return [(found.aliases[0], found)]
        top = found.written.partition(".")[0]
        return [(top, found._replace(written=top))]
    return [
        (alias, found._replace(names=(name,), aliases=(alias,)))
        for name, alias in zip(found.names, found.aliases, strict=True)
    ]


def _own(root: Any) -> Iterator[str]:
    """Yield the names that statements at the top level bind, other than imports."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type in _NAMED:
            name = node.child_by_field_name("name")
            if name is not None:
                yield word(name)
            continue
        if node.type in _BOUND:
            target = node.child_by_field_name("left") or node.child_by_field_name("alias")
            yield from _names(target) if target is not None else ()
        if node.type == "assignment":  # `a = b = c`
            stack += [child for child in node.children_by_field_name("right") if child.type == "assignment"]
        if node.type in _OPEN:
            stack.extend(reversed(node.named_children))


def _names(target: Any) -> Iterator[str]:
    stack = [target]
    while stack:
        node = stack.pop()
        if node.type == "identifier":
            yield word(node)
        elif node.type in _TARGETS:
            stack.extend(node.named_children)
