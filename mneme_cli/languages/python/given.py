"""What a name is given, by an import or by `a = b.c`: then it stands for that, if nothing else is given to it."""

from __future__ import annotations

from mneme_cli.languages._scope import Value
from mneme_cli.languages.python.syntax import dotted, joined, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.languages._scope import Scope

_DEEPEST = 50
"""How many attributes a variable is followed through."""


def given(name: str, value: Any, scope: Scope) -> None:
    """Note what a variable is given, if that is a name and what hangs from it: `a = b.c`, `a = x = b.c`."""
    while value is not None and value.type == "assignment":
        value = value.child_by_field_name("right")
    members: list[str] = []
    while value is not None and value.type == "attribute" and len(members) < _DEEPEST:
        members.append(word(value.child_by_field_name("attribute")))
        value = value.child_by_field_name("object")
    if value is not None and value.type == "identifier":
        scope.give(name, Value(scope=scope, base=word(value), members=tuple(reversed(members))))


def bindings(node: Any) -> Iterator[tuple[str, str]]:
    """Yield (name, what it stands for) of an import statement; ("*", module) of a star."""
    module = node.child_by_field_name("module_name")
    written = "" if module is None else module.text.decode("utf-8", "replace").replace(" ", "")
    if any(child.type == "wildcard_import" for child in node.named_children):
        yield "*", written
    for each in node.children_by_field_name("name"):
        plain = each.type != "aliased_import"
        name = dotted(each if plain else each.child_by_field_name("name"))
        alias = name.partition(".")[0] if plain else word(each.child_by_field_name("alias"))
        if module is None:
            yield alias, alias if plain else name
        else:
            yield alias, joined(written, name)
