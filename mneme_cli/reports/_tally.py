"""How findings are sorted into heaps and counted: every format must count alike, so the counting is done once."""

from __future__ import annotations

from mneme_cli.model.finding import OUTCOMES
from mneme_cli.model.group import groups, named
from mneme_cli.model.rule import shared, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.group import Group
    from mneme_cli.model.problem import Problem

HEAPS = ("block", "ask", "warn", "aside", "existing", "fixed", "clear", "due")
"""Where a finding belongs; exactly one each. The first three speak; what is due elsewhere is told before them."""

SHOWN = 6
"""Imports of one cycle that are named beside the one that is told."""


def heap(finding: Finding) -> str:
    """Tell which heap a finding lies in: set aside first, then old or gone, then by what it comes to."""
    if finding.aside:
        return "aside"
    if finding.status in ("existing", "fixed"):
        return finding.status
    if finding.outcome == "allow":
        return "due" if finding.status == "due" else "clear"
    return finding.outcome


def speaking(verdict: Verdict) -> tuple[Finding, ...]:
    """Return the findings that a reader has to do something about, the worst first, then by place."""
    return tuple(sorted((one for one in verdict.findings if heap(one) in HEAPS[:3]), key=_worst))


def told(verdict: Verdict) -> tuple[Group, ...]:
    """Return what has fallen due elsewhere and then what speaks, as a reader is told it."""
    due = [one for one in ordered(verdict) if heap(one) == "due"]
    return (*groups(due), *groups(speaking(verdict)))


def repeated(verdict: Verdict) -> tuple[Finding, ...]:
    """Return the imports that a change adds between two that were connected before: old findings, and no news."""
    old = (one for one in ordered(verdict) if one.status == "existing" and len(one.chain) == 1)
    return tuple(one for one in old if one.group == named(one.chain[0]))


def ordered(verdict: Verdict) -> tuple[Finding, ...]:
    """Return all findings by place, for formats that list everything."""
    return tuple(sorted(verdict.findings, key=order))


def order(finding: Finding) -> tuple[str, int, int, str, str, str, int]:
    """Return the sort key of a finding: path, line, column, then what tells it from others there."""
    where = finding.source, finding.line, finding.column
    return (*where, finding.rule, finding.target, finding.symbol, finding.kinds)


def tally(verdict: Verdict) -> dict[str, int]:
    """Count what a reader is told, by heap (what is told as one is one), and the problems by their gravity."""
    counts = dict.fromkeys((*HEAPS, "errors", "warnings", "notes"), 0)
    for entry in groups(verdict.findings):
        counts[heap(entry.lead)] += 1
    for problem in verdict.problems:
        counts[gravity(problem) + "s"] += 1
    return counts


def count(number: int, word: str) -> str:
    """Write a number and its noun (`1 file`, `2 files`)."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def looked(verdict: Verdict) -> str:
    """Say which of the files looked at the change itself touches, "" if it is all of them."""
    if not verdict.unchanged or verdict.scope != "change":
        return ""
    return f" ({verdict.files - verdict.unchanged} changed, {verdict.unchanged} whose imports it may move)"


def gravity(problem: Problem) -> str:
    """Return error, warning or note, by the letter of the code."""
    return {"E": "error", "W": "warning"}.get(problem.code[:1], "note")


def graver(problem: Problem) -> tuple[int, str, int, int, str]:
    """Return the sort key of a problem: errors first, then by place."""
    rank = ("error", "warning", "note").index(gravity(problem))
    return rank, problem.path, problem.line, problem.column, problem.code


def stuck(verdict: Verdict) -> bool:
    """Tell whether the verdict is "cannot judge", whatever its outcome says of the rest."""
    wrong = any(problem.fatal for problem in verdict.problems)
    return wrong or bool(verdict.wants) or any(one.fatal for one in verdict.skipped)


def aside(finding: Finding) -> tuple[str, str]:
    """Split the tag of a finding that is set aside into how and by what (`waiver`, `W-0007`)."""
    how, _, by = finding.aside.partition(" ")
    return how, by


def others(entry: Group, *, way: bool = False) -> str:
    """Say what else stands behind the finding that is told, "" if nothing else can be said.

    way: the format itself tells the way round a cycle, so that only the imports beside it are left.
    """
    if not entry.rest or not entry.lead.group:  # without a group they are told alike: several names of one import
        return ""
    edge = entry.through()
    if edge:
        return f"and {len(entry.rest)} more through {edge.source}{f':{edge.line}' if edge.line else ''}"
    known = {(hop.source, hop.target) for hop in entry.lead.chain} if way else ()
    rest = [one for one in entry.rest if (one.source, one.target) not in known]
    told = [f"{one.source}{f':{one.line}' if one.line else ''} -> {one.target}" for one in rest[:SHOWN]]
    left = f" and {len(rest) - SHOWN} more" if len(rest) > SHOWN else ""
    return f"also inside it: {', '.join(told)}{left}" if told else ""


def decision(rule: str) -> str:
    """Return the id of the decision that a rule belongs to."""
    return rule.partition("#")[0] + rule[len(written(rule)) :]


def explain(rule: str) -> str:
    """Return the command that says why a rule is there."""
    return f'mneme why "{rule}"' if shared(rule) else f"mneme why {rule}"


def _worst(finding: Finding) -> tuple[int, tuple[str, int, int, str, str, str, int]]:
    return -OUTCOMES.index(finding.outcome), order(finding)
