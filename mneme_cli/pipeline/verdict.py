"""Rules that a policy nominates, facts of a change or of everything: settled into one verdict."""

from __future__ import annotations

from mneme_cli.judge.judge import NOTHING
from mneme_cli.judge.nominate import by_change
from mneme_cli.model.fact import Facts
from mneme_cli.model.finding import Verdict
from mneme_cli.model.line import write_rule
from mneme_cli.model.scan import dumps
from mneme_cli.pipeline.settle import settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.fact import Change
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.share import Share

    Lines = frozenset[bytes] | None


def bearing(
    policy: Policy, demand: Mapping[str, Iterable[int]], only: Lines = None
) -> tuple[tuple[Rule, ...], dict[str, tuple[str, ...]]]:
    """Turn a nominator's answer round: the rules that really speak there, and the paths for each.

    only: lines of the policy to which it is limited.
    """
    by_number: dict[int, list[str]] = {}
    for path in sorted(demand):
        for number in demand[path]:
            by_number.setdefault(number, []).append(path)
    rules, paths = [], {}
    for number in sorted(by_number):
        rule = policy.rule(number)
        held = tuple(path for path in by_number[number] if rule.everywhere or rule.near.holds(path))
        if held and (only is None or dumps(write_rule(rule)).encode() in only):
            rules.append(rule)
            paths[rule.id] = held
    return tuple(rules), paths


def of_change(
    policy: Policy,
    changes: tuple[Change, ...],
    affected: Iterable[str],
    sources: Sources,
    today: int,
    baseline: Baseline = NOTHING,
    only: Lines = None,
) -> Verdict:
    """Judge what a change introduces, in the files it touches and in those whose edges it moves."""
    tree = sources.after.tree
    paths = {change.path for change in changes} | set(affected)
    demand = by_change(policy, paths, lambda path: tree.read(path) if tree.has(path) else None)
    rules, by_rule = bearing(policy, demand, only)
    facts = Facts(change=changes, added=(), demand=by_rule, wide=sources.wide)
    verdict, facts = settle(rules, facts, sources, today, baseline=baseline)
    touched = {change.path for change in changes}
    unchanged, looked = len(paths - touched), len(paths - {change.was for change in changes})
    told = tuple(each for each in verdict.findings if each.source in touched or not _old(each))
    if any(change.op == "delete" for change in changes):
        from mneme_cli.pipeline.nowhere import orphans

        verdict = verdict._replace(nowhere=(*verdict.nowhere, *orphans(facts, sources.after)))
    return verdict._replace(findings=told, files=looked, unchanged=unchanged, rules=len(policy), scope="change")


def _old(finding: Finding) -> bool:
    """Tell whether a finding was there before and is set aside: elsewhere than the change that is no news."""
    return finding.status == "existing" and bool(finding.aside)


def of_everything(
    policy: Policy, sources: Sources, today: int, baseline: Baseline = NOTHING, only: Lines = None
) -> Verdict:
    """Judge every file of a tree."""
    return _whole(policy, sources, today, baseline, only)[1]


def whole(
    policy: Policy, sources: Sources, today: int, baseline: Baseline = NOTHING, only: Lines = None
) -> tuple[Verdict, Share]:
    """Judge every file of a tree, and hand on what was read for it."""
    from mneme_cli.model.share import Share

    rules, verdict, facts = _whole(policy, sources, today, baseline, only)
    read = {what: {path: (each, ()) for path, each in rows.items()} for what, rows in facts.after.items()}
    return verdict, Share(rows=read, through=any(rule.through for rule in rules))


def _whole(
    policy: Policy, sources: Sources, today: int, baseline: Baseline, only: Lines
) -> tuple[tuple[Rule, ...], Verdict, Facts]:
    from mneme_cli.pipeline.nominated import everything, remembering

    paths = tuple(sources.after.tree.list())
    demand = everything(policy, sources, paths)
    rules, by_rule = bearing(policy, demand, only)
    sources = remembering(sources, {path for rule in rules if "imports" in rule.reads for path in by_rule[rule.id]})
    verdict, facts = settle(rules, Facts(added=None, demand=by_rule), sources, today, baseline=baseline)
    return rules, verdict._replace(files=len(paths), rules=len(policy), scope="all"), facts


def of_files(
    policy: Policy, paths: Iterable[str], sources: Sources, today: int, baseline: Baseline = NOTHING, line: int = 0
) -> Verdict:
    """Judge some files of a tree as they are, whatever changed; chains are found wherever they are.

    line: of the one file, if that alone was asked about; a number over all files is told there if it is in it.
    """
    tree = sources.after.tree
    demand = by_change(policy, paths, lambda path: tree.read(path) if tree.has(path) else None)
    rules, by_rule = bearing(policy, demand)
    verdict, _ = settle(rules, Facts(added=None, demand=by_rule, line=line), sources, today, baseline=baseline)
    return verdict._replace(files=len(set(paths)), rules=len(policy), scope="all")


def with_new_rules(verdict: Verdict, everywhere: Verdict) -> Verdict:
    """Add what rules that are new in a change find in code that it does not touch: existing, never introduced.

    What such a rule itself excepts there is no news of the change.
    """
    known = {finding.identity for finding in verdict.findings}
    new = (each for each in everywhere.findings if not each.aside.startswith("except "))
    found = [each for each in new if each.identity not in known]
    existing = [each._replace(status="existing", outcome="allow") for each in found]
    return verdict._replace(findings=tuple(sorted([*verdict.findings, *existing])))


def of_edit(
    policy: Policy,
    changes: tuple[Change, ...],
    demand: Mapping[str, tuple[int, ...]],
    sources: Sources,
    day: int,
    late: Callable[[], bool],
    baseline: Baseline = NOTHING,
) -> Verdict:
    """Judge one proposed edit by the rules that were nominated; with wants, the deadline came first."""
    rules, by_rule = bearing(policy, demand)
    if not rules:
        return Verdict()
    facts = Facts(change=changes, added=(), demand=by_rule, few=True)
    return settle(rules, facts, sources, day, late, baseline)[0]
