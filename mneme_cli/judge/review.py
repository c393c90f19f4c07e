"""A diff cannot approve itself: what passes only because the same change weakened a rule needs somebody's approval.

The code is judged by the rules of the base and by those of the head, on the same facts; this joins the two. A rule that
the change removes, narrows, waives or baselines is a line of the base's policy that the head's no longer has.
"""

from __future__ import annotations

from mneme_cli.judge.outcome import beside, join
from mneme_cli.model.finding import ELSEWHERE, HIDDEN, OUTCOMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.review import Review
    from mneme_cli.model.rule import Rule

    Heard = Mapping[tuple[str, str, str, str, str], int]

WHY = "allowed only by a policy change in this diff"
APPROVABLE = (WHY, HIDDEN)
"""Why a finding waits for an approval, where the code alone does not tell."""
GROWN = "a baseline accepts what was there before, and no approval changes that"
"""Why a finding stays that a change brings and takes into the baseline at once."""


def joined(
    head: Verdict,
    base: Verdict,
    policy: str,
    weakened: Collection[str] | None = None,
    why: str = WHY,
    heirs: Mapping[str, str] | None = None,
) -> Verdict:
    """Join what the head's rules say with what the rules say that only the base has.

    policy: `on_policy_change`, the outcome of a finding that only the base's rules still block.
    weakened: the rules that the change itself removed or rewrote; another one came to the base since, and binds as any
        rule does. None = any of them may be.  why: what lets pass what is asked about.
    heirs: what rules of the base go on as: said once. None = nobody knows, and advice is left to the head.
    """
    if not (only := _alone(head, base, heirs)):
        return head
    seen = {finding.identity for finding in only}
    kept = [finding for finding in head.findings if finding.identity not in seen]
    held = {finding.rule for finding in only if finding.outcome == "block"}
    ours = held if weakened is None else held.intersection(weakened)
    kept += [asked(each, policy, why) if each.outcome == "block" and each.rule in ours else each for each in only]
    findings = tuple(sorted(kept))
    changed = tuple(sorted({*head.changed_policy, *ours}))
    return head._replace(findings=findings, outcome=join(each.outcome for each in findings), changed_policy=changed)


def _alone(head: Verdict, base: Verdict, heirs: Mapping[str, str] | None) -> list[Finding]:
    """Return what only the base says, or says louder; advice is given, and nobody has to approve against it."""
    loud = ("block",) if heirs is None else ("block", "warn")
    heard = {finding.identity: OUTCOMES.index(finding.outcome) for finding in head.findings}
    return [each for each in base.findings if each.outcome in loud and not _said(each, heard, heirs or {})]


def _said(finding: Finding, heard: Heard, heirs: Mapping[str, str]) -> bool:
    """Tell whether the head says of the same place as loudly what a rule of the base does."""
    other = finding._replace(rule=heirs.get(finding.rule, finding.rule))
    return any(heard.get(each.identity, 0) >= OUTCOMES.index(finding.outcome) for each in (finding, other))


def asked(finding: Finding, policy: str, why: str = WHY) -> Finding:
    """Make a finding one that somebody has to approve; why it is due stays said."""
    return finding._replace(outcome=policy, why_aside=finding.why_aside if finding.status == "due" else why)


def gated(verdict: Verdict, review: Review | None) -> Verdict:
    """Let a change wait that asks less of the code, though no finding in it depends on that.

    Else two changes do what one may not: the first takes the rule away, the second breaks what is no rule any more. A
    check of one's own work is not held up by it: it is where people approve that somebody can.
    """
    if review is None:
        return verdict
    names = sorted({*filter(None, verdict.approved_by.split(", ")), *(each.by for each in review.looser if each.by)})
    return verdict._replace(outcome=join([verdict.outcome, review.outcome]), approved_by=", ".join(names))


def elsewhere(verdict: Verdict) -> Verdict:
    """Let pass what waits for an approval where nobody can give one: it was asked for, or is going to be.

    Else a pull request that was approved never gets through the queue behind it, and one that is to be approved is
    never pushed. What no approval lets pass (`on_policy_change: block`) blocks here, too.
    """
    said = "asked where it is proposed"
    findings = tuple(
        each._replace(outcome="allow", aside=ELSEWHERE, why_aside=f"{_why(each)}; {said}")
        if each.outcome == "ask"
        else each
        for each in verdict.findings
    )
    if findings == verdict.findings:
        return verdict
    let = verdict._replace(findings=findings, outcome=join(each.outcome for each in findings))
    return beside(let, verdict.problems)


def approved(verdict: Verdict, rules: Iterable[Rule], names: Collection[str], approvers: Collection[str]) -> Verdict:
    """Let the policy changes of a diff pass that somebody who may has approved.

    A name counts if it stands in the rule's `waivable_by`, else in `approvers`; a final rule without names has nobody.
    """
    may = {rule.id: rule.waivable_by or (() if rule.level == "final" else tuple(approvers)) for rule in rules}
    by = {rule: who(names, may.get(rule, ())) for rule in verdict.changed_policy}
    findings = tuple(_let(finding, by) for finding in verdict.findings)
    used = sorted({name for found in by.values() for name in found[:1]})
    return verdict._replace(
        findings=findings, outcome=join(each.outcome for each in findings), approved_by=", ".join(used)
    )


def who(names: Collection[str], may: Collection[str]) -> list[str]:
    """Return who of those who may has approved, as the policy calls them: services take `Ana` and `ana` for one."""
    given = {name.casefold() for name in names}
    return sorted(name for name in set(may) if name.casefold() in given)


def _let(finding: Finding, by: dict[str, list[str]]) -> Finding:
    if finding.outcome != "ask" or not by.get(finding.rule):
        return finding
    name = by[finding.rule][0]
    return finding._replace(outcome="allow", aside=f"approval {name}", why_aside=f"{_why(finding)}, approved by {name}")


def _why(finding: Finding) -> str:
    return finding.why_aside if finding.why_aside.startswith(APPROVABLE) else WHY
