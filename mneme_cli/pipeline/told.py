"""What a verdict says besides findings: files that were not read whole, and files that were left alone."""

from __future__ import annotations

from mneme_cli.evidence.marks import GENERATED
from mneme_cli.model.fact import Skipped
from mneme_cli.model.scan import loads
from mneme_cli.pipeline.whole import below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.finding import Verdict
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.pipeline.spared import Spared


def told(verdict: Verdict, ends: Ends, marks: Spared, sources: Sources, on_unparsed: str) -> Verdict:
    """Add to a verdict what could not be read, fatal where it was changed and governed, and what was left alone."""
    touched = {change.path for change in ends.changed.changes}
    noted = {*ends.changed.noted, *marks.said(touched)}
    skipped = {*verdict.skipped, *getattr(ends.after, "notes", {}).values()}
    if ends.everything:
        noted |= set(marks.by_name())
        of_graph = _of_graph(sources)
        noted |= {each for each in of_graph if each.why == GENERATED}
        left = {each.path for each in noted}
        skipped |= {each for each in of_graph if each.path not in left}
    if ends.asked:
        noted = {each for each in noted if below(each.path, ends.asked)}
        skipped = {each for each in skipped if below(each.path, ends.asked)}
    fatal = {each._replace(fatal=each.path in touched and on_unparsed == "block") for each in skipped}
    fatal |= {each._replace(fatal=True) for each in ends.changed.skipped}
    return verdict._replace(skipped=tuple(sorted(fatal)), noted=tuple(sorted(noted)))


def _of_graph(sources: Sources) -> set[Skipped]:
    graph = sources.graph()
    return {Skipped(path, why, line) for path, why, line in loads(graph.notes or "[]")} if graph else set()
