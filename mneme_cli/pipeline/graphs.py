"""The import graph of a tree: brought up to date in the store where git lists the files, built in memory elsewhere."""

from __future__ import annotations

from mneme_cli.evidence.gather import Sources, gather, node, silent
from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.languages import of
from mneme_cli.model.fact import Facts, Want
from mneme_cli.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mneme_cli.evidence.gather import End, Progress
    from mneme_cli.evidence.stored import Listed
    from mneme_cli.evidence.sync import Inputs, Loose
    from mneme_cli.model.fact import Edge, Import
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.store.facts import Raw


def graph(ends: Ends, end: End, progress: Progress = silent) -> Graph | None:
    """Return the graph of the tree after the change."""
    if not ends.repository.gitdir:
        return built(end, progress)
    from mneme_cli.evidence.sync import sync
    from mneme_cli.pipeline.place import cache_folder
    from mneme_cli.store.facts import Archive

    folder = cache_folder(ends.repository.root) or f"{ends.repository.gitdir}/mneme"
    name = "graph-commit" if ends.changed.head else "graph"
    archive = Archive(f"{ends.repository.common}/mneme/facts.sqlite")
    try:
        return sync(_inputs(ends, end), f"{folder}/{name}", archive, progress).graph
    finally:
        archive.close()


def raws(ends: Ends, end: End, paths: Iterable[str], progress: Progress = silent) -> dict[str, Raw]:
    """Return what files of the tree after the change say about imports, from the store where it is known."""
    from mneme_cli.evidence.sync.reading import keys, raws
    from mneme_cli.store.facts import Archive, unpack

    wanted = sorted(path for path in paths if of(path))
    if not ends.repository.gitdir:
        return {path: _extract(path, end.tree.read(path)) for path in wanted}
    inputs = _inputs(ends, end)
    archive = Archive(f"{ends.repository.common}/mneme/facts.sqlite")
    found: dict[str, bytes] = {}
    try:
        for step in raws(inputs, keys(inputs, None, 0), wanted, archive, progress):
            found = step or found
    finally:
        archive.close()
    return {path: unpack(found[path]) for path in wanted}


def built(end: End, progress: Progress = silent) -> Graph:
    """Build the graph of a tree from all of its files."""
    paths = tuple(path for path in end.tree.list() if of(path))
    facts = gather(
        (Want("imports", "after", paths),), Facts(), Sources(after=end, before=end, through=False, progress=progress)
    )
    rows = facts.rows("imports")
    return Graph(flatten([(path, node(edge), edge.kinds) for path in paths for edge in rows[path]], paths))


def _inputs(ends: Ends, end: End) -> Inputs:
    from mneme_cli.evidence.sync import Inputs, stamp

    tree: Listed = end.tree  # type: ignore[assignment]  # every tree of a repository is listed by git
    dirty = _dirty(ends)
    digest = f"{VERSION} {end.layout.digest} {ends.changed.head}"
    index = "" if ends.changed.head else f"{ends.repository.gitdir}/index"
    return Inputs(
        stamp=stamp(index, dirty, digest),
        listing=lambda: {path: tree.blob(path).oid for path in tree.list()},
        dirty=dirty,
        tree=tree,
        kind=_kind,
        extract=_extract,
        resolve=lambda path, found, asked: _resolve(path, found, asked, end),
        digest=digest,
    )


def _dirty(ends: Ends) -> dict[str, Loose | None]:
    """Return the files whose bytes no blob of the index tells, as they lie on disk."""
    from mneme_cli.evidence.sync import Loose

    out: dict[str, Loose | None] = {}
    for change in ends.changed.local:
        if not change.after.there():
            out[change.path] = None
        elif not change.after.oid:
            mtime, size = _times(f"{ends.repository.root}/{change.path}")
            out[change.path] = Loose(read=_reader(ends.after, change.path), mtime=mtime, size=size)
    return out


def _reader(tree: Tree, path: str) -> Callable[[], bytes]:
    return lambda: tree.read(path)


def _times(path: str) -> tuple[int, int]:
    from posix import lstat

    try:
        found = lstat(path)
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _kind(path: str) -> str:
    language = of(path)
    return f"{language.name}/{VERSION}/{language.suffixes[0]}" if language else ""


def _extract(path: str, text: bytes) -> Raw:
    from mneme_cli.evidence.imports import extract
    from mneme_cli.store.facts import Raw

    language = of(path)
    found = extract(text, language, path) if language else None
    if found is None:
        return Raw(imports=())
    first = found.skipped[0] if found.skipped else None
    return Raw(imports=found.imports, why=first.why if first else "", line=first.line if first else 0)


def _resolve(path: str, found: Import, tree: Tree, end: End) -> tuple[Edge, ...]:
    language = of(path)
    return language.resolve(path, found, tree, end.layout) if language else ()
