"""What a file takes of a whole module, and by a star: each leads to its definition, as a name that is imported does.

Which members are used stands behind the imports, so the file is parsed whole; but only if what it imports passes on a
name that stands in it. What cannot be told (`getattr`, a module that is handed on) leads nowhere further.
"""

from __future__ import annotations

from mneme_cli.evidence.exports import Search, behind
from mneme_cli.evidence.followed import compared, front, may_pass, passed, words
from mneme_cli.evidence.grammar import parser
from mneme_cli.evidence.imports import large, placed
from mneme_cli.languages import of
from mneme_cli.model.fact import DYNAMIC, REEXPORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import NamedTuple

    from mneme_cli.evidence.exports import Bound
    from mneme_cli.evidence.gather import End, Row
    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Edge, Import

else:
    from mneme_cli.model.noun import NamedTuple

STAR = "*"


class Opened(NamedTuple):
    """An import through which members can be taken: its name as written ("*" = all), and the modules it leads to."""

    found: Import
    name: str
    edge: Edge
    roots: tuple[Edge, ...]


def parts(path: str, rows: Iterable[Row], ends: Mapping[Edge, tuple[Edge, ...]], end: End) -> tuple[Edge, ...]:
    """Return the definitions of what a file takes through modules and stars. ends: what its names lead to already."""
    language = of(path)
    opened = [each for found, edges in rows for each in _opened(path, found, edges, ends, end)]
    if not opened or language is None:
        return ()
    file = _File(path, language, opened, end)
    known = {each for found in ends.values() for each in found}
    out = {more for each in opened for more in behind(each.edge, file.taken(each))}
    return tuple(sorted(out - known))


def _opened(
    path: str, found: Import, edges: tuple[Edge, ...], ends: Mapping[Edge, tuple[Edge, ...]], end: End
) -> Iterator[Opened]:
    if found.kinds & DYNAMIC and not any(found.aliases):
        return
    for name, edge in zip(found.names or ("",), edges, strict=False):
        leading = ends.get(edge, ()) if edge.member else (edge,)
        roots = tuple(each for each in leading if not each.member and each.target != path and end.tree.has(each.target))
        if roots:
            yield Opened(found, name, edge, roots)


class _File:
    """One file, parsed when the first of its imports may pass on a name that stands in it."""

    def __init__(self, path: str, language: Language, opened: list[Opened], end: End) -> None:
        self.path, self.language, self.end = path, language, end
        self.search = Search(end.tree, end.layout, language, end.bound)
        self.raw = end.tree.read(path)
        self.text = language.decode(self.raw)[0]
        self.several = sum(each.name == STAR for each in opened) > 1
        self._words: dict[bool, frozenset[bytes]] = {}
        self._used: dict[tuple[int, int], list[str]] | None = None
        self._given: frozenset[tuple[int, str]] | None = None

    def taken(self, one: Opened) -> Iterator[Edge]:
        """Yield the ends of everything that is taken through one import."""
        if one.edge.kinds & REEXPORT and one.name == STAR:
            yield from self._all(one)
            return
        if not any(self._may(root, one) for root in one.roots):
            return
        for said in self.used().get((one.found.line, one.found.column), ()):
            members = _members(one, said)
            if members == [] and self._passes(one):
                yield from self._all(one)
            if not members or "?" in members:
                continue
            for root in one.roots:
                if not self._elsewhere(one, root, members[0]):
                    yield from _below(self.search, root, members)
        if one.name == STAR and not self.language.exported and b"__all__" in self.text:
            yield from self._all(one, listed=True)

    def _elsewhere(self, one: Opened, root: Edge, name: str) -> bool:
        """Tell whether a name that a star may bring comes from another one, or is Python's own for every module."""
        if one.name != STAR or self.language.exported:
            return False
        return name.startswith("__") or (self.several and not self.search.holds(root.target, name))

    def _all(self, one: Opened, *, listed: bool = False) -> Iterator[Edge]:
        """Yield where all that a star takes is defined. listed: only what `__all__` passes on."""
        for root in one.roots:
            names, outside = _names(self.search, root.target)
            for name in names:
                if not listed or any(mark + name.encode() + mark in self.text for mark in (b'"', b"'")):
                    yield from self.search.follow(root, name)
            yield from () if listed else outside

    def _passes(self, one: Opened) -> bool:
        """Tell whether the file gives a whole namespace to others."""
        if self._given is None:
            found = self.search.bound(self.path, "", whole=True) if self.language.exported else {}
            self._given = frozenset((each.line, each.written) for some in found.values() for each in some)
        return (one.found.line, one.found.written) in self._given

    def _may(self, root: Edge, one: Opened) -> bool:
        """Tell whether a module passes on a name that stands here."""
        hints = self.words(dotted=one.name != STAR and not self.language.exported)
        names = passed(root.target, self.end)
        if names is not None:
            return b"*" in names or bool(names & hints)
        if not may_pass(front(root.target, self.end.tree), hints):
            return False
        bound = self.search.bound(root.target, "", whole=False)
        return STAR in bound or any(found and name.encode() in hints for name, found in bound.items())

    def words(self, *, dotted: bool) -> frozenset[bytes]:
        """Return the words of the file, or those that hang from others."""
        if dotted not in self._words:
            self._words[dotted] = words(compared(self.text), dotted=dotted)
        return self._words[dotted]

    def used(self) -> Mapping[tuple[int, int], list[str]]:
        """Return what is used of the import at each place."""
        if self._used is None:
            self._used = {}
            taken = self.language.taken
            if taken is not None and not large(self.text, self.end.most):
                try:
                    found = placed(taken(self.text, parser(self.language)), self.raw, self.language)
                except ValueError:  # too deep: whoever asks for its uses is told
                    found = ()
                for use in found:
                    self._used.setdefault((use.line, use.column), []).append(use.name)
        return self._used


def _members(one: Opened, said: str) -> list[str] | None:
    """Return what is taken out of a module by a use that is named as its import names it; None = it is another's."""
    front = one.name or one.found.written
    if said == front:
        return []
    return said[len(front) + 1 :].split(".") if said.startswith(f"{front}.") else None


def _below(search: Search, root: Edge, names: list[str]) -> Iterator[Edge]:
    """Yield where members of a module are defined, the first in it, each further one in the module before."""
    todo = [(root, tuple(names))]
    while todo:
        module, (name, *rest) = todo.pop()
        for found in search.follow(module, name):
            if found.target != module.target:
                yield found
                if rest and not found.member and search.tree.has(found.target):
                    todo.append((found, tuple(rest)))


def _names(search: Search, path: str) -> tuple[list[str], list[Edge]]:
    """Return the names that a star takes out of a file, and the stars in it that lead out of the repository."""
    names: set[str] = set()
    outside, todo, seen = [], [path], {path}
    while todo:
        here = todo.pop()
        bound = search.bound(here, "", whole=True)
        names |= _public(bound, search.language_of(here).exported)
        for edge in (search.edge(here, star) for star in bound.get("*", ())):
            if not search.tree.has(edge.target):
                outside.append(edge)
            elif edge.target not in seen:
                seen.add(edge.target)
                todo.append(edge.target)
    return sorted(names), outside


def _public(bound: Bound, exported: bool) -> set[str]:
    """Return the names of a file that a star takes, as far as they can be told from what binds them."""
    if exported:
        return bound.keys() - {"*", "default"}
    listed = "__all__" in bound
    return {
        name
        for name, found in bound.items()
        if name != "*" and name[:1] != "_" and (not (listed and found) or any(one.kinds & REEXPORT for one in found))
    }
