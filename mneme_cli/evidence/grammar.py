"""The only file that knows tree-sitter: one parser for each language, loaded without the packages around it.

`tree_sitter` and the grammar packages import typing and importlib.resources, which cost more than a whole bare
interpreter; their extension modules do not, so they are loaded by path, and imported plainly if that fails. The runtime
itself asks for `re` and `enum`, for what nobody here uses; they cost as much again, so it gets stand-ins of them.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mneme_cli.errors import MnemeError
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
            raise _unfit(f"the grammar {_pip(package)} does not load: {wrong}", f"pip install '{pips}'") from None
    return _READY[package, entry]


def _binding(package: str) -> Any:
    """Load the extension module of a tree-sitter package."""
    name = f"{package}._binding"
    if name in sys.modules:
        return sys.modules[name]
    try:
        return _by_path(package, name) or __import__(name, fromlist=("_binding",))
    except ImportError:
        raise _unfit(f"the package {_pip(package)} is missing", f"pip install {_pip(package)}") from None


def _unfit(said: str, hint: str) -> MnemeError:
    from mneme_cli.errors import MnemeError

    return MnemeError(said, hint)


def _by_path(package: str, name: str) -> Any:
    """Load an extension from the folder it lies in, without running its package; None if it is not found so."""
    from _frozen_importlib import ModuleSpec, _load  # type: ignore[attr-defined]
    from _frozen_importlib_external import ExtensionFileLoader
    from _imp import extension_suffixes

    lent = _lent()
    try:
        for place in sys.path:
            for suffix in extension_suffixes():
                path = f"{place}/{package}/_binding{suffix}"
                try:
                    return _load(ModuleSpec(name, ExtensionFileLoader(name, path), origin=path))
                except (ImportError, AttributeError):
                    sys.modules.pop(name, None)
    finally:
        for each in lent:
            del sys.modules[each]
    return None


def _lent() -> list[str]:
    """Stand in for what the runtime takes from the library as it loads, where nobody has loaded it: names to give back.

    `enum.IntEnum` names the two kinds of its log, which is never turned on; `re.compile` serves the predicates of
    queries, and is the library's own when it is called.
    """
    lent: dict[str, dict[str, Any]] = {"re": {"compile": _compile}, "enum": {"IntEnum": _Kinds}}
    absent = [name for name in lent if name not in sys.modules]
    for name in absent:
        sys.modules[name] = type(sys)(name)
        sys.modules[name].__dict__.update(lent[name])
    return absent


def _compile(*pattern: Any) -> Any:
    return __import__("re").compile(*pattern)


class _Kinds:
    """An `enum.IntEnum` of a name and its members, made when a member is asked for."""

    def __init__(self, name: str, members: dict[str, int]) -> None:
        self._made = name, members

    def __call__(self, value: int) -> Any:
        return __import__("enum").IntEnum(*self._made)(value)


def _pip(package: str) -> str:
    return package.replace("_", "-")
