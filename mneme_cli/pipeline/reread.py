"""One code read for two laws: what was read for the one is not read again for the other, and none of it is kept."""

from __future__ import annotations

from mneme_cli.evidence.exports import again
from mneme_cli.languages import of
from mneme_cli.pipeline.facts import marks_of, once, sources_of
from mneme_cli.pipeline.graphs import marked, raws
from mneme_cli.pipeline.nominated import asked
from mneme_cli.pipeline.sides import alike, turned_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.gather import Progress, Sources
    from mneme_cli.graph.flat import Graph
    from mneme_cli.model.fact import Import
    from mneme_cli.model.share import Share
    from mneme_cli.pipeline.laws import Laws
    from mneme_cli.pipeline.sides import Side
    from mneme_cli.pipeline.sources import Ends


class Reading:
    """The code after a change, read under the marks and the layout of whoever asks.

    Imports of a file are those of its bytes, so they come from the store; the graph of a side is the one that is kept,
    but for files that the side leaves alone and a check does not, or the other way round.
    """

    def __init__(self, ends: Ends, found: Laws, progress: Progress) -> None:
        self.ends, self.found, self.progress = ends, found, progress
        self.marks = marks_of(ends, found.head, found.base)
        self.check = sources_of(ends, found.head, progress, self.marks)
        self.imports = once(self._imports)

    def by(self, side: Side) -> Sources:
        """Return where facts of one side come from."""
        made = sources_of(self.ends, side.law, self.progress, side.marks)
        after = made.after
        if asked(side.law.policy, made):
            after = after._replace(known=lambda path: self.imports().get(path))
        return made._replace(after=after, graph=once(lambda: self._graph(side, made)))

    def knowing(self, sources: Sources, other: Sources, share: Share, sides: tuple[Side, Side]) -> Sources:
        """Let one side know what was read for the other: what bytes bind, and what they mean if that is the same."""
        if not alike(*sides):
            return sources._replace(after=sources.after._replace(bound=again(other.after.bound)))
        new = turned_over(*sides)
        rows = {
            what: {path: each for path, each in rows.items() if path not in new} for what, rows in share.rows.items()
        }
        after = sources.after._replace(bound=other.after.bound)
        return sources._replace(after=after, share=share._replace(rows=rows))

    def _graph(self, side: Side, made: Sources) -> Graph:
        like = side.law.layout.digest == self.found.head.layout.digest
        kept = (self.check.graph(), self.marks) if like else None
        return marked(self.ends, made.after, side.marks, kept)

    def _imports(self) -> Mapping[str, tuple[Import, ...]]:
        code = [path for path in self.ends.after.list() if of(path)]
        return {path: raw.imports for path, raw in raws(self.ends, self.check.after, code, self.progress).items()}
