"""The import graph of a tree: brought up to date in the store where git lists the files, built in memory elsewhere."""

from __future__ import annotations

from mneme_cli.evidence.gather import Sources, gather, node, silent
from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.languages import of
from mneme_cli.model.fact import NAMED, Facts, Want
from mneme_cli.model.scan import dumps, loads
from mneme_cli.pipeline.reading import extracted, inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import End, Progress
    from mneme_cli.evidence.listed import Listed
    from mneme_cli.evidence.sync import Inputs, Rows, Whys
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.pipeline.spared import Spared
    from mneme_cli.store.facts import Archive, Raw

_WANTED = ".wanted"


def graph(ends: Ends, end: End, progress: Progress = silent, spared: Spared | None = None) -> Graph | None:
    """Return the graph of the tree after the change; its notes say which files were not read whole, or left alone."""
    if not ends.repository.gitdir:
        code = (path for path in end.tree.list() if of(path))
        return flat(*rows(ends, end, code, spared)) if spared else built(end, progress)
    from mneme_cli.evidence.sync import sync

    archive = _archive(ends)
    try:
        return sync(inputs(ends, end, spared), _place(ends), archive, progress).graph
    finally:
        archive.close()


def stored(ends: Ends) -> bool:
    """Tell whether the graph of this work tree is there, or worth building now, because somebody comes here again."""
    from posix import access

    place = _place(ends)
    return not ends.repository.gitdir or access(place, 4) or access(place + _WANTED, 4)  # 4: it can be read


def wanted(ends: Ends) -> None:
    """Leave a mark if everything was checked without a graph: the next check builds it.

    On a machine that is thrown away after its first check, as in CI, it would be built for nobody.
    """
    from mneme_cli.store.files import save

    if ends.everything and not stored(ends):
        save(_place(ends) + _WANTED, b"")


def _place(ends: Ends) -> str:
    """Return where the graph lies: of the work tree, or of the last commit that was judged."""
    from mneme_cli.pipeline.place import cache_folder

    folder = cache_folder(ends.repository.root) or f"{ends.repository.gitdir}/mneme"
    return f"{folder}/graph-commit" if ends.changed.head else f"{folder}/graph"


def _archive(ends: Ends) -> Archive:
    """Open the facts of all work trees of a repository; those in `MNEME_CACHE` are of one."""
    from mneme_cli.pipeline.place import cache_given
    from mneme_cli.store.facts import Archive

    folder = cache_given(ends.repository.root) or f"{ends.repository.common}/mneme"
    return Archive(f"{folder}/facts.sqlite")


def raws(ends: Ends, end: End, paths: Iterable[str], progress: Progress = silent) -> dict[str, Raw]:
    """Return what files of the tree after the change say about imports, from the store where it is known."""
    from mneme_cli.evidence.sync.reading import keys, raws
    from mneme_cli.store.facts import unpack

    wanted = sorted(path for path in paths if of(path))
    if not ends.repository.gitdir:
        return {path: extracted(path, end.tree.read(path)) for path in wanted}
    asked = _only(inputs(ends, end), wanted)
    archive = _archive(ends)
    found: dict[str, bytes] = {}
    try:
        for step in raws(asked, keys(asked, None, 0), wanted, archive, progress):
            found = step or found
    finally:
        archive.close()
    return {path: unpack(found[path]) for path in wanted}


def rows(ends: Ends, end: End, paths: Iterable[str], spared: Spared) -> tuple[Rows, Whys]:
    """Return what files are in the graph, and why some could not be read well: a share of what `graph` is made of."""
    from mneme_cli.evidence.sync import resolved
    from mneme_cli.evidence.sync.asked import Asking
    from mneme_cli.store.facts import pack

    packed = {path: pack(raw) for path, raw in raws(ends, end, paths).items()}
    found = resolved(inputs(ends, end, spared), packed, Asking(end.tree), lambda: False)
    assert found is not None
    return found


def flat(ends: Rows, whys: Whys) -> Graph:
    """Make the graph of what is known of every file."""
    edges = ((source, *end) for source, row in ends.items() for end in row)
    return Graph(flatten(edges, ends, notes=_noted(whys)))


def _noted(whys: Whys) -> str:
    return dumps([[path, *whys[path]] for path in sorted(whys)])


def marked(ends: Ends, end: End, spared: Spared, kept: tuple[Graph | None, Spared] | None) -> Graph:
    """Return the graph of the tree under marks that hold for one question, so that nothing of it is left on disk.

    kept: the graph of the same tree and layout under other marks, and those; then only the files that differ are new.
    """
    code = tuple(path for path in end.tree.list() if of(path))
    old, was = kept or (None, spared)
    if old is None or spared.sealed != was.sealed:
        return flat(*rows(ends, end, code, spared))
    from mneme_cli.graph.fold import fold

    ways = ((path, spared.in_graph(path, ""), was.in_graph(path, "")) for path in code)
    other = [path for path, why, then in ways if bool(why) != bool(then) or path in was.changed]
    if not other:
        return old
    found, whys = rows(ends, end, other, spared)
    left = {path: (why, line) for path, why, line in loads(old.notes or "[]") if path not in found}
    return Graph(fold(old, found, code, ("", _noted(left | dict(whys)))))


def _only(known: Inputs, paths: list[str]) -> Inputs:
    """Limit what is asked about a tree to some files."""
    tree: Listed = known.tree  # type: ignore[assignment]  # see `reading.inputs`
    dirty = {path: loose for path, loose in known.dirty.items() if path in set(paths)}
    return known._replace(dirty=dirty, listing=lambda: {path: tree.blob(path).oid for path in paths})


def built(end: End, progress: Progress = silent) -> Graph:
    """Build the graph of a tree from all of its files."""
    paths = tuple(path for path in end.tree.list() if of(path))
    facts = gather(
        (Want("imports", "after", paths),), Facts(), Sources(after=end, before=end, through=False, progress=progress)
    )
    rows = facts.rows("imports")
    left = {path: (why, 0) for path in paths if (why := end.spare(path))}
    left |= {one.path: (one.why, one.line) for one in facts.skipped}
    notes = _noted(left)
    edges = [(path, node(edge), edge.kinds | NAMED) for path in paths for edge in rows[path]]
    return Graph(flatten(edges, paths, notes=notes))
