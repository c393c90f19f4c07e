"""Python: everything from how an import is written to the file it means."""

from __future__ import annotations

from mneme_cli.languages import Language
from mneme_cli.languages.python.decode import decode
from mneme_cli.languages.python.head import head, token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from mneme_cli.model.fact import Edge, Import, Use
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree


def _imports(text: bytes, parse: Any) -> tuple[Import, ...]:
    """Load on first use: most hooks never ask, and equal heads have equal imports."""
    from mneme_cli.languages.python.flat import imports

    return imports(text, parse)


def _resolve(path: str, found: Import, tree: Tree, layout: Layout) -> tuple[Edge, ...]:
    from mneme_cli.languages.python.resolve import resolve

    return resolve(path, found, tree, layout)


def _absolute(path: str, name: str, tree: Tree, layout: Layout) -> str:
    from mneme_cli.languages.python.resolve import absolute

    return absolute(path, name, tree, layout)


def _std(name: str) -> bool:
    from mneme_cli.languages.python.std import std

    return std(name)


def _exports(text: bytes, parse: Any) -> Mapping[str, tuple[Import, ...]]:
    from mneme_cli.languages.python.exports import exports

    return exports(text, parse)


def _binds(found: Import) -> tuple[str, ...]:
    from mneme_cli.languages.python.exports import binds

    return binds(found)


def _uses(text: bytes, parse: Any) -> tuple[Use, ...]:
    from mneme_cli.languages.python.uses import uses

    return uses(text, parse)


def _taken(text: bytes, parse: Any) -> tuple[Use, ...]:
    from mneme_cli.languages.python.uses import taken

    return taken(text, parse)


def _gives(path: str, text: bytes, parse: Any) -> frozenset[str] | None:
    from mneme_cli.languages.python.gives import gives

    return gives(path, text, parse)


def _layout(tree: Tree, source_roots: tuple[str, ...], imports: Mapping[str, str]) -> Layout:
    from mneme_cli.languages.python.layout import layout

    return layout(tree, source_roots, imports)


def _speak(path: str, layout: Layout) -> str:
    from mneme_cli.languages.python.speak import speak

    return speak(path, layout)


def _statement(name: str, taken: str = "", *, typed: bool = False) -> bytes:
    from mneme_cli.languages.python.speak import statement

    return statement(name, taken, typed=typed)


def _cells(raw: bytes) -> tuple[bytes, str]:
    from mneme_cli.languages.python.notebook import decode as decode_cells

    return decode_cells(raw)


def _places(raw: bytes) -> Callable[[int, int], tuple[int, int]]:
    from mneme_cli.languages.python.notebook import places

    return places(raw)


def _members() -> Mapping[str, frozenset[str]]:
    from mneme_cli.languages.python.members import members

    return members()


_SOURCE = Language(
    name="python",
    suffixes=(".py", ".pyi"),
    grammar=("tree_sitter_python", "language"),
    keywords=(b"import",),
    decode=decode,
    imports=_imports,
    head=head,
    resolve=_resolve,
    exports=_exports,
    binds=_binds,
    uses=_uses,
    taken=_taken,
    absolute=_absolute,
    token=token,
    layout=_layout,
    std=_std,
    ecosystem="pypi",
    speak=_speak,
    statement=_statement,
    members=_members,
    builtins="builtins",
    gives=_gives,
    tests=("**/tests/**", "test/**", "**/test_*.py", "**/*_test.py", "**/conftest.py"),
)
_NOTEBOOK = _SOURCE._replace(
    suffixes=(".ipynb",),
    decode=_cells,
    head=lambda _raw: -1,
    places=_places,
    speak=lambda _path, _layout: "",
)

LANGUAGE = _SOURCE._replace(
    suffixes=(*_SOURCE.suffixes, *_NOTEBOOK.suffixes),
    dialects=(_SOURCE, _NOTEBOOK),
)
