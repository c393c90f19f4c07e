"""Where the facts of both ends of a change come from: trees, layout, stored graph, and what is left alone."""

from __future__ import annotations

from mneme_cli.evidence.gather import End, Sources, silent
from mneme_cli.pipeline.spared import Spared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.graph.flat import Graph
    from mneme_cli.model.fact import Import
    from mneme_cli.model.layout import Layout
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends

    Made = TypeVar("Made")


def marks_of(ends: Ends, law: Law, base: Law) -> Spared:
    """Return which files both ends leave alone."""
    changed = (change.path for change in ends.changed.changes)
    return Spared((ends.after, ends.before), (law.policy, base.policy), changed)


def sources_of(
    ends: Ends, law: Law, progress: Progress = silent, marks: Spared | None = None, was: Layout | None = None
) -> Sources:
    """Return where the facts of both ends come from.

    marks: which files are left alone.  was: what names meant before the change, None = what they mean.
    """
    spared = marks or marks_of(ends, law, law)
    more = tuple(change.path for change in ends.changed.changes)
    after = End(tree=ends.after, layout=law.layout, bound={}, more=more)
    before = End(tree=ends.before, layout=was or law.layout, bound={}, more=more)
    if not spared.sealed:
        after, before = after._replace(spare=spared.after), before._replace(spare=spared.before)
    return Sources(
        after=after,
        before=before,
        graph=once(lambda: _graph(ends, after, progress, spared)),
        raws=lambda paths: _raws(ends, after, paths, progress),
        stored=lambda: _stored(ends),
        progress=progress,
        kept=spared.kept,
        remeant=once(lambda: _remeant(ends, after, before.layout, progress)),
        wide=not ends.brief,
    )


def _graph(ends: Ends, end: End, progress: Progress, spared: Spared) -> Graph | None:
    """Return the graph; most checks of a change need none, nor the modules that make one."""
    from mneme_cli.pipeline.graphs import graph

    return graph(ends, end, progress, spared)


def _remeant(ends: Ends, end: End, was: Layout, progress: Progress) -> frozenset[str]:
    if was is end.layout:
        return frozenset()
    from mneme_cli.pipeline.remeant import remeant

    return remeant(ends, end, was, progress)


def _raws(ends: Ends, end: End, paths: Iterable[str], progress: Progress) -> dict[str, tuple[Import, ...]]:
    from mneme_cli.pipeline.graphs import raws

    return {path: raw.imports for path, raw in raws(ends, end, paths, progress).items()}


def _stored(ends: Ends) -> bool:
    from mneme_cli.pipeline.graphs import stored

    return stored(ends)


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """Make something when it is first asked for, and not again."""
    found: list[Made] = []

    def asked() -> Made:
        if not found:
            found.append(make())
        return found[0]

    return asked
