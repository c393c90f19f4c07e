"""Introduced, existing, due: findings after a change less findings before it, by identity and with a count."""

from __future__ import annotations

from mneme_cli.judge.asides import aside, due
from mneme_cli.judge.outcome import outcome

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


def renamed(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Carry findings of the tree before through renames (old path → new path)."""
    return tuple(
        finding._replace(
            source=names.get(finding.source, finding.source), target=names.get(finding.target, finding.target)
        )
        for finding in findings
    )


def compare(after: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """Mark each finding introduced or existing.

    Of several occurrences of one identity those are pointed at that read differently from what was there.
    """
    before = list(before)
    left, same = tally(before), _claims(before)
    out = []
    for finding in sorted(after, key=lambda each: (_taken(same, each), each)):
        known = left.get(finding.identity, 0) > 0
        left[finding.identity] = left.get(finding.identity, 0) - 1
        out.append(finding._replace(status="existing" if known else "introduced"))
    return out


def _claims(findings: Iterable[Finding]) -> dict[tuple[Identity, str], int]:
    out: dict[tuple[Identity, str], int] = {}
    for finding in findings:
        key = (finding.identity, finding.claim)
        out[key] = out.get(key, 0) + 1
    return out


def _taken(same: dict[tuple[Identity, str], int], finding: Finding) -> bool:
    """Tell whether no occurrence with this very claim was there before (False sorts first and is existing)."""
    return same.get((finding.identity, finding.claim), 0) == 0


def settled(
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    baseline: Baseline,
    today: int,
    touched: frozenset[str] | None,
) -> tuple[Finding, ...]:
    """Give each finding its aside, its due date and its outcome; sorted.

    touched: anchor files of the change; None in a check of everything, where whatever is not set aside counts.
    """
    left = dict(baseline.counts)
    out = []
    for finding in sorted(findings, key=lambda each: (each.status != "existing", each)):
        rule = rules[finding.rule]
        out.append(_one(finding, rule, left, today, touched))
    return tuple(sorted(out))


def _one(
    finding: Finding, rule: Rule, left: dict[Identity, int], today: int, touched: frozenset[str] | None
) -> Finding:
    tag = aside(finding, rule, today)
    if tag:
        finding = finding._replace(aside=f"{tag.how} {tag.by}", why_aside=tag.why)
    elif left.get(finding.identity, 0) > 0 and rule.level != "final":
        left[finding.identity] -= 1
        finding = finding._replace(aside="baseline", why_aside="accepted in the baseline")
    elif finding.status == "existing" and (why := due(finding, rule, today)):
        finding = finding._replace(
            status="due" if touched is None or finding.source in touched else "existing", why_aside=why
        )
    return finding._replace(outcome=outcome(finding, rule))
