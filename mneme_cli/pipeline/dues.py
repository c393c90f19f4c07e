"""What has fallen due in files that a change leaves alone: printed first by every change, blocking none of them.

Only rules with a waiver that ended, or that began after their decision, are looked at, and only where they could have
fallen due; the policy says which rules those are, so that without one nothing is read. What a change renames away from
under an exception is looked at as well, since a rule on chains tells of a change only what its new edges bring.
"""

from __future__ import annotations

from mneme_cli.judge.dues import printed
from mneme_cli.judge.ends import old_names
from mneme_cli.model.fact import Facts
from mneme_cli.pipeline.settle import settle
from mneme_cli.pipeline.verdict import bearing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.fact import Change
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Aside, Rule
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.verdict import Lines


def with_dues(
    verdict: Verdict,
    policy: Policy,
    changes: tuple[Change, ...],
    sources: Sources,
    day: int,
    baseline: Baseline,
    only: Lines = None,
) -> Verdict:
    """Add to the verdict on a change what is due elsewhere, and what it moves away from under an exception.

    only: lines of the policy to which it is limited.
    """
    names, touched = old_names(changes), frozenset(each.path for each in changes)
    wanted = _wanted(policy, names, touched, sources.after.tree, day)
    if not wanted:
        return verdict
    from mneme_cli.pipeline.nominated import everything

    found = everything(policy, sources, tuple(wanted))
    demand = {path: tuple(each for each in found.get(path, ()) if each in numbers) for path, numbers in wanted.items()}
    rules, by_rule = bearing(policy, demand, only)
    facts = Facts(added=None, demand=by_rule)
    there = settle(rules, facts, sources, day, baseline=baseline)[0].findings if rules else ()
    return printed(verdict, there, {rule.id: rule for rule in rules}, day, touched, names) if there else verdict


def _wanted(
    policy: Policy, names: Mapping[str, str], touched: frozenset[str], tree: Tree, day: int
) -> dict[str, set[int]]:
    """Return which rules may have something to say, by the file where they may."""
    ages = {number: policy.rule(number) for number in policy.settings()["due"]}
    left = _left(policy, names)
    if not ages and not left:
        return {}

    def asked(path: str) -> set[int]:
        found = {number for number, rule in ages.items() if _can(rule, path, day, names.get(path, path))}
        return found | {number for number in left if path in touched}

    paths = tree.list() if ages else filter(tree.has, sorted(touched))
    return {path: numbers for path in paths if (numbers := asked(path))}


def _left(policy: Policy, names: Mapping[str, str]) -> frozenset[int]:
    """Return the rules of which an exception may hold for the old name of a renamed file, and not for the new one."""
    rules = ((number, policy.rule(number)) for number in range(len(policy) if names else 0))
    return frozenset(number for number, rule in rules if any(_leaves(each, names) for each in rule.asides))


def _leaves(each: Aside, names: Mapping[str, str]) -> bool:
    return bool(each.target) or any(each.where.holds(old) and not each.where.holds(new) for new, old in names.items())


def _can(rule: Rule, path: str, day: int, was: str) -> bool:
    """Tell whether a finding of this rule, anchored in this file, can have fallen due. was: the file's old name."""
    if not rule.near.holds(path) and not rule.everywhere:
        return False
    past = (each.where for each in rule.asides if each.how == "waiver" and each.ended(day))
    return 0 < rule.began <= day or any(where.holds(path) or where.holds(was) for where in past)
