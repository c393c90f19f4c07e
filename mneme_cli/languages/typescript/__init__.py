"""TypeScript and JavaScript: one language in four dialects, since types and tags need grammars of their own."""

from __future__ import annotations

from mneme_cli.languages import Language
from mneme_cli.languages.typescript.decode import TAGS, decode, scripts
from mneme_cli.languages.typescript.head import head, head_of_scripts
from mneme_cli.languages.typescript.std import SCHEMES, modules, std
from mneme_cli.languages.typescript.token import names, token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mneme_cli.model.fact import Edge, Import, Use
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree


def _imports(text: bytes, parse: Any) -> tuple[Import, ...]:
    """Load on first use: most hooks never ask, and equal heads have equal imports."""
    from mneme_cli.languages.typescript.imports import imports

    return imports(text, parse)


def _imports_of_script(text: bytes, parse: Any) -> tuple[Import, ...]:
    from mneme_cli.languages.typescript.imports import imports_of_script

    return imports_of_script(text, parse)


def _resolve(path: str, found: Import, tree: Tree, layout: Layout) -> tuple[Edge, ...]:
    from mneme_cli.languages.typescript.resolve import resolve

    return resolve(path, found, tree, layout)


def _absolute(path: str, name: str, tree: Tree, layout: Layout) -> str:
    from mneme_cli.languages.typescript.resolve import absolute

    return absolute(path, name, tree, layout)


def _speak(path: str, layout: Layout) -> str:
    from mneme_cli.languages.typescript.speak import speak

    return speak(path, layout)


def _statement(name: str, taken: str = "", *, typed: bool = False) -> bytes:
    from mneme_cli.languages.typescript.speak import statement

    return statement(name, taken, typed=typed)


def _exports(text: bytes, parse: Any) -> Mapping[str, tuple[Import, ...]]:
    from mneme_cli.languages.typescript.exports import exports

    return exports(text, parse)


def _uses(text: bytes, parse: Any) -> tuple[Use, ...]:
    from mneme_cli.languages.typescript.uses import uses

    return uses(text, parse)


def _taken(text: bytes, parse: Any) -> tuple[Use, ...]:
    from mneme_cli.languages.typescript.uses import taken

    return taken(text, parse)


def _layout(tree: Tree, _roots: tuple[str, ...], _imports: Mapping[str, str]) -> Layout:
    """Read it from the manifests alone: source roots and import names are settings of other languages."""
    from mneme_cli.languages.typescript.layout import layout

    return layout(tree)


_TYPES = Language(
    name="typescript",
    suffixes=(".ts", ".mts", ".cts"),
    grammar=("tree_sitter_typescript", "language_typescript"),
    keywords=(b"import", b"export", b"require", b"vi.", b"jest.", b"<reference"),
    decode=decode,
    imports=_imports,
    head=head,
    resolve=_resolve,
    exports=_exports,
    uses=_uses,
    taken=_taken,
    absolute=_absolute,
    token=token,
    names=names,
    layout=_layout,
    std=std,
    speak=_speak,
    statement=_statement,
    ecosystem="npm",
    exported=True,
    apart=True,
    runtimes=SCHEMES,
    modules=modules,
)
_TAGS = _TYPES._replace(suffixes=(".tsx",), grammar=("tree_sitter_typescript", "language_tsx"))
_SCRIPT = _TYPES._replace(
    suffixes=(".js", ".jsx", ".mjs", ".cjs"),
    grammar=("tree_sitter_javascript", "language"),
    imports=_imports_of_script,
    called="javascript",
)
_COMPONENT = _TYPES._replace(
    suffixes=(".vue", ".svelte"),
    decode=scripts,
    head=head_of_scripts,
    marked=((TAGS, _TAGS.grammar),),
)

LANGUAGE = _TYPES._replace(
    suffixes=tuple(end for each in (_TYPES, _TAGS, _SCRIPT, _COMPONENT) for end in each.suffixes),
    dialects=(_TYPES, _TAGS, _SCRIPT, _COMPONENT),
)
