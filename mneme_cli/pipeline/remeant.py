"""Which files import something else than before although nobody touched them: a manifest changed what a name means.

A name that only one layout knows, and that the other one reads as the same thing, is no change. Where that can be told
by the words that changed, the files with those words are looked at; else all of them.
"""

from __future__ import annotations

from mneme_cli.evidence.meaning import resolve
from mneme_cli.languages import of
from mneme_cli.pipeline.graphs import raws
from mneme_cli.pipeline.searched import search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.evidence.gather import End, Progress
    from mneme_cli.model.fact import Import
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.store.facts import Raw

_NAMED = {"aliases": 2, "workspaces": 1, "declared": 1, "packages": 0, "own": 1}
"""Field → where in its rows the name stands that an import has to begin with."""


def remeant(ends: Ends, end: End, was: Layout, progress: Progress) -> frozenset[str]:
    """Return the files of the tree after a change whose imports meant something else by the layout of before."""
    words = _words(was, end.layout)
    paths = end.tree.list() if words is None else search(ends)(words) if words else ()
    code = [path for path in paths if of(path) and end.tree.has(path)]
    found = raws(ends, end, code, progress)
    then, now = (_meant(found, end.tree, layout) for layout in (was, end.layout))
    return frozenset(path for path, old, new in zip(found, then, now, strict=True) if old != new)


def _words(was: Layout, now: Layout) -> tuple[bytes, ...] | None:
    """Return the bytes one of which an import must hold to mean something else, None = that cannot be told."""
    if was.scopes != now.scopes or was.tests != now.tests or _rooted(was) != _rooted(now):
        return None
    rows = ((at, row) for field, at in _NAMED.items() for row in {*getattr(was, field)} ^ {*getattr(now, field)})
    words = {row[at].partition("*")[0] for at, row in rows}
    if any(not word.strip(".") or word.startswith(".") for word in words):
        return None
    parts = {word.rstrip(".").rpartition(".")[2] for word in words}  # `from zope import interface`
    return tuple(sorted(part.encode("utf-8", "surrogateescape") for part in parts))


def _rooted(layout: Layout) -> list[tuple[str, str]]:
    """Return the roots under which names are looked for: a language without names of its own looks for none."""
    languages = {row[0] for row in layout.own}
    return [row for row in layout.roots if row[0] in languages]


def _meant(found: dict[str, Raw], tree: Tree, layout: Layout) -> Iterator[set[tuple[str, str, int]]]:
    """Yield what the imports of each file mean, one layout at a time: its tables are kept."""
    for path, raw in found.items():
        yield set(_targets(path, raw.imports, tree, layout))


def _targets(path: str, imports: Iterable[Import], tree: Tree, layout: Layout) -> Iterator[tuple[str, str, int]]:
    language = of(path)
    assert language is not None
    for one in imports:
        for edge in resolve(language, path, one, tree, layout):
            yield edge.target, edge.name, edge.kinds
