"""A shelf is a package whose modules (or packages) are its entries: adding a file is registering it.

`take` imports one entry and nothing else; each shelf's `__init__` wraps it with the shape of its entries, so that
mypy sees through the dynamic import. Entries are listed from the folder, never from a table.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.errors import MnemeError


def take(package: str, name: str, constant: str) -> Any:
    """Import one entry of a shelf and return its constant.

    Raises:
        MnemeError: the shelf has no such entry.
    """
    if (package, name) not in _TAKEN:
        _TAKEN[package, name] = _import(package, name, constant)
    return _TAKEN[package, name]


_TAKEN: dict[tuple[str, str], Any] = {}
"""An import statement costs a microsecond each time; a check of everything takes an entry for every file."""


def _import(package: str, name: str, constant: str) -> Any:
    if not name.isidentifier() or name.startswith("_"):
        raise _missing(package, name)
    try:
        return getattr(__import__(f"{package}.{name}", fromlist=(constant,)), constant)
    except ModuleNotFoundError as missing:
        if missing.name != f"{package}.{name}":
            raise
        raise _missing(package, name) from None


def _missing(package: str, name: str) -> MnemeError:
    from mneme_cli.errors import MnemeError

    kind = package.rpartition(".")[2]
    return MnemeError(f"there is no '{name}' in {kind}", f"one of: {', '.join(names(package))}")


def names(package: str) -> tuple[str, ...]:
    """List a shelf's entries by name, sorted, without importing any of them."""
    from os import scandir

    found = set()
    for folder in __import__(package, fromlist=("__path__",)).__path__:
        for entry in scandir(folder):
            name = entry.name.removesuffix(".py")
            if name.startswith(("_", ".")) or (entry.is_file() and name == entry.name):
                continue
            found.add(name)
    return tuple(sorted(found))
