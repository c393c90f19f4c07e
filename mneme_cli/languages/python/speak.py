"""The other direction: from a file to the name under which others import it, and to the statement that does."""

from __future__ import annotations

from mneme_cli.languages.python.places import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.layout import Layout


def speak(path: str, layout: Layout) -> str:
    """Return the absolute name of a file as a module, "" if no import can name it.

    Of several roots above it that one counts under which the name is known to be ours, the nearest first.
    """
    table = places(layout)
    names = [(root, _name(path[len(root) :])) for root in table.around(path)]
    known = (name for root, name in names if name and root in table.own.get(name.partition(".")[0], ()))
    return next(known, next((name for _, name in names if name), ""))


def statement(name: str, taken: str = "", *, typed: bool = False) -> bytes:
    """Write the import of a module, or of what is taken from it; typed: for annotations only."""
    line = f"from {name} import {taken}\n" if taken else f"import {name}\n"
    if not typed:
        return line.encode()
    return f"from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    {line}".encode()


def _name(inner: str) -> str:
    parts = inner.rpartition(".")[0].split("/")
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    return ".".join(parts) if parts and all(part.isidentifier() for part in parts) else ""
