"""TypeScript and JavaScript: one language in four dialects, since types and tags need grammars of their own."""

from __future__ import annotations

from mneme_cli.languages import Language
from mneme_cli.languages.typescript.decode import TAGS, decode, scripts
from mneme_cli.languages.typescript.head import head, head_of_scripts
from mneme_cli.languages.typescript.imports import imports, imports_of_script
from mneme_cli.languages.typescript.resolve import absolute, resolve
from mneme_cli.languages.typescript.speak import speak, statement
from mneme_cli.languages.typescript.std import SCHEMES, modules, std
from mneme_cli.languages.typescript.token import names, token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mneme_cli.model.fact import Import, Use
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree


def _exports(text: bytes, parse: Any) -> Mapping[str, tuple[Import, ...]]:
    """Load on first use: most hooks never ask."""
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
    imports=imports,
    head=head,
    resolve=resolve,
    exports=_exports,
    uses=_uses,
    taken=_taken,
    absolute=absolute,
    token=token,
    names=names,
    layout=_layout,
    std=std,
    speak=speak,
    statement=statement,
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
    imports=imports_of_script,
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
