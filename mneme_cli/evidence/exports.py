"""Through re-exports to where a name is defined: a rule on the definition sees an import from the package above it."""

from __future__ import annotations

from mneme_cli.evidence.grammar import parser
from mneme_cli.evidence.imports import LIMIT
from mneme_cli.languages import of
from mneme_cli.model.fact import RUNTIME, TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Edge, Import
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree

    Bound = Mapping[str, tuple[Import, ...]]
    Known = dict[tuple[str, bool], Bound]

DEEPEST = 20
"""How many re-exports are followed one behind the other."""


def definitions(
    edge: Edge, tree: Tree, layout: Layout, language: Language, known: Known | None = None
) -> tuple[Edge, ...]:
    """Return where the name of a written edge is defined, if its target only passes it on; sorted.

    Each is the edge itself with the definition as target and name, and `via` = the file it was imported from. Several
    if the target binds the name more than once (try and except). () if the target defines it, or is no file of ours.
    known: what files bind, kept by the caller between calls about one tree and filled here.
    """
    if not edge.member or not tree.has(edge.target):
        return ()
    search = Search(tree, layout, language, {} if known is None else known)
    return behind(edge, search.follow(edge, edge.member))


def behind(edge: Edge, ends: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return a written edge as one to each of these ends: where what it takes is defined; sorted.

    What is passed on as a type alone somewhere on the way (`export type`) is no more than a type here; not so in
    Python, where a module's `__getattr__` gives at run time what stands under `if TYPE_CHECKING`.
    """
    typed: dict[tuple[str, str, str], bool] = {}
    for end in ends:
        if end.target not in ("?", edge.target):  # unresolved is said where it is written, and a circle ends nowhere
            key = end.target, end.name, end.member
            typed[key] = typed.get(key, True) and bool(end.kinds & TYPE)
    lesser = edge.kinds & ~RUNTIME | TYPE
    return tuple(
        edge._replace(target=to, name=name, member=member, via=edge.target, kinds=lesser if alone else edge.kinds)
        for (to, name, member), alone in sorted(typed.items())
    )


def again(known: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return what of things known by `definitions` and others holds under another layout too: what bytes bind."""
    return {key: bound for key, bound in known.items() if len(key) == len(("path", "whole"))}


class Search:
    """One name followed from file to file."""

    def __init__(self, tree: Tree, layout: Layout, language: Language, known: Known) -> None:
        self.tree, self.layout, self.language, self.known = tree, layout, language, known

    def follow(self, edge: Edge, name: str) -> list[Edge]:
        """Return the edges that lead to a definition, no (file, name) twice: a name that goes in a circle has none."""
        out, todo, seen = [], [(edge, name, 0)], set()
        while todo:
            edge, name, depth = todo.pop()
            if (edge.target, name) in seen or depth > DEEPEST:
                continue
            seen.add((edge.target, name))
            steps = self._steps(edge.target, name)
            if steps is None:
                out.append(edge if self.language_of(edge.source).exported else edge._replace(kinds=RUNTIME))
            mark = edge.kinds & TYPE if depth and self.language_of(edge.source).exported else 0
            todo += [(step._replace(kinds=step.kinds | mark), asked, depth + 1) for step, asked in steps or ()]
        return out

    def _steps(self, path: str, name: str) -> list[tuple[Edge, str]] | None:
        """Return the next edges and what is asked there; None if the name ends here, [] if it is not here at all."""
        if not name or not self.tree.has(path):
            return None
        head = self.bound(path, name, whole=False)
        if head.get(name):
            return [self._step(path, each) for each in head[name]]
        if "*" not in head or name in self.bound(path, name, whole=True):
            return None
        stars = [self.edge(path, star) for star in head["*"]]
        ours = [star for star in stars if self.tree.has(star.target)]
        holding = [(_under(star, name), name) for star in ours if self.holds(star.target, name)]
        if holding or len(stars) != 1 or ours:
            return holding
        return [(_under(stars[0], name), name)]  # the one place it can come from lies outside of the repository

    def _step(self, path: str, found: Import) -> tuple[Edge, str]:
        """Return the edge of a re-export, and the name to ask for there: "" if it is a module, which is its own end."""
        edge = self.edge(path, found)
        return edge, edge.member

    def holds(self, path: str, name: str) -> bool:
        """Tell whether a module has a name, through its own star imports too."""
        todo, seen = [path], {path}
        while todo:
            here = todo.pop()
            bound = self.bound(here, name, whole=True)
            if name in bound:
                return True
            for star in bound.get("*", ()):
                target = self.edge(here, star).target
                if target not in seen and self.tree.has(target):
                    seen.add(target)
                    todo.append(target)
        return False

    def edge(self, path: str, found: Import) -> Edge:
        """Return the edge of an import in a file, of its first name."""
        language = self.language_of(path)
        if not self.layout.under:
            return language.resolve(path, found, self.tree, self.layout)[0]
        from mneme_cli.evidence.meaning import resolve

        return resolve(language, path, found, self.tree, self.layout)[0]

    def language_of(self, path: str) -> Language:
        """Return the language of a barrel: a dialect of the importer's, or the importer's own for an unknown suffix."""
        return of(path) or self.language

    def bound(self, path: str, name: str, *, whole: bool) -> Bound:
        """Return what a file binds: by imports alone, from its head, or all of it. Unparsed if the bytes lack both."""
        if (path, whole) not in self.known:
            text, language = self.tree.read(path), self.language_of(path)
            if text.isascii() and name.isascii() and not _holds(text, name, -1 if whole else language.head(text)):
                return {}  # what is not ASCII may be the same name in other letters (NFKC)
            self.known[path, whole] = read(text, language, whole=whole)
        found = self.known[path, whole]
        return found if whole else {key: imports for key, imports in found.items() if imports}


def _holds(text: bytes, name: str, end: int) -> bool:
    """Tell whether bytes, up to an end if it is known, hold a name or a star, which may bring it."""
    size = len(text) if end < 0 else end
    words = (name.encode(), b"*", *((b"module.exports",) if name == "default" else ()))
    return any(text.find(word, 0, size) >= 0 for word in words)


def read(raw: bytes, language: Language, *, whole: bool) -> Bound:
    """Return what a file binds, its head alone or all of it; {} if it cannot be read."""
    text, _ = language.decode(raw)
    cut = -1 if whole else language.head(text)
    text = text if cut < 0 else text[:cut]
    if not text or len(text) > LIMIT:
        return {}
    try:
        return language.exports(text, parser(language))
    except ValueError:
        return {}


def _under(star: Edge, name: str) -> Edge:
    """Return the edge of a star as one of the name that it brings."""
    outside = star.target.startswith(("pkg:", "std:"))
    target = f"{star.target}.{name}" if outside else star.target
    return star._replace(target=target, name=f"{star.name}.{name}", member=name)
