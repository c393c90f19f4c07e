"""Wants → facts: the ladder for a file, the overlay for a graph. What is asked for and empty is said to be empty."""

from __future__ import annotations

from mneme_cli.languages import of
from mneme_cli.model.fact import UNRESOLVED, Facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.graph.flat import Graph
    from mneme_cli.graph.overlay import Overlay
    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Edge, Import, Skipped, Want
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.share import Share
    from mneme_cli.model.tree import Tree

    Progress = Callable[[int, int], None]
    Raws = Callable[[Iterable[str]], Mapping[str, tuple[Import, ...]]]
    """Told how much is done, and of how much."""
    Row = tuple[Import, tuple[Edge, ...]]
    """An import, and its edge for each name."""
else:
    from mneme_cli.model.noun import NamedTuple

STEP = 100
"""Files between two words about how far it is."""


def silent(done: int, total: int) -> None:
    """Tell nobody how far it is."""


class End(NamedTuple):
    """One side of a change.

    tree, layout: its files, and what its manifests say.  known: its raw imports where they are known already.
    spare: says why a file is left alone and has no imports and uses for us, "" if it is not.
    bound: what its files bind, filled on the way, so that a barrel is read once.
    more: manifests that the layout need not know: the change touches them.  most: bytes to parse at most, 0 = as ever.
    """

    tree: Tree
    layout: Layout
    bound: dict[Any, Any]
    known: Callable[[str], tuple[Import, ...] | None] = lambda _path: None
    spare: Callable[[str], str] = lambda _path: ""
    more: tuple[str, ...] = ()
    most: int = 0


class Sources(NamedTuple):
    """Where facts come from.

    graph: the stored graph, asked for once; None = there is none.  through: follow re-exports to the definition.
    kept: verdict → the same without findings in files that are left alone.  share: what others gathered, if anything.
    remeant: files with an import that means something else under the layout of before, asked for once.
    progress: is told how many files have been read.  wide: there is time to count in files that a change leaves alone.
    """

    after: End
    before: End
    graph: Callable[[], Graph | None] = lambda: None
    raws: Raws | None = None
    stored: Callable[[], bool] = lambda: True
    through: bool = True
    progress: Progress = silent
    kept: Callable[[Verdict], Verdict] = lambda verdict: verdict
    share: Share | None = None
    remeant: Callable[[], frozenset[str]] = frozenset
    wide: bool = False


def gather(wants: tuple[Want, ...], facts: Facts, sources: Sources) -> Facts:
    """Answer every want; an answered want is never missing again."""
    sides: dict[str, dict[str, Any]] = {"after": dict(facts.after), "before": dict(facts.before)}
    skipped = set(facts.skipped)
    past: set[Skipped] = set()  # what could not be read before the change is no concern of what stands there now
    for want in wants:
        if want.what == "graph":
            sides["after"]["graph"] = {"": (sources.graph(),)}
            continue
        end = sources.after if want.side == "after" else sources.before
        rows = _answered(want, end, sources, skipped if want.side == "after" else past)
        sides[want.side][want.what] = {**sides[want.side].get(want.what, {}), **rows}
    return _overlaid(facts._replace(after=sides["after"], before=sides["before"], skipped=tuple(sorted(skipped))))


def _overlaid(facts: Facts) -> Facts:
    """Lay what was read over the stored graph: after the change, and before it."""
    (stored,) = facts.after.get("graph", {}).get("", (None,))
    if stored is None:
        return facts
    after, before = facts.after.get("imports", {}), facts.before.get("imports", {})
    graph = _laid(stored, _pairs(after), facts.graph)
    if facts.added is None:
        return facts._replace(graph=graph)
    unread = {change.path: () for change in facts.change if change.op == "add" and change.path not in before}
    now = _pairs({path: rows for path, rows in after.items() if path not in before})
    return facts._replace(graph=graph, was=_laid(stored, {**now, **unread, **_pairs(before)}, facts.was))


def _laid(stored: Graph, edges: Mapping[str, tuple[tuple[str, int], ...]], last: Overlay | None) -> Overlay:
    """Lay edges over a graph; the last overlay itself if nothing came to it, as it knows what was sought in it."""
    from mneme_cli.graph.overlay import Overlay

    new = Overlay(stored, edges)
    return last if last is not None and last.graph is stored and last.changed == new.changed else new


def _pairs(rows: Mapping[str, tuple[Edge, ...]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Keep what a graph is made of: written edges, as (target, kinds)."""
    return {path: tuple((node(edge), edge.kinds) for edge in edges if not edge.via) for path, edges in rows.items()}


def node(edge: Edge) -> str:
    """Return the name of an edge's target in the graph, where what is unresolved must be told apart."""
    return UNRESOLVED + edge.name if edge.target == UNRESOLVED else edge.target


def _answered(want: Want, end: End, sources: Sources, skipped: set[Skipped]) -> dict[str, tuple[Any, ...]]:
    """Answer one want, path by path; re-exports are followed last, so that the files they lead to are read at once."""
    known = sources.share.known(want, sources.through) if sources.share else {}
    rows, paths = {}, [path for path in want.paths or ("",) if path not in known]
    end.tree.prefetch([path for path in paths if path])
    for count, path in enumerate(paths):
        if count % STEP == 0:
            sources.progress(count, len(paths))
        rows[path] = _rows(want.what, path, end, skipped)
    for path, (_, left) in known.items():
        skipped.update(left)
        if want.what != "lines" and of(path):
            end.spare(path)  # whoever is left alone is said to be, if somebody asks
    if want.what == "imports":
        rows = _followed(rows, end) if sources.through else {path: _edges(row) for path, row in rows.items()}
    return rows | {path: told for path, (told, _) in known.items()}


def _rows(what: str, path: str, end: End, skipped: set[Skipped]) -> tuple[Any, ...]:
    if what == "files":
        return tuple(end.tree.list())
    if not end.tree.has(path):
        return ()
    if what in ("text", "lines"):
        text = end.tree.read(path)
        return (text if what == "text" else text.count(b"\n") + (not text.endswith(b"\n") and bool(text)),)
    if what in ("entries", "declared", "locked"):
        from mneme_cli.evidence import entries

        return tuple(getattr(entries, what)(path, end, skipped))
    language = of(path)
    if language is None or end.spare(path):
        return ()
    if what == "absent":
        from mneme_cli.evidence.absent import absent

        return absent(_edges(_imports(path, end, language, set())), end)
    return _imports(path, end, language, skipped) if what == "imports" else _uses(path, end, language, skipped)


def _imports(path: str, end: End, language: Language, skipped: set[Skipped]) -> tuple[Row, ...]:
    raw = end.known(path)
    if raw is None:
        from mneme_cli.evidence.imports import extract

        raw, left = extract(end.tree.read(path), language, path, end.most)
        skipped.update(left)
    if end.layout.under:
        from mneme_cli.evidence.meaning import resolve

        return tuple((found, resolve(language, path, found, end.tree, end.layout)) for found in raw)
    return tuple((found, language.resolve(path, found, end.tree, end.layout)) for found in raw)


def _edges(row: Iterable[Row]) -> tuple[Edge, ...]:
    return tuple(edge for _, edges in row for edge in edges)


def _followed(rows: dict[str, tuple[Row, ...]], end: End) -> dict[str, tuple[Edge, ...]]:
    """Add to the written edges of each file those to where its names are defined."""
    written = {path: _edges(row) for path, row in rows.items()}
    if not (ours := {edge.target for some in written.values() for edge in some if end.tree.has(edge.target)}):
        return written
    from mneme_cli.evidence.followed import followed

    end.tree.prefetch(sorted(ours))
    return {path: some + followed(path, rows[path], end) for path, some in written.items()}


def _uses(path: str, end: End, language: Language, skipped: set[Skipped]) -> tuple[Any, ...]:
    from mneme_cli.evidence.uses import uses

    used = uses(path, end.tree.read(path), end.tree, end.layout, language, end.most)
    skipped.update(used.skipped)
    return used.uses
