"""What a change of manifests hides: a violation that is none any more because a name means something else.

Nobody mended the code, so nobody may take it for mended. It is found the other way round: what would a change introduce
that gave the names back what they meant? That is every kind's own question, chains included.
"""

from __future__ import annotations

from mneme_cli.judge.outcome import join
from mneme_cli.pipeline.affected import affected
from mneme_cli.pipeline.verdict import of_change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.sources import Ends


def hidden(ends: Ends, policy: Policy, verdict: Verdict, sources: Sources, day: int) -> tuple[Verdict, Verdict]:
    """Return the verdict of a change, and what its code violates by the names of before and by those of today does not.

    A line that breaks the same rule by both is told once: in a file that nobody touched it did so before.
    policy: of the base.
    """
    now = sources.after
    was = now._replace(layout=sources.before.layout, bound={})
    back = sources._replace(after=was, before=now, share=None)
    paths = {*affected(ends, policy, back), *sources.remeant()}
    found = of_change(policy, (), paths, back, day)
    then = [each for each in found.findings if each.status == "introduced"]
    both = {_spot(each) for each in then}
    touched = {change.path for change in ends.changed.changes}
    held = tuple(_as_it_was(each, touched) if _spot(each) in both else each for each in verdict.findings)
    told = {_spot(each) for each in verdict.findings if each.status == "introduced"}
    lost = tuple(each for each in then if _spot(each) not in told)
    return verdict._replace(findings=tuple(sorted(held)), outcome=join(each.outcome for each in held)), found._replace(
        findings=lost
    )


def _spot(finding: Finding) -> tuple[str, str, int]:
    return finding.rule, finding.source, finding.line


def _as_it_was(finding: Finding, touched: Collection[str]) -> Finding:
    if finding.status != "introduced" or finding.source in touched:
        return finding
    return finding._replace(status="existing", outcome="allow")
