"""The import graph of a tree: brought up to date in the store where git lists the files, built in memory elsewhere."""

from __future__ import annotations

from mneme_cli.evidence.gather import Sources, gather, node, silent
from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.languages import of
from mneme_cli.model.fact import NAMED, Facts, Want
from mneme_cli.model.scan import dumps
from mneme_cli.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mneme_cli.evidence.gather import End, Progress
    from mneme_cli.evidence.stored import Listed
    from mneme_cli.evidence.sync import Inputs, Loose, Rows, Whys
    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Edge, Import
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.pipeline.spared import Spared
    from mneme_cli.store.facts import Raw


def graph(ends: Ends, end: End, progress: Progress = silent, spared: Spared | None = None) -> Graph | None:
    """Return the graph of the tree after the change; its notes say which files were not read whole, or left alone."""
    if not ends.repository.gitdir:
        code = (path for path in end.tree.list() if of(path))
        return flat(*rows(ends, end, code, spared)) if spared else built(end, progress)
    from mneme_cli.evidence.sync import sync
    from mneme_cli.store.facts import Archive

    archive = Archive(f"{ends.repository.common}/mneme/facts.sqlite")
    try:
        return sync(_inputs(ends, end, spared), _place(ends), archive, progress).graph
    finally:
        archive.close()


def stored(ends: Ends) -> bool:
    """Tell whether a graph of this work tree was built before, so that bringing it up to date costs little."""
    from posix import access

    return not ends.repository.gitdir or access(_place(ends), 4)  # 4: it can be read


def _place(ends: Ends) -> str:
    """Return where the graph lies: of the work tree, or of the last commit that was judged."""
    from mneme_cli.pipeline.place import cache_folder

    folder = cache_folder(ends.repository.root) or f"{ends.repository.gitdir}/mneme"
    return f"{folder}/graph-commit" if ends.changed.head else f"{folder}/graph"


def raws(ends: Ends, end: End, paths: Iterable[str], progress: Progress = silent) -> dict[str, Raw]:
    """Return what files of the tree after the change say about imports, from the store where it is known."""
    from mneme_cli.evidence.sync.reading import keys, raws
    from mneme_cli.store.facts import Archive, unpack

    wanted = sorted(path for path in paths if of(path))
    if not ends.repository.gitdir:
        return {path: _extract(path, end.tree.read(path)) for path in wanted}
    inputs = _only(_inputs(ends, end), wanted)
    archive = Archive(f"{ends.repository.common}/mneme/facts.sqlite")
    found: dict[str, bytes] = {}
    try:
        for step in raws(inputs, keys(inputs, None, 0), wanted, archive, progress):
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
    found = resolved(_inputs(ends, end, spared), packed, Asking(end.tree), lambda: False)
    assert found is not None
    return found


def flat(ends: Rows, whys: Whys) -> Graph:
    """Make the graph of what is known of every file."""
    edges = ((source, *end) for source, row in ends.items() for end in row)
    return Graph(flatten(edges, ends, notes=dumps([[path, *whys[path]] for path in sorted(whys)])))


def _only(inputs: Inputs, paths: list[str]) -> Inputs:
    """Limit what is asked about a tree to some files."""
    tree: Listed = inputs.tree  # type: ignore[assignment]  # see `_inputs`
    dirty = {path: loose for path, loose in inputs.dirty.items() if path in set(paths)}
    return inputs._replace(dirty=dirty, listing=lambda: {path: tree.blob(path).oid for path in paths})


def built(end: End, progress: Progress = silent) -> Graph:
    """Build the graph of a tree from all of its files."""
    paths = tuple(path for path in end.tree.list() if of(path))
    facts = gather(
        (Want("imports", "after", paths),), Facts(), Sources(after=end, before=end, through=False, progress=progress)
    )
    rows = facts.rows("imports")
    left = {path: (why, 0) for path in paths if (why := end.spare(path))}
    left |= {one.path: (one.why, one.line) for one in facts.skipped}
    notes = dumps([[path, *left[path]] for path in sorted(left)])
    edges = [(path, node(edge), edge.kinds | NAMED) for path in paths for edge in rows[path]]
    return Graph(flatten(edges, paths, notes=notes))


def _inputs(ends: Ends, end: End, spared: Spared | None = None) -> Inputs:
    from mneme_cli.evidence.listing import place
    from mneme_cli.evidence.sync import Inputs, stamp

    tree: Listed = end.tree  # type: ignore[assignment]  # every tree of a repository is listed by git
    dirty = _dirty(ends)
    digest = f"{VERSION} {end.layout.digest} {ends.changed.head} {spared.digest() if spared else ''}"
    index = "" if ends.changed.head else place(ends.repository)
    return Inputs(
        stamp=stamp(index, dirty, digest),
        listing=lambda: {path: tree.blob(path).oid for path in tree.list()},
        dirty=dirty,
        tree=tree,
        kind=_kind,
        extract=_extract,
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


def _extract(path: str, text: bytes) -> Raw:
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
    edges = language.resolve(path, found, tree, end.layout)
    return tuple(_marked(edge, language) for edge in edges) if found.names else edges


def _marked(edge: Edge, language: Language) -> Edge:
    """Mark an edge that takes a name of its target; one that takes the target itself, as a submodule, is not marked."""
    last = edge.name.rpartition(".")[2]
    module = language.token(edge.target) == last.encode() and edge.written.rpartition(".")[2] != last
    return edge if module else edge._replace(kinds=edge.kinds | NAMED)
