"""Rules × facts → verdict. Pure: what it does not know it asks for, and it never looks."""

from __future__ import annotations

from mneme_cli.judge.ends import ends, old_names
from mneme_cli.judge.hops import placed, unread
from mneme_cli.judge.outcome import join
from mneme_cli.judge.status import compare, renamed, settled
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.fact import Facts, Want
from mneme_cli.model.finding import Finding, Verdict

NOTHING = Baseline()

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mneme_cli.kinds import Kind
    from mneme_cli.model.rule import Rule

    Take = Callable[[str], Kind]


def judge(rules: tuple[Rule, ...], facts: Facts, take: Take, today: int, baseline: Baseline = NOTHING) -> Verdict:
    """Judge once. A verdict that still wants facts is not final."""
    facts, wants = ends(rules, facts)
    if wants:
        return Verdict(wants=wants)
    found, wants = _said(rules, facts, take)
    wants = wants or unread(found, facts)
    if wants:
        return Verdict(wants=wants)
    by_id = {rule.id: rule for rule in rules}
    found = [placed(finding, by_id[finding.rule], facts) for finding in found]
    found, wants = _compared(found, rules, facts, take)
    if wants:
        return Verdict(wants=wants)
    touched = None if facts.added is None else frozenset(change.path for change in facts.change)
    findings = settled(found, by_id, baseline, today, touched)
    outcome = join(finding.outcome for finding in findings)
    return Verdict(outcome=outcome, findings=findings, skipped=facts.skipped, rules=len(rules), as_of=today)


def _said(rules: Iterable[Rule], facts: Facts, take: Take) -> tuple[list[Finding], tuple[Want, ...]]:
    """Ask every verb once, with all of its rules."""
    by_kind: dict[str, list[Rule]] = {}
    for rule in rules:
        by_kind.setdefault(rule.kind, []).append(rule)
    said = [each for name in sorted(by_kind) for each in take(name).check(tuple(by_kind[name]), facts)]
    found = [each for each in said if isinstance(each, Finding)]
    no_graph = "graph" in facts.after  # it was asked for, and there is none yet: the next gate has one
    return found, merge(each for each in said if isinstance(each, Want) and not (no_graph and each.what == "graph"))


def merge(wants: Iterable[Want]) -> tuple[Want, ...]:
    """Join wants of the same evidence and side."""
    paths: dict[tuple[str, str], set[str]] = {}
    for want in wants:
        paths.setdefault((want.what, want.side), set()).update(want.paths)
    return tuple(Want(what, side, tuple(sorted(paths[what, side]))) for what, side in sorted(paths))


def _compared(
    found: list[Finding], rules: tuple[Rule, ...], facts: Facts, take: Take
) -> tuple[list[Finding], tuple[Want, ...]]:
    """Mark what the change introduced: the same rules on the code before, in the files that are suspect."""
    if facts.added is None:
        return [finding._replace(status=finding.status or "found") for finding in found], ()
    by_id = {rule.id: rule for rule in rules}
    new = [each._replace(status="introduced") for each in found if _by_change(by_id[each.rule], take)]
    rows = [each for each in found if not _by_change(by_id[each.rule], take)]
    names = old_names(facts.change)
    suspects: dict[str, set[str]] = {}
    for each in rows:
        suspects.setdefault(each.rule, set()).add(names.get(each.source, each.source))
    demand = {rule: tuple(sorted(paths)) for rule, paths in suspects.items()}
    then = Facts(after=facts.before, added=None, demand=demand)
    old, wants = _said([by_id[rule] for rule in sorted(suspects)], then, take)
    if wants:
        return [], tuple(want._replace(side="before") for want in wants)
    back = {old: new for new, old in names.items()}
    return new + compare(rows, renamed(old, back)), ()


def _by_change(rule: Rule, take: Take) -> bool:
    """Tell whether a verb subtracts what was there before by itself (chains are sought through added edges only)."""
    return take(rule.kind).reads == "graph" or "graph" in rule.reads
