"""Bring facts and graph up to date, doing again only what a change can have touched.

Three steps, each of which may find that there is nothing to do: the stamp (has anything changed?), the keys (which
files?), the questions that resolution asked (can that concern files that did not change?).
"""

from __future__ import annotations

from mneme_cli.evidence.sync.asked import Asking, bears
from mneme_cli.evidence.sync.inputs import Inputs, Loose, Stamp, Synced, stamp
from mneme_cli.evidence.sync.reading import BATCH, keys, raws
from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.graph.fold import fold
from mneme_cli.model.fact import UNRESOLVED, Skipped
from mneme_cli.model.scan import dumps, loads
from mneme_cli.store.facts import unpack
from mneme_cli.store.files import save
from mneme_cli.store.graph import Known, load, load_known, save_known, saved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.store.facts import Archive

    End = tuple[str, int]
    Rows = Mapping[str, tuple[End, ...]]
    Whys = Mapping[str, tuple[str, int]]

__all__ = ["Inputs", "Loose", "Stamp", "Synced", "resolved", "stamp", "sync"]


def sync(
    inputs: Inputs,
    path: str,
    archive: Archive,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    late: Callable[[], bool] = lambda: False,
) -> Synced:
    """Return the graph of a tree; path: of the graph's file, where it is taken from and left for the next time."""
    old, since = load(path), saved(path)
    if old is not None and old.stamp == inputs.stamp.text and inputs.stamp.newest < since:
        return Synced(old, done=True, skipped=_skipped(old))
    known = load_known(f"{path}.files", old)
    at = keys(inputs, known, since)
    kept = known if known is not None and _stands(inputs, known, at) else None
    todo = [name for name, key in at.items() if (not kept or kept.keys.get(name) != key) and inputs.kind(name)]
    found = _found(raws(inputs, at, todo, archive, progress), late)
    tree = Asking(inputs.tree, *((kept.asked, kept.lists) if kept else ()))
    rows = None if found is None else resolved(inputs, found, tree, late)
    if rows is None:
        return Synced(old, done=False, skipped=_skipped(old) if old is not None else ())
    edges, whys = rows
    return _write(inputs, path, edges, _told(at, (edges, whys), kept, tree), (old, kept))


def _found(steps: Iterable[Mapping[str, bytes] | None], late: Callable[[], bool]) -> Mapping[str, bytes] | None:
    """Return what files say; None if the deadline comes first: what was read is stored by then."""
    for step in steps:
        if step is not None or late():
            return step
    return None


def _stands(inputs: Inputs, known: Known, at: Mapping[str, str]) -> bool:
    """Tell whether files that did not change have the edges that they had."""
    return known.digest == inputs.digest and not bears(known.asked, known.lists, known.keys, at)


def resolved(
    inputs: Inputs, found: Mapping[str, bytes], tree: Asking, late: Callable[[], bool]
) -> tuple[Rows, Whys] | None:
    """Return the written edges of files, and why some could not be read well; None if the deadline comes first."""
    out: dict[str, tuple[End, ...]] = {}
    whys: dict[str, tuple[str, int]] = {}
    one_of: dict[End, End] = {}
    for count, (path, packed) in enumerate(sorted(found.items()), 1):
        raw = unpack(packed)
        if why := inputs.spare(path, raw.why):
            raw = raw._replace(imports=(), why=why)
        edges = (edge for one in raw.imports for edge in inputs.resolve(path, one, tree) if not edge.via)
        ends = {(UNRESOLVED + edge.name if edge.target == UNRESOLVED else edge.target, edge.kinds) for edge in edges}
        out[path] = tuple([one_of.setdefault(end, end) for end in sorted(ends)])
        if raw.why:
            whys[path] = raw.why, raw.line
        if count % BATCH == 0 and late():
            return None
    return out, whys


def _told(at: Mapping[str, str], new: tuple[Rows, Whys], kept: Known | None, tree: Asking) -> Known:
    """Return what the new graph is made from, but for what `_write` knows better."""
    code = {path for path in kept.code if path in at} if kept else set()
    whys = {path: why for path, why in kept.whys.items() if path in code and path not in new[0]} if kept else {}
    whys |= new[1]
    return Known(
        graph=0,
        digest="",
        keys=dict(at),
        code=tuple(sorted(code | new[0].keys())),
        asked=tree.asked(),
        lists=tuple(sorted(tree.lists)),
        whys=whys,
    )


def _write(inputs: Inputs, path: str, edges: Rows, told: Known, past: tuple[Graph | None, Known | None]) -> Synced:
    """Make the graph, leave it and what it was made from on disk if that can be done, and return it."""
    notes = dumps([[name, why, line] for name, (why, line) in sorted(told.whys.items())])
    tags = inputs.stamp.text, notes
    old, kept = past
    if old is None or kept is None:
        data = flatten(((source, *end) for source, row in edges.items() for end in row), told.code, *tags)
    elif not edges and told.code == kept.code:
        data = old.stamped(*tags)
    else:
        data = fold(old, edges, told.code, tags)
    graph = Graph(data)
    loose = {name: (one.changed, one.size) for name, one in inputs.dirty.items() if one is not None}
    known = told._replace(graph=graph.digest, digest=inputs.digest, loose=loose)
    if save_known(f"{path}.files", known):
        save(path, data)
    return Synced(graph, done=True, skipped=_skipped(graph))


def _skipped(graph: Graph) -> tuple[Skipped, ...]:
    return tuple(Skipped(path, why, line) for path, why, line in loads(graph.notes or "[]"))
