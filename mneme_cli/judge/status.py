"""Introduced, existing, due: findings after a change less findings before it, by identity and with a count."""

from __future__ import annotations

from mneme_cli.judge.outcome import outcome
from mneme_cli.model.baseline import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.baseline import Baseline, Identity
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule


def tally(findings: Iterable[Finding]) -> dict[Identity, int]:
    """Count findings by identity."""
    out: dict[Identity, int] = {}
    for finding in findings:
        out[finding.identity] = out.get(finding.identity, 0) + 1
    return out


def numbers(findings: Iterable[Finding]) -> dict[Identity, int]:
    """Return the worst number of each identity that has one."""
    out: dict[Identity, int] = {}
    for each in findings:
        if each.number:
            out[each.identity] = max(each.number, out.get(each.identity, each.number))
    return out


def renamed(findings: Iterable[Finding], names: Mapping[str, str], aims: Mapping[str, str]) -> tuple[Finding, ...]:
    """Carry findings of the tree before through renames (old path → new path). aims: the same, for targets."""
    return tuple(
        finding._replace(
            source=names.get(finding.source, finding.source), target=aims.get(finding.target, finding.target)
        )
        for finding in findings
    )


def compare(after: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """Mark each finding introduced or existing.

    Of several occurrences of one identity those are pointed at that read differently from what was there.
    """
    before = list(before)
    left, same, was = tally(before), _claims(before), numbers(before)
    out = []
    for finding in sorted(after, key=lambda each: (_taken(same, each), each)):
        number = was.get(finding.identity, 0)
        known = left.get(finding.identity, 0) > 0
        left[finding.identity] = left.get(finding.identity, 0) - 1
        worse = known and not covers(number, finding.number)
        told = _than(finding, number, "before this change") if worse else finding
        out.append(told._replace(status="existing" if known and not worse else "introduced"))
    return out


def _than(finding: Finding, number: int, words: str) -> Finding:
    """Say beside a number that got worse which one it is held against."""
    return finding._replace(claim=f"{finding.claim}; {abs(number)} {words}")


def _claims(findings: Iterable[Finding]) -> dict[tuple[Identity, str], int]:
    out: dict[tuple[Identity, str], int] = {}
    for finding in findings:
        key = (finding.identity, finding.claim)
        out[key] = out.get(key, 0) + 1
    return out


def _taken(same: dict[tuple[Identity, str], int], finding: Finding) -> bool:
    """Tell whether no occurrence with this very claim was there before (False sorts first and is existing)."""
    return same.get((finding.identity, finding.claim), 0) == 0


def _due(finding: Finding, rule: Rule, today: int, names: Mapping[str, str]) -> str:
    """Say why a finding that was there has fallen due, "" if it has not."""
    if finding.status not in ("existing", "found") or not (rule.asides or rule.began):
        return ""
    from mneme_cli.judge.asides import due  # most rules excuse nothing

    return due(finding, rule, today, names)


def settled(
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    baseline: Baseline,
    today: int,
    touched: frozenset[str] | None,
    names: Mapping[str, str] = {},
) -> tuple[Finding, ...]:
    """Give each finding its aside, its due date and its outcome; sorted.

    touched: anchor files of the change; None in a check of everything, where whatever is not set aside counts.
    names: new path → old one, of each file that the change renames.
    """
    left = dict(baseline.counts)
    out = []
    for finding in sorted(findings, key=lambda each: (each.status != "existing", each)):
        number = baseline.numbers.get(finding.identity, 0)
        accepted = left.get(finding.identity, 0) > 0 and covers(number, finding.number)
        rule = rules[finding.rule]
        late = _due(finding, rule, today, names)
        one = _one(finding, rule, accepted, today, _late(finding, late, touched) if late else finding)
        left[finding.identity] = left.get(finding.identity, 0) - (one.aside == "baseline")
        beyond = touched is None and number and not one.aside
        out.append(_than(one, number, "accepted") if beyond else one)
    return tuple(sorted(out))


def _one(finding: Finding, rule: Rule, accepted: bool, today: int, late: Finding) -> Finding:
    """Set a finding aside if something does; late: what it is if nothing does."""
    if tag := rule.excused(finding, today):
        late = finding._replace(aside=f"{tag.how} {tag.by}", why_aside=tag.why)
    elif accepted and rule.level != "final":
        late = finding._replace(aside="baseline", why_aside="accepted in the baseline")
    return late._replace(outcome=outcome(late, rule))


def _late(finding: Finding, why: str, touched: frozenset[str] | None) -> Finding:
    """Make a finding due where the change touches its file; elsewhere it says why, and stays as it is."""
    here = touched is None or finding.source in touched
    return finding._replace(status="due" if here else "existing", why_aside=why)
