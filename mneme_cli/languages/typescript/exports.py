"""What a module gives to others: by passing on what it imports (a re-export), or by defining it."""

from __future__ import annotations

from mneme_cli.languages.typescript.imports import located
from mneme_cli.languages.typescript.tame import tamed
from mneme_cli.model.fact import DYNAMIC, LOCAL, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Exports = dict[str, tuple[Import, ...]]

_PATTERNS = ("object_pattern", "array_pattern", "rest_pattern", "pair_pattern", "assignment_pattern")


def exports(text: bytes, parse: Callable[[bytes], Any]) -> Exports:
    """Return name → the imports it comes from (each with that one name), "*" → star re-exports, own names → ()."""
    trees: list[Any] = []

    def kept(given: bytes) -> Any:
        trees.append(parse(given))
        return trees[-1]

    out: Exports = {}
    bound: Exports = {}
    for found, spot in located(text, kept, docs=False):
        if found.kinds & (LOCAL | DYNAMIC):
            continue
        passing = spot.clause is not None and spot.clause.form == "export"
        for alias, one in _single(found):
            _add(out if passing else bound, alias, one)
    for node in (trees[0] if trees else parse(tamed(text, ()))).root_node.named_children:
        for name, local in _given(node):
            if name not in out or local in bound:
                out[name] = (*out.get(name, ()), *bound.get(local, ()))
    return out


def _add(into: Exports, name: str, found: Import) -> None:
    if name:
        into[name] = (*into.get(name, ()), found)


def _single(found: Import) -> list[tuple[str, Import]]:
    """Split an import into one for each name it binds."""
    if not found.names:
        return [(found.aliases[0], found)] if found.aliases else []
    return [
        (alias, found._replace(names=(name,), aliases=(alias,)))
        for name, alias in zip(found.names, found.aliases, strict=False)
    ]


def _given(node: Any) -> Iterator[tuple[str, str]]:
    """Yield (exported name, local name) of a top-level statement, local "" = defined on the spot."""
    if node.type == "expression_statement":
        yield from _common(node)
    if node.type != "export_statement" or node.child_by_field_name("source") is not None:
        return
    declaration = node.child_by_field_name("declaration")
    words = {child.type for child in node.children}
    if declaration is not None and "default" not in words:
        yield from ((name, "") for name in _declared(declaration))
    elif "default" in words or "=" in words:
        value = node.child_by_field_name("value") or next(iter(node.named_children), None)
        plain = declaration is None and value is not None and value.type == "identifier"
        yield "default", _text(value) if plain else ""
    for clause in node.named_children:
        if clause.type == "export_clause":
            for each in clause.named_children:
                yield from _listed(each)


def _listed(each: Any) -> Iterator[tuple[str, str]]:
    name = each.child_by_field_name("name")
    if name is not None:
        local = _text(name).strip("'\"")
        alias = each.child_by_field_name("alias")
        yield (local if alias is None else _text(alias).strip("'\"")), local


def _declared(node: Any) -> Iterator[str]:
    """Yield the names of an exported declaration."""
    name = node.child_by_field_name("name")
    if name is not None:
        yield _text(name)
    for child in node.named_children:
        if child.type == "variable_declarator":
            yield from _names(child.child_by_field_name("name"))
        elif node.type == "ambient_declaration":
            yield from _declared(child)


def _names(target: Any) -> Iterator[str]:
    stack = [target]
    while stack:
        node = stack.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            yield _text(node)
        elif node.type in _PATTERNS:
            stack.extend(node.named_children)


def _common(statement: Any) -> Iterator[tuple[str, str]]:
    """Yield what `module.exports = …` and `exports.a = …` give."""
    node = statement.named_children[0] if statement.named_children else None
    if node is None or node.type != "assignment_expression":
        return
    left, right = _text(node.child_by_field_name("left")), node.child_by_field_name("right")
    name = left.removeprefix("module.").removeprefix("exports").removeprefix(".")
    if left.removeprefix("module.").partition(".")[0] != "exports" or right is None:
        return
    if name:
        yield name, _text(right) if right.type == "identifier" else ""
    elif right.type == "identifier":
        yield "default", _text(right)
    elif right.type == "object":
        for pair in right.named_children:
            if pair.type == "shorthand_property_identifier":
                yield _text(pair), _text(pair)
            elif pair.type == "pair":
                value = pair.child_by_field_name("value")
                yield _text(pair.child_by_field_name("key")).strip("'\""), _text(value)


def _text(node: Any) -> str:
    return "" if node is None else node.text.decode("utf-8", "replace")
