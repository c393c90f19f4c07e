"""Why a finding does not count: a tag on it, with exactly one reason, the first that holds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Aside, Rule

STAYED: Mapping[str, str] = {}
"""No file has another name than before."""


def due(finding: Finding, rule: Rule, today: int, names: Mapping[str, str] = STAYED) -> str:
    """Say why a finding has fallen due; "" if it has not.

    Its waiver ended, what excused it holds for another name (names: new path → old one), or its rule began after its
    decision. What was excused is no debt that somebody accepted, so that nothing of it goes along with a rename.
    """
    was = formerly(finding, names)
    past = [each for each in rule.asides if each.how == "waiver" and each.ended(today) and _either(each, finding, was)]
    if past:
        from mneme_cli.model.day import over  # a hook seldom says a day

        last = max(past, key=lambda each: (each.until, each.by))
        return f"{last.by} {over(last.until, today)}"
    if was != finding and (left := rule.excused(was, today)):
        old = was.source if was.source != finding.source else was.target
        return f"{left.how} {left.by} holds for {old}, which this change renames"
    if not 0 < rule.began <= today:
        return ""
    from mneme_cli.model.day import show

    return f"{rule.id} began {show(rule.began)}"


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
    return each.covers(finding) or (was is not finding and each.covers(was))


def taken(finding: Finding, before: Rule, now: Rule, today: int, names: Mapping[str, str]) -> str:
    """Say which waiver covered a finding until this change took it away; "" if none did, or one still covers it."""
    old = formerly(finding, names)
    was = [each for each in before.asides if each.how == "waiver" and _either(each, finding, old)]
    if not was or any(each.how == "waiver" and each.covers(finding) for each in now.asides):
        return ""
    from mneme_cli.model.day import over, show

    last = max(was, key=lambda each: (each.until, each.by))
    said = over(last.until, today) if last.ended(today) else f"held until {show(last.until)}"
    return f"{last.by} {said}, and this change takes it away"


def falls_due(rule: Rule, today: int) -> bool:
    """Tell whether a finding of this rule can have fallen due at all."""
    return 0 < rule.began <= today or any(each.how == "waiver" and each.ended(today) for each in rule.asides)
