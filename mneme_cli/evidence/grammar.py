"""The only file that knows tree-sitter: one parser for each language, loaded without the packages around it.

`tree_sitter` and the grammar packages import typing and importlib.resources, which cost more than a whole bare
interpreter; their extension modules do not, so they are loaded by path, and imported plainly if that fails.
"""

from __future__ import annotations

import sys

from mneme_cli.errors import MnemeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mneme_cli.languages import Language

_READY: dict[tuple[str, str], Callable[[bytes], Any]] = {}


def parser(language: Language) -> Callable[[bytes], Any]:
    """Return text → tree-sitter tree for a language; made once a process.

    Raises:
        MnemeError: tree-sitter or the grammar is not installed, or the two do not fit together.
    """
    return _chosen(language) if language.marked else loaded(*language.grammar)


def _chosen(language: Language) -> Callable[[bytes], Any]:
    """Return a parser that takes the grammar a text asks for."""

    def parse(text: bytes) -> Any:
        grammar = next((each for mark, each in language.marked if mark in text), language.grammar)
        return loaded(*grammar)(text)

    return parse


def loaded(package: str, entry: str) -> Callable[[bytes], Any]:
    """Return text → tree-sitter tree for a grammar, by its package and the function in it.

    Raises:
        MnemeError: as `parser`.
    """
    if (package, entry) not in _READY:
        runtime, grammar = _binding("tree_sitter"), _binding(package)
        try:
            _READY[package, entry] = runtime.Parser(runtime.Language(getattr(grammar, entry)())).parse
        except (AttributeError, TypeError, ValueError) as wrong:
            pips = f"tree-sitter>=0.25 {_pip(package)}"
            raise MnemeError(f"the grammar {_pip(package)} does not load: {wrong}", f"pip install '{pips}'") from None
    return _READY[package, entry]


def _binding(package: str) -> Any:
    """Load the extension module of a tree-sitter package."""
    name = f"{package}._binding"
    if name in sys.modules:
        return sys.modules[name]
    try:
        return _by_path(package, name) or __import__(name, fromlist=("_binding",))
    except ImportError:
        raise MnemeError(f"the package {_pip(package)} is missing", f"pip install {_pip(package)}") from None


def _by_path(package: str, name: str) -> Any:
    """Load an extension from the folder it lies in, without running its package; None if it is not found so."""
    from _frozen_importlib import ModuleSpec, _load  # type: ignore[attr-defined]
    from _frozen_importlib_external import ExtensionFileLoader
    from _imp import extension_suffixes

    for place in sys.path:
        for suffix in extension_suffixes():
            path = f"{place}/{package}/_binding{suffix}"
            try:
                return _load(ModuleSpec(name, ExtensionFileLoader(name, path), origin=path))
            except ImportError:
                sys.modules.pop(name, None)
    return None


def _pip(package: str) -> str:
    return package.replace("_", "-")
