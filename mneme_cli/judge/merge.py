"""Who commits a merge answers for what is new to every parent: what one of them has was judged where it came in."""

from __future__ import annotations

from mneme_cli.judge.outcome import beside, join
from mneme_cli.model.group import CYCLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable

    from mneme_cli.model.finding import Finding, Verdict


def merged(one: Verdict, other: Verdict) -> Verdict:
    """Join the verdicts of one tree against two parents: a finding counts that counts against both of them."""
    left: dict[Hashable, int] = {}
    for each in other.findings:
        left[_key(each)] = left.get(_key(each), 0) + (each.outcome != "allow")
    findings = tuple(sorted(_counted(each, left) for each in one.findings))
    kept = one._replace(
        findings=findings,
        outcome=join(each.outcome for each in findings),
        changed_policy=tuple(rule for rule in one.changed_policy if rule in other.changed_policy),
        skipped=tuple(each for each in one.skipped if each in other.skipped or not each.fatal),
    )
    return beside(kept, (each for each in one.problems if each in other.problems or each.fatal))


def _key(finding: Finding) -> Hashable:
    """Return what tells a finding against one parent and against the other: each lacks another import of a cycle."""
    return (finding.rule, finding.group) if finding.group.startswith(CYCLE) else finding.identity


def _counted(finding: Finding, left: dict[Hashable, int]) -> Finding:
    if finding.outcome == "allow":
        return finding
    key = _key(finding)
    there = left.get(key, 0)
    left[key] = there if finding.group.startswith(CYCLE) else there - 1
    if there > 0:
        return finding
    return finding._replace(status="existing", outcome="allow", why_aside="")
