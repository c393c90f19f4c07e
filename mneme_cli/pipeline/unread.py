"""What a check of everything could not read: what stands there may still be owed."""

from __future__ import annotations

from mneme_cli.pipeline.facts import marks_of, sources_of
from mneme_cli.pipeline.told import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.finding import Verdict
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends


def unread(verdict: Verdict, ends: Ends, law: Law) -> tuple[Skipped, ...]:
    """Return what a verdict on everything does not rest on; sorted."""
    marks = marks_of(ends, law, law)
    whole = ends._replace(everything=True)
    return told(verdict, whole, marks, sources_of(ends, law, marks=marks), (law.policy, law.policy)).skipped
