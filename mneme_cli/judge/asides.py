"""Why a finding does not count: a tag on it, with exactly one reason, the first that holds."""

from __future__ import annotations

from mneme_cli.model.day import over, show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Aside, Rule

_ORDER = ("override", "waiver", "except")
STAYED: Mapping[str, str] = {}
"""No file has another name than before."""


def aside(finding: Finding, rule: Rule, today: int) -> Aside | None:
    """Return the first reason that sets a finding aside today: overridden, waived, excepted."""
    found = [each for each in rule.asides if covers(each, finding) and not ended(each, today)]
    return min(found, key=lambda each: (_ORDER.index(each.how), each.by), default=None)


def due(finding: Finding, rule: Rule, today: int, names: Mapping[str, str] = STAYED) -> str:
    """Say why a finding has fallen due; "" if it has not.

    Its waiver ended, what excused it holds for another name (names: new path → old one), or its rule began after its
    decision. What was excused is no debt that somebody accepted, so that nothing of it goes along with a rename.
    """
    was = formerly(finding, names)
    past = [each for each in rule.asides if each.how == "waiver" and ended(each, today) and _either(each, finding, was)]
    if past:
        last = max(past, key=lambda each: (each.until, each.by))
        return f"{last.by} {over(last.until, today)}"
    if was != finding and (left := aside(was, rule, today)):
        old = was.source if was.source != finding.source else was.target
        return f"{left.how} {left.by} holds for {old}, which this change renames"
    return f"{rule.id} began {show(rule.began)}" if rule.began and rule.began <= today else ""


def formerly(finding: Finding, names: Mapping[str, str]) -> Finding:
    """Return a finding as it was called before its files were renamed. names: new path → old one."""
    if finding.source not in names and finding.target not in names:
        return finding
    chain = tuple(
        each._replace(source=names.get(each.source, each.source), target=names.get(each.target, each.target))
        for each in finding.chain
    )
    source, target = (names.get(each, each) for each in (finding.source, finding.target))
    return finding._replace(source=source, target=target, chain=chain)


def _either(each: Aside, finding: Finding, was: Finding) -> bool:
    return covers(each, finding) or (was is not finding and covers(each, was))


def taken(finding: Finding, before: Rule, now: Rule, today: int, names: Mapping[str, str]) -> str:
    """Say which waiver covered a finding until this change took it away; "" if none did, or one still covers it."""
    old = formerly(finding, names)
    was = [each for each in before.asides if each.how == "waiver" and _either(each, finding, old)]
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
