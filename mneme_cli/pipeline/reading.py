"""How the files of a tree that git lists become nodes and edges: which bytes, which extractor, what an import means."""

from __future__ import annotations

from mneme_cli import VERSION
from mneme_cli.evidence.meaning import resolve
from mneme_cli.languages import of
from mneme_cli.model.fact import DYNAMIC, NAMED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.evidence.gather import End
    from mneme_cli.evidence.listed import Listed
    from mneme_cli.evidence.sync import Inputs, Loose
    from mneme_cli.model.fact import Edge, Import
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.pipeline.spared import Spared
    from mneme_cli.store.facts import Raw


MARKS = 2
"""Version of the marks on the edges of a graph: older ones did not say that a name is taken of a whole module."""


def inputs(ends: Ends, end: End, spared: Spared | None = None) -> Inputs:
    """Return what the graph of the tree after the change is made of, and how its files are read."""
    from mneme_cli.evidence.listing import place
    from mneme_cli.evidence.sync import Inputs, stamp

    tree: Listed = end.tree  # type: ignore[assignment]  # every tree of a repository is listed by git
    dirty = _dirty(ends)
    digest = f"{VERSION} {MARKS} {end.layout.digest} {ends.changed.head} {spared.digest() if spared else ''}"
    index = "" if ends.changed.head else place(ends.repository)
    return Inputs(
        stamp=stamp(index, dirty, digest),
        listing=lambda: {path: tree.blob(path).oid for path in tree.list()},
        dirty=dirty,
        tree=tree,
        kind=_kind,
        extract=extracted,
        resolve=lambda path, found, asked: _resolve(path, found, asked, end),
        digest=digest,
        spare=spared.in_graph if spared else _none,
    )


def _none(_path: str, _why: str) -> str:
    """Spare no file."""
    return ""


def _dirty(ends: Ends) -> dict[str, Loose | None]:
    """Return the files whose bytes no blob of the index tells, as they lie on disk."""
    from mneme_cli.evidence.sync import Loose

    out: dict[str, Loose | None] = {}
    for change in ends.changed.local:
        if not change.after.there():
            out[change.path] = None
        elif not change.after.oid:
            when, size = _changed(f"{ends.repository.root}/{change.path}")
            out[change.path] = Loose(read=_reader(ends.after, change.path), changed=when, size=size)
    return out


def _reader(tree: Tree, path: str) -> Callable[[], bytes]:
    return lambda: tree.read(path)


def _changed(path: str) -> tuple[int, int]:
    from posix import lstat

    try:
        found = lstat(path)
    except OSError:
        return 0, 0
    return found.st_ctime_ns, found.st_size


def _kind(path: str) -> str:
    language = of(path)
    return f"{language.name}/{VERSION}/{language.suffixes[0]}" if language else ""


def extracted(path: str, text: bytes) -> Raw:
    """Return what a file says about imports, and what kept it from being read, or lets it be left alone."""
    from mneme_cli.evidence.imports import extract
    from mneme_cli.evidence.marks import GENERATED, header
    from mneme_cli.store.facts import Raw

    language = of(path)
    found = extract(text, language, path) if language else None
    if found is None:
        return Raw(imports=())
    if line := header(text):
        return Raw(imports=found.imports, why=GENERATED, line=line)
    first = found.skipped[0] if found.skipped else None
    return Raw(imports=found.imports, why=first.why if first else "", line=first.line if first else 0)


def _resolve(path: str, found: Import, tree: Tree, end: End) -> tuple[Edge, ...]:
    language = of(path)
    if language is None:
        return ()
    edges = resolve(language, path, found, tree, end.layout)
    nothing = found.kinds & DYNAMIC and not any(found.aliases)  # no name can be taken of what has none
    return edges if nothing else tuple(edge._replace(kinds=edge.kinds | NAMED) for edge in edges)
