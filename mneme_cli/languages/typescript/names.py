"""Which names a file binds, scope by scope, and which it reads: one walk with a stack of its own, never recursing."""

from __future__ import annotations

from mneme_cli.languages._scope import Scope
from mneme_cli.languages.typescript.binding import pattern
from mneme_cli.languages.typescript.chains import (
    CHAINS,
    NAMES,
    PATTERNS,
    assigned,
    first,
    start,
    targets,
    text,
    variable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from mneme_cli.model.fact import Import

_BLOCKS = ("statement_block", "for_statement", "switch_body", "class_body", "type_alias_declaration")


class Names:
    """The names of one tree.

    made: offset of a call that imports → what it imports.  reads: (node, scope, called) of every name that is read.
    """

    def __init__(self, root: Any, made: Mapping[int, Import], bound: Iterable[tuple[str, str]]) -> None:
        self.made, self.module = made, Scope("function")
        for alias, target in bound:
            self.module.bind(alias, target)
        self.reads: list[tuple[Any, Scope, bool]] = []
        self.stores: list[tuple[Any, Scope]] = []
        self.stack: list[tuple[Any, Scope, Scope | None]] = [(root, self.module, None)]
        while self.stack:
            self._visit(*self.stack.pop())
        for node, scope in self.stores:
            for name in assigned(node):
                scope.again(name)

    def _visit(self, node: Any, scope: Scope, store: Scope | None) -> None:
        kind = node.type
        if store is not None and kind in ("identifier", "shorthand_property_identifier_pattern"):
            store.bind(text(node))
        elif kind in NAMES:
            self.reads.append((node, scope, False))
        elif store is not None and kind in PATTERNS:
            self._pattern(node, scope, store)
        elif kind in CHAINS:
            self.chain(node, scope)
        elif kind in _VISITS:
            _VISITS[kind](self, node, scope)
        else:
            self._push(node.named_children, Scope("block", scope) if kind in _BLOCKS else scope)

    def _push(self, nodes: Iterable[Any], scope: Scope, store: Scope | None = None) -> None:
        self.stack.extend((node, scope, store) for node in reversed([*nodes]) if node is not None)

    def _fields(self, node: Any, scope: Scope, *names: str) -> None:
        self._push([child for name in names for child in node.children_by_field_name(name)], scope)

    def _pattern(self, node: Any, scope: Scope, store: Scope) -> None:
        """Bind what a pattern names; defaults and types in it are read."""
        read = [child for name in ("right", "type", "value") for child in node.children_by_field_name(name)]
        if node.type == "pair_pattern":
            self._push(node.children_by_field_name("value"), scope, store)
            return
        self._push(read, scope)
        self._push([child for child in node.named_children if child not in read], scope, store)

    def chain(self, node: Any, scope: Scope, called: bool = False) -> None:
        """Read `a.b.c`; go on inside if its beginning is no name."""
        self.reads.append((node, scope, called))
        while node.type in CHAINS:
            if node.type == "subscript_expression":
                self._fields(node, scope, "index")
            node = first(node)
        if node.type not in NAMES:
            self._push([node], scope)

    def call(self, node: Any, scope: Scope) -> None:
        """Read what is called, constructed or decorates as called."""
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        function = function or (node.named_children[0] if node.type == "decorator" else None)
        if function is not None and function.type in NAMES:
            self.reads.append((function, scope, True))
        elif function is not None and function.type in CHAINS:
            self.chain(function, scope, called=True)
        else:
            self._push([function], scope)
        self._fields(node, scope, "type_arguments", "arguments")

    def function(self, node: Any, scope: Scope) -> None:
        """Open a scope with its parameters."""
        name = node.child_by_field_name("name")
        inner = Scope("function", scope)
        if name is not None and name.type in ("identifier", "type_identifier"):
            (inner if node.type == "function_expression" else scope).bind(text(name))
        self._fields(node, inner, "type_parameters", "return_type", "body", "decorator")
        for parameters in (*node.children_by_field_name("parameters"), *node.children_by_field_name("parameter")):
            self._push([parameters], inner, inner)

    def declared(self, node: Any, scope: Scope) -> None:
        """Bind the name of a class, type, enum or namespace, and read the rest."""
        name = node.child_by_field_name("name")
        if name is not None and name.type in ("identifier", "type_identifier"):
            scope.bind(text(name))
        self._push([child for child in node.named_children if child != name], Scope("block", scope))

    def parameter_of_type(self, node: Any, scope: Scope) -> None:
        """Bind `T` of `<T extends U>`."""
        name = node.child_by_field_name("name")
        if name is not None:
            scope.bind(text(name))
        self._push([child for child in node.named_children if child != name], scope)

    def variable(self, node: Any, scope: Scope) -> None:
        """Bind a variable, to what it imports if it does."""
        name = node.child_by_field_name("name")
        plain = node.parent is None or node.parent.type != "variable_declaration"
        store = scope if plain else scope.top("function")
        self._fields(node, scope, "type", "value")
        found = self.made.get(start(node.child_by_field_name("value")))
        for alias, target in targets(found) if found else ():
            store.bind(alias, target)
        if name is not None and found is None:
            base, taken = variable(node.child_by_field_name("value"))
            for each, local in pattern(name, "") if base else ():
                store.give(local, scope, base, (*taken, *([each] if each else ())))
        if name is not None:
            self._push([name], scope, store)

    def assigned(self, node: Any, scope: Scope) -> None:
        """Read an assignment, and note what is given something else."""
        left = node.child_by_field_name("left") or node.child_by_field_name("argument")
        if left is not None:
            self.stores.append((left, scope))
        self._push(node.named_children, scope)

    def loop(self, node: Any, scope: Scope) -> None:
        """Bind the variable of `for … of` in a scope of the loop."""
        inner = Scope("block", scope)
        left = node.child_by_field_name("left")
        declares = node.child_by_field_name("kind") is not None
        self._push([left], inner, inner if declares else None)
        if left is not None and not declares:
            self.stores.append((left, inner))
        self._fields(node, inner, "right", "body")

    def caught(self, node: Any, scope: Scope) -> None:
        """Bind what `catch (e)` catches."""
        inner = Scope("block", scope)
        self._push([node.child_by_field_name("parameter")], inner, inner)
        self._fields(node, inner, "body")

    def listed(self, node: Any, scope: Scope) -> None:
        """Read the local name of an export, not the one it is given to others under."""
        if node.child_by_field_name("source") is not None:
            return
        for child in node.named_children:
            if child.type == "export_clause":
                self._push([each.child_by_field_name("name") for each in child.named_children], scope)
            else:
                self._push([child], scope)

    def tag(self, node: Any, scope: Scope) -> None:
        """Read a component; a tag in small letters is the page's own."""
        name = node.child_by_field_name("name")
        if name is not None and (name.type in CHAINS or not text(name)[:1].islower()):
            self._push([name], scope)
        self._push([child for child in node.named_children if child != name], scope)

    def nothing(self, node: Any, scope: Scope) -> None:
        """Pass over what holds no names."""


_FUNCTIONS = ("function_declaration", "function_expression", "arrow_function", "method_definition")
_GENERATORS = ("generator_function", "generator_function_declaration", "function_signature")
_DECLARED = ("class_declaration", "class", "abstract_class_declaration", "interface_declaration")
_OTHERS = ("type_alias_declaration", "enum_declaration", "internal_module")
_VISITS: dict[str, Callable[[Names, Any, Scope], None]] = {
    **dict.fromkeys((*_FUNCTIONS, *_GENERATORS), Names.function),
    **dict.fromkeys((*_DECLARED, *_OTHERS), Names.declared),
    **dict.fromkeys(("call_expression", "new_expression", "decorator"), Names.call),
    **dict.fromkeys(("jsx_opening_element", "jsx_self_closing_element"), Names.tag),
    **dict.fromkeys(("import_statement", "comment", "jsx_closing_element"), Names.nothing),
    "type_parameter": Names.parameter_of_type,
    "variable_declarator": Names.variable,
    "for_in_statement": Names.loop,
    "catch_clause": Names.caught,
    "export_statement": Names.listed,
    **dict.fromkeys(("assignment_expression", "augmented_assignment_expression", "update_expression"), Names.assigned),
}
