"""Rules × facts → verdict. Pure: what it does not know it asks for, and it never looks."""

from __future__ import annotations

from mneme_cli.judge.ends import called, ends, new_targets, old_names
from mneme_cli.judge.outcome import join
from mneme_cli.judge.status import compare, renamed, settled
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.fact import Facts, Want
from mneme_cli.model.finding import Finding, Verdict
from mneme_cli.model.group import named

NOTHING = Baseline()

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from mneme_cli.kinds import Kind
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.rule import Rule

    Take = Callable[[str], Kind]


def judge(rules: tuple[Rule, ...], facts: Facts, take: Take, today: int, baseline: Baseline = NOTHING) -> Verdict:
    """Judge once. A verdict that still wants facts is not final."""
    facts, wants = ends(rules, facts._replace(today=today))
    if wants:
        return Verdict(wants=wants)
    found, wants = _said(called(rules, facts), take)
    wants = wants or _unread(found, facts)
    if wants:
        return Verdict(wants=wants)
    by_id = {rule.id: rule for rule in rules}
    found, wants = _compared(found, by_id, facts, take)
    if not wants and any(each.declares() for each in found):
        from mneme_cli.judge import declared

        wants = declared.unread(found, by_id, facts, today)
        found = [each for each in found if not declared.excused(each, by_id[each.rule], facts, today)]
    if wants:
        return Verdict(wants=wants)
    touched = None if facts.added is None else frozenset(change.path for change in facts.change)
    findings = settled(_placed(found, by_id, facts), by_id, baseline, today, touched, old_names(facts.change))
    outcome = join(finding.outcome for finding in findings)
    verdict = Verdict(outcome=outcome, findings=findings, skipped=facts.skipped, rules=len(rules), as_of=today)
    return verdict._replace(nowhere=_nowhere(facts))


def _unread(found: list[Finding], facts: Facts) -> tuple[Want, ...]:
    """Return the files of the chains whose hops have no line yet."""
    if all(edge.line for each in found for edge in each.chain):
        return ()
    from mneme_cli.judge.hops import unread  # a ban on imports has the line of each

    return unread(found, facts)


def _placed(found: list[Finding], rules: Mapping[str, Rule], facts: Facts) -> list[Finding]:
    """Give every hop of a chain its line."""
    if all(each.chain[0].line for each in found if each.chain):
        return found
    from mneme_cli.judge.hops import placed

    return [placed(each, rules[each.rule], facts) for each in found]


def _nowhere(facts: Facts) -> tuple[Edge, ...]:
    """Return the imports that lead nowhere, in the files that some rule looks at."""
    paths = {path for paths in facts.demand.values() for path in paths}
    return tuple(sorted(edge for path in paths for edge in facts.imports(path) or () if edge.lost()))


def _said(parts: Iterable[tuple[Iterable[Rule], Facts]], take: Take) -> tuple[list[Finding], tuple[Want, ...]]:
    """Ask every verb once for each part, with all of its rules. parts: rules, and the facts as they see them."""
    found: dict[Finding, Finding] = {}
    wants = []
    for rules, facts in parts:
        no_graph = "graph" in facts.after  # it was asked for, and there is none yet: the next gate has one
        for each in _asked(rules, facts, take):
            if isinstance(each, Finding):
                found[_worded(each)] = each
            elif not (no_graph and each.what == "graph"):
                wants.append(each)
    return list(found.values()), merge(wants)


def _asked(rules: Iterable[Rule], facts: Facts, take: Take) -> Iterator[Finding | Want]:
    by_kind: dict[str, list[Rule]] = {}
    for rule in rules:
        by_kind.setdefault(rule.kind, []).append(rule)
    for name in sorted(by_kind):
        yield from take(name).check(tuple(by_kind[name]), facts)


def _worded(finding: Finding) -> Finding:
    """Return what is said: a statement that takes one thing by two names (`{ x, x as y }`) says it twice."""
    return finding._replace(chain=tuple([edge._replace(member="") for edge in finding.chain]))


def merge(wants: Iterable[Want]) -> tuple[Want, ...]:
    """Join wants of the same evidence and side."""
    paths: dict[tuple[str, str], set[str]] = {}
    for want in wants:
        paths.setdefault((want.what, want.side), set()).update(want.paths)
    return tuple(Want(what, side, tuple(sorted(paths[what, side]))) for what, side in sorted(paths))


def _compared(
    found: list[Finding], rules: Mapping[str, Rule], facts: Facts, take: Take
) -> tuple[list[Finding], tuple[Want, ...]]:
    """Mark what the change introduced: the same rules on the code before, in the files that are suspect."""
    if facts.added is None:
        return [finding._replace(status=finding.status or "found") for finding in found], ()
    own = [each for each in found if _subtracts(each, take(rules[each.rule].kind))]
    rows = [each for each in found if not _subtracts(each, take(rules[each.rule].kind))]
    demand = _suspects(rows, facts)
    then = Facts(after={**facts.before, **_graph(facts)}, added=None, demand=demand, graph=facts.was)
    old, wants = _said([([rules[rule] for rule in sorted(demand)], then)], take)
    if wants:
        return [], tuple(want._replace(side="before") for want in wants)
    back = {was: now for now, was in old_names(facts.change).items()}
    # A chain that was there is held against chains alone: who accepted it did not accept the import in one step.
    alike = [each for each in old if not _subtracts(each, take(rules[each.rule].kind))]
    old = list(renamed(alike, back, new_targets(facts.change)))
    added = {named(edge) for edge in facts.added}
    new = [_grouped(each, added)._replace(status=each.status or "introduced") for each in own]
    return new + compare(rows, old), ()


def _grouped(finding: Finding, added: set[str]) -> Finding:
    """Say through which added edge a chain goes, the last if there are several: reports tell one entry for each."""
    through = [name for edge in finding.chain if (name := named(edge)) in added]
    return finding._replace(group=through[-1]) if through and not finding.group else finding


def _suspects(rows: Iterable[Finding], facts: Facts) -> dict[str, tuple[str, ...]]:
    """Return, by rule, the old paths of the files with findings; new files have none."""
    names = old_names(facts.change)
    new = {change.path for change in facts.change if not change.before.there() and change.path not in names}
    suspects: dict[str, set[str]] = {}
    for each in rows:
        if each.source not in new:
            suspects.setdefault(each.rule, set()).add(names.get(each.source, each.source))
    return {rule: tuple(sorted(paths)) for rule, paths in suspects.items()}


def _graph(facts: Facts) -> dict[str, Mapping[str, tuple[Any, ...]]]:
    return {"graph": facts.after["graph"]} if "graph" in facts.after else {}


def _subtracts(finding: Finding, kind: Kind) -> bool:
    """Tell whether what was there before is left out already: chains are sought through added edges only."""
    return kind.reads in ("graph", "both") or bool(finding.chain and not finding.chain[0].line)
