"""Names of code that are nearly a builtin or a part of the standard library: `os.sytem` is banned, and nobody calls it.

A warning must not be wrong. So only a name near one that is there is asked about, never a constant, and nothing that
may as well be another language's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.near import distance
from mneme_cli.languages import of, take
from mneme_cli.model.entry import normal
from mneme_cli.shelf import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mneme_cli.model.layout import Layout

    Members = Mapping[str, frozenset[str]]

_FEW, _SHORT, _LONG = 3, 4, 8
"""A part of a module known by name may be short; a word alone is near too many others. Two slips from so many on."""
_GLOBALS = "builtins"


class Library:
    """The standard libraries of the languages that a tree is written in."""

    def __init__(self, layout: Layout, files: Iterable[str]) -> None:
        suffixes = {path[path.rfind(".") :]: path for path in files if "." in path}
        spoken = sorted({language.name for path in suffixes.values() if (language := of(path))})
        self.known = {name: table for name in spoken if (table := take(name).members())}
        self.others = [take(name) for name in spoken if name not in self.known]
        self.every = [take(name) for name in names("mneme_cli.languages")]
        self.packages = {normal(name) for name in layout.called()}

    def near(self, name: str) -> str:
        """Return the name that was probably meant, "" if this one is there, is like none, or may be anything."""
        parts = name.split(".")
        if "/" in name or parts[0] == "*" or any(one.std(parts[0]) for one in self.others):
            return ""
        for table in self.known.values():
            if found := self._alone(parts[0], table) if len(parts) == 1 else self._part(parts, table):
                return found
        return ""

    def _alone(self, word: str, table: Members) -> str:
        """Look among the builtins; elsewhere a word alone is a global that a browser or a test runner may bring."""
        return "" if self.others or len(word) < _SHORT else _nearest(word, table.get(_GLOBALS, ()))

    def _part(self, parts: Sequence[str], table: Members) -> str:
        """Look among the names of the longest module that begins a name, else among the modules."""
        for cut in range(len(parts) - 1, 0, -1):
            if (module := ".".join(parts[:cut])) in table:
                found = _nearest(parts[cut], table[module]) if len(parts[cut]) >= _FEW else ""
                return ".".join((module, found, *parts[cut + 1 :])) if found else ""
        first = parts[0]
        there = normal(first) in self.packages or any(one.std(first) for one in self.every)
        if there or len(first) < _LONG:
            return ""
        found = _nearest(first, [module for module in table if "." not in module], most=1)
        return ".".join((found, *parts[1:])) if found else ""


def _nearest(word: str, known: Iterable[str], most: int = 2) -> str:
    """Return the known word that one is nearly; a constant, a star, and what differs in case alone are near none."""
    lower = {each.lower() for each in known}
    if word.lower() in lower or word == word.upper() or "*" in word or word.startswith("_"):
        return ""
    far = min(most, 1 + (len(word) >= _LONG))
    found = sorted((slips, each) for each in known if (slips := distance(word, each)) <= far)
    return found[0][1] if found else ""
