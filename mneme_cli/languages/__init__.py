"""One language each: how an import is written, what it means, and which bytes it must contain."""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.model.fact import Edge, Import, Use
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

_BY_SUFFIX = {".py": "python", ".pyi": "python"}
"""A hook must not import every language to find one; a house test compares this table with the entries themselves."""


class Language(NamedTuple):
    """One language.

    suffixes: with the dot.  grammar: (package, function) of its tree-sitter wheel.
    keywords: bytes one of which every import statement contains.
    imports: text, parse → raw imports in source order, each name of a `from` list in `names` of one Import.
        parse(text) returns a tree-sitter tree; the ladder (head cut, full parse) is `evidence`'s, see `head`.
    head: text → the offset behind the last import statement (0 = none, -1 = cannot tell).
    resolve: path, raw import, tree, layout → one Edge per name.
    exports: text, parse → name → raw import that binds it at module level (re-exports); "*" → star imports;
        names defined here map to None.
    uses: text, parse → names used and called, resolved through the file's imports and aliases.
    token: path → bytes that every import of this file must contain, unless written inside its own or a parent package.
    layout: tree, settings roots → the Layout part of this language.
    std: top-level name → is it the standard library?
    """

    name: str
    suffixes: tuple[str, ...]
    grammar: tuple[str, str]
    keywords: tuple[bytes, ...]
    imports: Callable[[bytes, Any], tuple[Import, ...]]
    head: Callable[[bytes], int]
    resolve: Callable[[str, Import, Tree, Layout], tuple[Edge, ...]]
    exports: Callable[[bytes, Any], Mapping[str, tuple[Import, ...]]]
    uses: Callable[[bytes, Any], tuple[Use, ...]]
    token: Callable[[str], bytes]
    layout: Callable[[Tree, tuple[str, ...], Mapping[str, str]], Layout]
    std: Callable[[str], bool]
    ecosystem: str
    tests: tuple[str, ...] = ()


def take(name: str) -> Language:
    """Return one language by its name."""
    language: Language = shelf.take("mneme_cli.languages", name, "LANGUAGE")
    return language


def of(path: str) -> Language | None:
    """Return the language of a file by its suffix, None if no entry reads it."""
    name = _BY_SUFFIX.get(path[path.rfind(".") :]) if "." in path else None
    return take(name) if name else None
