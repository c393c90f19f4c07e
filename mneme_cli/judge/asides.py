"""Why a finding does not count: a tag on it, with exactly one reason, the first that holds."""

from __future__ import annotations

from mneme_cli.model.day import over, show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Aside, Rule

_ORDER = ("override", "waiver", "except")


def aside(finding: Finding, rule: Rule, today: int) -> Aside | None:
    """Return the first reason that sets a finding aside today: overridden, waived, excepted."""
    found = [each for each in rule.asides if covers(each, finding) and not ended(each, today)]
    return min(found, key=lambda each: (_ORDER.index(each.how), each.by), default=None)


def due(finding: Finding, rule: Rule, today: int) -> str:
    """Say why a finding has fallen due; "" if it has not: its waiver ended, or its rule began after its decision."""
    past = [each for each in rule.asides if each.how == "waiver" and ended(each, today) and covers(each, finding)]
    if past:
        last = max(past, key=lambda each: (each.until, each.by))
        return f"{last.by} {over(last.until, today)}"
    return f"{rule.id} began {show(rule.began)}" if rule.began and rule.began <= today else ""


def taken(finding: Finding, before: Rule, now: Rule, today: int) -> str:
    """Say which waiver covered a finding until this change took it away; "" if none did, or one still covers it."""
    was = [each for each in before.asides if each.how == "waiver" and covers(each, finding)]
    if not was or any(each.how == "waiver" and covers(each, finding) for each in now.asides):
        return ""
    last = max(was, key=lambda each: (each.until, each.by))
    said = over(last.until, today) if ended(last, today) else f"held until {show(last.until)}"
    return f"{last.by} {said}, and this change takes it away"


def falls_due(rule: Rule, today: int) -> bool:
    """Tell whether a finding of this rule can have fallen due at all."""
    return 0 < rule.began <= today or any(each.how == "waiver" and ended(each, today) for each in rule.asides)


def ended(each: Aside, today: int) -> bool:
    """Tell whether an exception has passed its last day."""
    return 0 < each.until < today


def covers(each: Aside, finding: Finding) -> bool:
    """Tell whether an exception speaks of this anchor and, if it names targets, of this one edge."""
    if not each.where.holds(finding.source):
        return False
    if not each.target:
        return True
    if len(finding.chain) > 1 and finding.chain[0].target != finding.target:
        return False  # an excused edge excuses the finding that is this edge, in a cycle too, and no chain through it
    if not finding.chain and any(entry.declares(finding.target[4:]) for entry in each.target):
        return True  # a declaration has the name of its distribution, not of an import
    name = finding.chain[0].name if finding.chain else finding.symbol
    return any(entry.selects(finding.target, name) for entry in each.target)
