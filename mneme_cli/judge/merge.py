"""Who commits a merge answers for what is new to every parent: what one of them has was judged where it came in."""

from __future__ import annotations

from mneme_cli.judge.outcome import beside, join
from mneme_cli.judge.status import tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding, Verdict


def merged(one: Verdict, other: Verdict) -> Verdict:
    """Join the verdicts of one tree against two parents: a finding counts that counts against both of them."""
    left = tally(each for each in other.findings if each.outcome != "allow")
    findings = tuple(sorted(_counted(each, left) for each in one.findings))
    kept = one._replace(
        findings=findings,
        outcome=join(each.outcome for each in findings),
        changed_policy=tuple(rule for rule in one.changed_policy if rule in other.changed_policy),
        skipped=tuple(each for each in one.skipped if each in other.skipped or not each.fatal),
    )
    return beside(kept, (each for each in one.problems if each in other.problems or each.fatal))


def _counted(finding: Finding, left: dict[tuple[str, str, str, str, str], int]) -> Finding:
    if finding.outcome == "allow":
        return finding
    left[finding.identity] = left.get(finding.identity, 0) - 1
    if left[finding.identity] >= 0:
        return finding
    return finding._replace(status="existing", outcome="allow", why_aside="")
