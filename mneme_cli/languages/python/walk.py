"""Which names a file binds, scope by scope, and which it reads: one walk with a stack of its own, never recursing."""

from __future__ import annotations

from mneme_cli.languages._scope import Scope, place
from mneme_cli.languages.python.syntax import bindings, dotted, joined, variable, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from mneme_cli.languages._nodes import Columns

_COMPREHENSIONS = ("list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression")
_LISTS = ("pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "dictionary_splat_pattern")
_NESTED = (*_LISTS, "tuple", "list", "list_splat", "parenthesized_expression", "as_pattern_target")


class Walk:
    """The names of one tree.

    reads: (node, scope, called) of every name or attribute that is read.  stars: modules imported from with a star.
    columns: if given, the place of its import and a NUL stand in front of what one brings.
    """

    def __init__(self, tree: Any, columns: Columns | None = None) -> None:
        self.module, self.columns = Scope("module"), columns
        self.reads: list[tuple[Any, Scope, bool]] = []
        self.stars: list[str] = []
        self.stack: list[tuple[Any, Scope, Scope | None]] = [(tree.root_node, self.module, None)]
        while self.stack:
            self._visit(*self.stack.pop())

    def _visit(self, node: Any, scope: Scope, store: Scope | None) -> None:
        kind = node.type
        if kind == "identifier":
            if store is None:
                self.reads.append((node, scope, False))
            else:
                store.bind(word(node))
        elif store is not None and kind in _NESTED:
            self._push(node.named_children, scope, store)
        elif kind in _VISITS:
            _VISITS[kind](self, node, scope, store)
        elif kind in _COMPREHENSIONS:
            self._push(node.named_children, Scope("comprehension", scope))
        else:
            self._push(node.named_children, scope)

    def _push(self, nodes: Iterable[Any], scope: Scope, store: Scope | None = None) -> None:
        self.stack.extend((node, scope, store) for node in reversed([*nodes]) if node is not None)

    def _fields(self, node: Any, scope: Scope, *names: str) -> None:
        self._push([child for name in names for child in node.children_by_field_name(name)], scope)

    def attribute(self, node: Any, scope: Scope, _: Scope | None, called: bool = False) -> None:
        """Read `a.b.c`; go on inside if its beginning is no name."""
        self.reads.append((node, scope, called))
        while node.type == "attribute":
            node = node.child_by_field_name("object")
        if node.type != "identifier":
            self._push([node], scope)

    def call(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Read what is called as called; a decorator calls what it names."""
        function = node.child_by_field_name("function") or next(iter(node.named_children), None)
        if function is not None and function.type == "identifier":
            self.reads.append((function, scope, True))
        elif function is not None and function.type == "attribute":
            self.attribute(function, scope, None, called=True)
        else:
            self._push([function], scope)
        self._fields(node, scope, "arguments")

    def function(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Open a scope with its parameters; defaults and annotations are read outside of it."""
        name = node.child_by_field_name("name")
        if name is not None:
            scope.bind(word(name))
        inner = Scope("class" if node.type == "class_definition" else "function", scope)
        typed = node.child_by_field_name("type_parameters")
        outer = Scope("types", scope) if typed is not None else scope
        if typed is not None:
            inner.outer = outer
            for each in typed.named_children:
                self._parameter_of_type(each, outer)
        self._fields(node, outer, "return_type", "superclasses")
        self._fields(node, inner, "body")
        for parameters in node.children_by_field_name("parameters"):
            self._push(parameters.named_children, outer, inner)

    def parameter(self, node: Any, scope: Scope, store: Scope | None) -> None:
        """Bind a parameter, read its type and default."""
        inner = [node.child_by_field_name(field) for field in ("type", "value")]
        self._push(inner, scope)
        name = node.child_by_field_name("name") or next(iter(node.named_children), None)
        if name is not None and name not in inner:
            self._push([name], scope, store)

    def targets(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Bind what stands on the left of `=`, `+=` or `for`, read the rest."""
        self._fields(node, scope, "right", "type", "body", "alternative")
        left = node.child_by_field_name("left")
        self._push([left], scope, scope)
        if left is not None and left.type == "identifier":
            if node.type == "assignment":
                scope.give(word(left), scope, *variable(node.child_by_field_name("right")))
            elif node.type == "augmented_assignment":
                self.reads.append((left, scope, False))

    def alias(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Bind the name of `type X[T] = …`."""
        self._fields(node, scope, "right")
        left = node.child_by_field_name("left")
        if left is not None:
            self._parameter_of_type(left, scope)

    def _parameter_of_type(self, node: Any, scope: Scope) -> None:
        """Bind the first name of a type, read its bound."""
        while node.type != "identifier" and node.named_child_count:
            first, *rest = node.named_children
            self._push(rest if node.type != "generic_type" else (), scope)
            node = first
        if node.type == "identifier":
            scope.bind(word(node))

    def walrus(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Bind in the scope around a comprehension."""
        self._push([node.child_by_field_name("name")], scope, scope.top("function", "class"))
        self._fields(node, scope, "value")

    def named(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Bind what stands behind `as`."""
        self._push(node.named_children[:-1], scope)
        self._push(node.named_children[-1:], scope, scope)

    def elsewhere(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Note that names belong to another scope."""
        for name in map(word, node.named_children):
            outer = scope.outer or scope
            scope.elsewhere[name] = self.module if node.type == "global_statement" else outer.top("function")

    def keyword(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Read the value of a keyword argument, not its name."""
        self._fields(node, scope, "value")

    def pattern(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Bind what a `case` captures: a name without dots that is no class."""
        for at, child in enumerate(node.named_children):
            if child.type in ("dotted_name", "identifier"):
                name = dotted(child)
                if (node.type == "class_pattern" and not at) or "." in name:
                    self.reads.append((child, scope, False))
                elif name != "_" and (node.type != "keyword_pattern" or at):
                    scope.bind(name)
            else:
                self._push([child], scope)

    def imported(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Bind what an import binds to what it names."""
        where = place(node.start_point[0] + 1, self.columns.of(node)) if self.columns else ""
        for alias, module, name in bindings(node):
            if name == "*":
                self.stars.append(where + name if where else module)
            else:
                scope.bind(alias, where + name if where or not module else joined(module, name))

    def nothing(self, node: Any, scope: Scope, _: Scope | None) -> None:
        """Pass over what holds no names."""


_PATTERNS = ("case_pattern", "class_pattern", "keyword_pattern", "splat_pattern", "union_pattern", "dict_pattern")
_VISITS: dict[str, Callable[[Walk, Any, Scope, Scope | None], None]] = {
    "attribute": Walk.attribute,
    "call": Walk.call,
    "decorator": Walk.call,
    "function_definition": Walk.function,
    "class_definition": Walk.function,
    "lambda": Walk.function,
    "default_parameter": Walk.parameter,
    "typed_parameter": Walk.parameter,
    "typed_default_parameter": Walk.parameter,
    "assignment": Walk.targets,
    "augmented_assignment": Walk.targets,
    "for_statement": Walk.targets,
    "for_in_clause": Walk.targets,
    "type_alias_statement": Walk.alias,
    "named_expression": Walk.walrus,
    "as_pattern": Walk.named,
    "global_statement": Walk.elsewhere,
    "nonlocal_statement": Walk.elsewhere,
    "keyword_argument": Walk.keyword,
    "import_statement": Walk.imported,
    "import_from_statement": Walk.imported,
    "future_import_statement": Walk.nothing,
    "comment": Walk.nothing,
    **dict.fromkeys(_PATTERNS, Walk.pattern),
}
