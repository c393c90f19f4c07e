"""What has fallen due in files that a change leaves alone: printed first by every change, blocking none of them.

Only rules with a waiver that ended, or that began after their decision, are looked at, and only where they could have
fallen due; the policy says which rules those are, so that without one nothing is read.
"""

from __future__ import annotations

from mneme_cli.judge.asides import ended
from mneme_cli.judge.status import printed
from mneme_cli.model.fact import Facts
from mneme_cli.pipeline.settle import settle
from mneme_cli.pipeline.verdict import bearing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule


def with_dues(verdict: Verdict, policy: Policy, sources: Sources, day: int, baseline: Baseline) -> Verdict:
    """Add to the verdict on a change what is due elsewhere."""
    numbers = policy.settings()["due"]
    if not numbers:
        return verdict
    from mneme_cli.pipeline.nominated import everything

    rules = {number: policy.rule(number) for number in numbers}
    paths = tuple(path for path in sources.after.tree.list() if any(_can(rule, path, day) for rule in rules.values()))
    found = everything(policy, sources, paths)
    demand = {
        path: tuple(number for number in found.get(path, ()) if number in rules and _can(rules[number], path, day))
        for path in paths
    }
    speaking, by_rule = bearing(policy, demand)
    if not speaking:
        return verdict
    there, _ = settle(speaking, Facts(added=None, demand=by_rule), sources, day, baseline=baseline)
    return printed(verdict, there.findings, {rule.id: rule for rule in speaking}, day)


def _can(rule: Rule, path: str, day: int) -> bool:
    """Tell whether a finding of this rule, anchored in this file, can have fallen due."""
    if not rule.near.holds(path) and not rule.everywhere:
        return False
    late = 0 < rule.began <= day
    return late or any(each.how == "waiver" and ended(each, day) and each.where.holds(path) for each in rule.asides)
