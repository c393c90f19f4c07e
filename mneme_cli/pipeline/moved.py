"""A file that was renamed and edited at once: looked for only where it matters, so that a change costs no comparison.

Equal content is seen by blob ids whenever something changed. The rest is compared by lines, and that only if a finding
would be blamed on a change that may have done no more than carry it along.
"""

from __future__ import annotations

from mneme_cli.evidence.renames import similar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Verdict
    from mneme_cli.pipeline.sources import Ends


def moved(ends: Ends, verdict: Verdict) -> Ends | None:
    """Return the ends with more renames told, None if there are none or if no finding could change by them."""
    changes = ends.changed.changes
    if ends.everything or not any(finding.status == "introduced" for finding in verdict.findings):
        return None
    found = similar(changes, ends.before.read, ends.after.read)
    return None if found == changes else ends._replace(changed=ends.changed._replace(changes=found))
