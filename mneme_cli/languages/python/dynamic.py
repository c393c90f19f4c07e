"""Imports by call with a literal name: `importlib.import_module("x")`, `__import__("x")`, also under other names."""

from __future__ import annotations

from mneme_cli.languages.python.syntax import dotted, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from mneme_cli.model.fact import Import

_FUNCTIONS = (("importlib", "import_module"), ("builtins", "__import__"))


def importers(found: Iterable[Import]) -> frozenset[str]:
    """Return what the functions that import are called in a file, given its import statements."""
    out = {"__import__"}
    for each in found:
        if each.written.startswith("importlib.") and not each.names and not each.aliases:
            out.add("importlib.import_module")  # `import importlib.util` binds the first name
        for module, function in _FUNCTIONS:
            if each.written == module:
                out.update(alias for name, alias in zip(each.names, each.aliases, strict=False) if name == function)
                out.add(f"{each.aliases[0] if each.aliases and not each.names else module}.{function}")
    return frozenset(out)


def called(line: list[Any], known: frozenset[str]) -> tuple[int, str] | None:
    """Return the place of the call in a lineage and the module it asks for, None if it is no import of a literal."""
    place = len(line) - 1
    while place and line[place].type in ("identifier", "attribute"):
        place -= 1
    call = line[place]
    if call.type != "call" or place + 1 >= len(line) or dotted(line[place + 1]) not in known:
        return None
    if call.child_by_field_name("function") != line[place + 1]:
        return None
    written = _asked(call.child_by_field_name("arguments"), dotted(line[place + 1]).endswith("__import__"))
    return (place, written) if written else None


def _asked(arguments: Any, builtin: bool) -> str:
    if arguments is None or arguments.type != "argument_list":
        return ""
    plain, named = [], {}
    for node in arguments.named_children:
        if node.type == "keyword_argument":
            named[node.child_by_field_name("name").text] = node.child_by_field_name("value")
        elif node.type != "comment":
            plain.append(node)
    name = literal(plain[0] if plain else named.get(b"name"))
    if builtin:
        level = plain[4] if len(plain) > 4 else named.get(b"level")
        return "." * int(level.text) + name if name and level is not None and level.text.isdigit() else name
    package = literal(plain[1] if len(plain) > 1 else named.get(b"package"))
    return _absolute(name, package) if package and name.startswith(".") else name


def _absolute(name: str, package: str) -> str:
    """Lay a relative name over a package that is said."""
    rest = name.lstrip(".")
    parts = package.split(".")
    kept = parts[: len(parts) - (len(name) - len(rest) - 1)]
    return ".".join([*kept, *([rest] if rest else [])]) if kept else name
