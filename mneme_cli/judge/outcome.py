"""What a finding comes to, what they come to together, and the exit code: decided here and never by a report."""

from __future__ import annotations

from mneme_cli.model.finding import OUTCOMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.rule import Rule

GATED = ("introduced", "due", "found")
"""The states in which a finding counts; an existing one is a number."""


def outcome(finding: Finding, rule: Rule) -> str:
    """Return what one finding comes to."""
    if finding.aside or finding.status not in GATED:
        return "allow"
    return "warn" if rule.level == "advise" else "block"


def join(outcomes: Iterable[str]) -> str:
    """Return the highest outcome."""
    return max(outcomes, key=OUTCOMES.index, default="allow")


def beside(verdict: Verdict, problems: Iterable[Problem]) -> Verdict:
    """Put what is wrong with the decisions beside a verdict; rules that contradict each other block."""
    problems = tuple(problems)
    conflict = any(problem.code == "E-CONFLICT" for problem in problems)
    return verdict._replace(
        problems=problems, outcome=join([verdict.outcome, "block"]) if conflict else verdict.outcome
    )


def exit_code(verdict: Verdict, strict: bool = False) -> int:
    """Return 0 allowed, 1 blocked or approval needed, 2 cannot judge."""
    if verdict.wants or any(problem.fatal for problem in verdict.problems) or any(s.fatal for s in verdict.skipped):
        return 2
    if verdict.outcome in ("block", "ask") or (strict and verdict.outcome == "warn"):
        return 1
    return 0
