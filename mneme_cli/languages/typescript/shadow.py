"""Names that a file gives to something of its own: a `require` that is a parameter imports nothing.

A name is looked for by its bytes and asked of the tree for what it stands. At module level a binding holds from where
it is written: what comes behind the last import must not change what the imports are.
"""

from __future__ import annotations

from mneme_cli.languages._nodes import lineage
from mneme_cli.languages.typescript.cursor import WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Scopes = dict[tuple[int, int], int]

_PATTERNS = frozenset(
    (
        *("object_pattern", "array_pattern", "rest_pattern", "pair_pattern", "assignment_pattern"),
        *("object_assignment_pattern", "required_parameter", "optional_parameter", "formal_parameters"),
    )
)
_BINDS = {"pair_pattern": "value", "assignment_pattern": "left", "object_assignment_pattern": "left"}
_DECLARED = frozenset(
    (
        *("function_declaration", "generator_function_declaration", "class_declaration", "enum_declaration"),
        *("abstract_class_declaration", "internal_module"),
    )
)
_NAMED = ("function_expression", "generator_function", "class")
_HERE = ("arrow_function", "catch_clause", "for_in_statement")
_BODIES = frozenset(
    (
        *("function_declaration", "function_expression", "generator_function", "generator_function_declaration"),
        *("arrow_function", "method_definition", "class_static_block", "program", "internal_module"),
    )
)
_BLOCKS = _BODIES | {"statement_block", "switch_body", "for_statement", "for_in_statement"}
_OWN = frozenset("globalThis window self global require createRequire module Module typeof import".split())  # noqa: SIM905
"""How a value begins that is the runtime's own again: `globalThis.URL`, `createRequire(import.meta.url)`."""
_LOADERS = (b"define", b"require", b"requirejs")
"""Functions of AMD, which hand the true `require` to a function (https://github.com/amdjs/amdjs-api)."""


class Shadows:
    """The bindings of one tree, looked for once for each name."""

    def __init__(self, text: bytes, root: Any, cursor: Any) -> None:
        self.text, self.root, self.cursor = text, root, cursor
        self.known: dict[bytes, Scopes] = {}

    def hide(self, name: bytes, at: int, line: list[Any]) -> bool:
        """Tell whether a name means something of this file's own at an offset with this lineage."""
        if name not in self.known:
            self.known[name] = dict(self._scopes(name))
        scopes = self.known[name]
        bound = [scopes.get((node.start_byte, node.end_byte)) for node in line] if scopes else []
        return any(each is not None and (place or each < at) for place, each in enumerate(bound))

    def _scopes(self, name: bytes) -> Iterator[tuple[tuple[int, int], int]]:
        """Yield the extent of every scope that binds a name, and where."""
        for at in reversed([*_places(self.text, name)]):
            line = lineage(self.cursor, self.root, at)
            scope = _scope(line, name) if line[-1].start_byte == at else None
            if scope is not None:
                yield (scope.start_byte, scope.end_byte), at


def _places(text: bytes, name: bytes) -> Iterator[int]:
    """Yield where a name may be bound: not behind a dot, and called only where it is declared."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before = text[max(0, at - 40) : at].rstrip()
        whole = not (at and text[at - 1] in WORD) and not (text[end : end + 1] and text[end] in WORD)
        member = before.endswith(b".") and not before.endswith(b"...")
        called = text[end : end + 1] in (b"(", b".") and not before.endswith((b"function", b"*"))
        if whole and not member and not called:
            yield at
        at = text.find(name, end)


def _scope(line: list[Any], name: bytes) -> Any:
    """Return the scope in which the name at the end of a lineage is bound, None if it is only read there."""
    place = len(line) - 1
    while line[place - 1].type in _PATTERNS and _bound(line[place - 1], line[place]):
        place -= 1
    node, outer = line[place], line[place - 1]
    kind = outer.type
    if node.type == "formal_parameters":
        return None if _handed(line[:place], name) else outer
    if kind in _NAMED and outer.child_by_field_name("name") == node:
        return outer
    if kind in _HERE and node in (*map(outer.child_by_field_name, ("parameter", "left")),):
        return outer if kind != "for_in_statement" or outer.child_by_field_name("kind") is not None else None
    if kind in _DECLARED and outer.child_by_field_name("name") == node:
        return _around(line[: place - 1], _BLOCKS)
    if kind == "variable_declarator" and outer.child_by_field_name("name") == node:
        hoisted = line[place - 2].type == "variable_declaration"
        own = _given(outer.child_by_field_name("value"))
        return None if own else _around(line[: place - 1], _BODIES if hoisted else _BLOCKS)
    if kind in ("import_specifier", "import_clause", "namespace_import", "import_require_clause"):
        return line[0] if _near(line) and (outer.child_by_field_name("alias") in (None, node)) else None
    return None


def _bound(pattern: Any, node: Any) -> bool:
    """Tell whether a part of a pattern is bound by it, rather than its default, its type or a key."""
    field = _BINDS.get(pattern.type)
    if field:
        return bool(pattern.child_by_field_name(field) == node)
    return node.type not in ("type_annotation", "decorator") and pattern.child_by_field_name("value") != node


def _around(line: list[Any], kinds: frozenset[str]) -> Any:
    """Return the scope around a declaration, None for a declaration of what is there without it."""
    if any(node.type == "ambient_declaration" for node in line):
        return None
    return next((node for node in reversed(line) if node.type in kinds), line[0])


def _handed(line: list[Any], name: bytes) -> bool:
    """Tell whether a function is what AMD calls with its own `require`."""
    if name != b"require" or len(line) < 3 or line[-2].type != "arguments":
        return False
    called = line[-3].child_by_field_name("function")
    return called is not None and called.text in _LOADERS


def _given(value: Any) -> bool:
    """Tell whether a variable is given what the name stands for anyway."""
    if value is None:
        return False
    first = value
    while first.child_count and first.type not in _BODIES:
        wrapped = first.children[0].type in ("(", "await") and first.child_count > 1
        first = first.children[1 if wrapped else 0]
    own = first.text.decode("utf-8", "replace") in _OWN
    return own and not any(mark in value.text for mark in (b'(".', b"('."))


def _near(line: list[Any]) -> bool:
    """Tell whether what is imported comes from this project: by a relative path."""
    node = next((node for node in line if node.type == "import_statement"), None)
    source = None if node is None else node.child_by_field_name("source")
    clause = None if node is None else next(iter(node.named_children), None)
    source = source or (None if clause is None else clause.child_by_field_name("source"))
    return source is not None and source.text.strip(b"'\"").startswith((b".", b"/"))
