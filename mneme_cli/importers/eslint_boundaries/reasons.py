"""Why only the plugin or only we tell an import: each reason is held against what both saw before it is given."""

from __future__ import annotations

from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from mneme_cli.importers import _eslint
from mneme_cli.importers.eslint_boundaries.config import read
from mneme_cli.importers.eslint_boundaries.elements import home
from mneme_cli.importers.eslint_boundaries.pairs import SAME
from mneme_cli.languages.typescript import shadowed

if TYPE_CHECKING:
    from mneme_cli.importers import Case
    from mneme_cli.importers.eslint_boundaries.config import Config
    from mneme_cli.importers.eslint_boundaries.pairs import Law
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.tree import Tree

_RESOLVER = "import/resolver"
_ENDS = (".mjs", ".js", ".json", ".node")
_OWN = "require is a name of the file's own, and the plugin takes it for node's"
_NOWHERE = "eslint finds no file for '{}': without `import/resolver` in its settings it looks for {} alone"
_PASSES = "there {} is '{}' and {} is '{}', and a '{}' may import a '{}'"


def reason(case: Case) -> str:
    """Explain a difference, "" if nothing that both saw explains it."""
    if why := _eslint.reason(case):
        return why
    config, laws = _configured(case.path, case.tree)  # type: ignore[arg-type] # trees are compared by identity
    lines = case.tree.read(case.said.source).decode("utf-8", "replace").splitlines()
    every = [each for each in case.edges(case.said.source) if not each.via]
    here = [each for each in every if _eslint.specifier(lines, each.line, each.written) == case.said.line]
    told = next((why for each in here if (why := _typed(case, config, laws, each))), "")
    return told or (_theirs(case, here, lines) if case.finding is None else _ours(case, config, here))


@lru_cache(maxsize=2)
def _configured(path: str, tree: Tree) -> tuple[Config, tuple[Law, ...]]:
    config = read(path, tree.read(path))
    return config, tuple(config.laws(path).values())


def _typed(case: Case, config: Config, laws: tuple[Law, ...], edge: Edge) -> str:
    """Explain it by the types that the plugin gives both ends."""
    one, two = home(config.elements, edge.source), home(config.elements, edge.target)
    if doubt := next((found.doubts[one, two] for found in laws if (one, two) in found.doubts), ""):
        return f"not importable: {doubt}"
    if case.finding is None:
        return f"not importable: {SAME}" if one == two else ""
    if one and two and one != two and not any(found.barred[one, two] for found in laws):
        return _PASSES.format(edge.source, one, edge.target, two, one, two)
    return ""


def _theirs(case: Case, here: list[Edge], lines: list[str]) -> str:
    """Explain why what the plugin takes for an import is none here."""
    written = "require" in "".join(lines[case.said.line - 1 : case.said.line])
    return _OWN if not here and written and shadowed.own("\n".join(lines)) else ""


def _ours(case: Case, config: Config, here: list[Edge]) -> str:
    """Explain why the plugin has no target for an import."""
    if _RESOLVER in config.settings:
        return ""
    missed = (each for each in here if each.target == case.said.note and not _found(each))
    return next((_NOWHERE.format(each.written, ", ".join(_ENDS)) for each in missed), "")


def _found(edge: Edge) -> bool:
    """Tell whether node's own way to resolve leads to the same file."""
    stem = normpath(join(dirname(edge.source), edge.written)) if edge.written.startswith(".") else ""
    ends = ("", *_ENDS, *(f"/index{end}" for end in _ENDS))
    return bool(stem) and edge.target in {f"{stem}{end}" for end in ends}
