"""`mneme rules`: the page of a verb or of its object, taken from the entry itself, so that it cannot be out of date."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli import kinds
from mneme_cli.errors import MnemeError
from mneme_cli.shelf import names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType
    from typing import Any

SHELVES = (("kinds", "mneme_cli.kinds"), ("relations", "mneme_cli.relations"))
ONLY = {"std": "mneme_cli.kinds._std"}
"""Objects that no relation makes, because one verb alone takes them."""


class Leaf(NamedTuple):
    """One entry: its name in YAML, kinds | relations, its first sentence, and the whole page."""

    name: str
    shelf: str
    says: str
    page: str


def index(shelves: tuple[tuple[str, str], ...] = SHELVES) -> tuple[Leaf, ...]:
    """List every verb, then every object."""
    return tuple(_leaf(shelf, module, name) for (shelf, name), module in sorted(_known(shelves).items()))


def page(word: str, shelves: tuple[tuple[str, str], ...] = SHELVES) -> tuple[Leaf, ...]:
    """Return the pages that a word has: one, or two where a verb and an object share a name.

    Raises:
        MnemeError: nothing has this name.
    """
    known = _known(shelves)
    found = [_leaf(shelf, module, name) for (shelf, name), module in known.items() if name == word]
    if found:
        return tuple(found)
    near = get_close_matches(word, sorted({name for _, name in known}), n=3)
    fix = f"did you mean {' or '.join(near)}?" if near else "mneme rules shows all of them"
    raise MnemeError(f"there is no rule kind '{word}'", fix)


def _known(shelves: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], str]:
    """Return (shelf, name) → the module that holds the page."""
    found = {(shelf, name): f"{package}.{name}" for shelf, package in shelves for name in names(package)}
    return found | {
        (shelf, name): module for shelf, _ in shelves if shelf == "relations" for name, module in ONLY.items()
    }


def _leaf(shelf: str, module: str, name: str) -> Leaf:
    entry = import_module(module)
    text = cleandoc(entry.__doc__ or "")
    more = _taken(name, entry) if shelf == "relations" else ""
    return Leaf(name=name, shelf=shelf, says=" ".join(text.partition("\n\n")[0].split()), page=text + more)


def _taken(name: str, entry: ModuleType) -> str:
    """Say which verbs take an object, and which keys may stand beside it."""
    options = sorted(entry.RELATION.options) if hasattr(entry, "RELATION") else []
    beside = f"\n\nBeside it:\n    {', '.join(f'`{one}`' for one in options)}" if options else ""
    takers = (verb + way for verb in names(kinds.__name__) for way in _ways(kinds.schema(verb), name))
    return f"\n\nTaken by:\n    {', '.join(takers)}{beside}"


def _ways(schema: dict[str, Any], name: str) -> Iterator[str]:
    """Yield how a verb takes an object: "" = as its own key, " (where)" = below another key."""
    properties = schema.get("properties", {})
    if name in properties:
        yield ""
    for key, below in properties.items():
        if name in below.get("properties", {}):
            yield f" (`{key}`)"
