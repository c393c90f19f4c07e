"""`mneme rules`: the page of a verb or of its object, taken from the entry itself, so that it cannot be out of date."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.shelf import names

if TYPE_CHECKING:
    from mneme_cli.relations import Relation

SHELVES = (("kinds", "mneme_cli.kinds"), ("relations", "mneme_cli.relations"))


class Leaf(NamedTuple):
    """One entry: its name in YAML, kinds | relations, its first sentence, and the whole page."""

    name: str
    shelf: str
    says: str
    page: str


def index(shelves: tuple[tuple[str, str], ...] = SHELVES) -> tuple[Leaf, ...]:
    """List every verb, then every object."""
    return tuple(_leaf(shelf, package, name) for shelf, package in shelves for name in names(package))


def page(word: str, shelves: tuple[tuple[str, str], ...] = SHELVES) -> tuple[Leaf, ...]:
    """Return the pages that a word has: one, or two where a verb and an object share a name.

    Raises:
        MnemeError: nothing has this name.
    """
    known = {(shelf, name): package for shelf, package in shelves for name in names(package)}
    found = [_leaf(shelf, package, name) for (shelf, name), package in known.items() if name == word]
    if found:
        return tuple(found)
    near = get_close_matches(word, sorted({name for _, name in known}), n=3)
    fix = f"did you mean {' or '.join(near)}?" if near else "mneme rules shows all of them"
    raise MnemeError(f"there is no rule kind '{word}'", fix)


def _leaf(shelf: str, package: str, name: str) -> Leaf:
    module = import_module(f"{package}.{name}")
    text = cleandoc(module.__doc__ or "")
    more = _taken(module.RELATION) if shelf == "relations" else ""
    return Leaf(name=name, shelf=shelf, says=" ".join(text.partition("\n\n")[0].split()), page=text + more)


def _taken(relation: Relation) -> str:
    """Say which verbs take an object, and which keys may stand beside it."""
    beside = f"\n\nBeside it:\n    {', '.join(sorted(relation.options))}" if relation.options else ""
    return f"\n\nTaken by:\n    {', '.join(relation.verbs)}{beside}"
