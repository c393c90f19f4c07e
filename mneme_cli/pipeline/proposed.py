"""One import that nobody has written yet: laid over the tree, resolved, and judged as a change would be."""

from __future__ import annotations

from mneme_cli.evidence.gather import gather
from mneme_cli.evidence.laid import Laid
from mneme_cli.model.fact import Blob, Change, Facts, Want
from mneme_cli.pipeline.accepting import baseline_of
from mneme_cli.pipeline.facts import sources_of
from mneme_cli.pipeline.verdict import of_change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.gather import Progress, Sources
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Verdict
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends

_NEW = ("introduced", "due")


class Proposer:
    """Judges imports one by one over one tree, whose graph is read once.

    The file is judged as if the import were all that it imports, so that what it has already neither hides the answer
    nor becomes part of it. planned: files that are not there yet, as they would be.  baseline: what is accepted.
    """

    def __init__(self, ends: Ends, law: Law, day: int, progress: Progress, planned: Mapping[str, bytes]) -> None:
        self.ends, self.law, self.day, self.planned = ends, law, day, planned
        self.sources = sources_of(ends, law, progress)
        self.baseline = baseline_of(ends, law)

    def meaning(self, path: str, statement: bytes) -> Edge | None:
        """Return what a statement in a file would mean; a package's submodule counts, not the package above it."""
        facts = gather((Want("imports", "after", (path,)),), Facts(), self._sources(path, statement))
        rows = [edge for edge in facts.rows("imports")[path] if not edge.via and edge.name != "typing.TYPE_CHECKING"]
        return max(rows, key=lambda edge: (edge.line, len(edge.name)), default=None)

    def judge(self, path: str, statement: bytes) -> Verdict:
        """Judge a statement in a file; only what it would introduce is found."""
        change = Change(path=path, op="edit", before=Blob(work=True), after=Blob(work=True))
        verdict = of_change(self.law.policy, (change,), (), self._sources(path, statement), self.day, self.baseline)
        return verdict._replace(findings=tuple(each for each in verdict.findings if each.status in _NEW))

    def _sources(self, path: str, statement: bytes) -> Sources:
        """Return the sources of the tree, with the file as it would be on one side and empty on the other."""
        after = Laid(self.ends.after, {**self.planned, path: statement})
        before = Laid(self.ends.after, {**self.planned, path: b""})
        end = self.sources.after
        return self.sources._replace(
            after=end._replace(tree=after, bound={}), before=end._replace(tree=before, bound={}), raws=None, wide=False
        )
