"""The one loop, the one deadline: judge, fetch what the judge wants, judge again."""

from __future__ import annotations

from mneme_cli import kinds
from mneme_cli.evidence.gather import gather
from mneme_cli.judge.judge import NOTHING, judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.rule import Rule

ROUNDS = 24
"""More than any verdict needs: each round answers a want, or re-reads the hops of one chain (ADR-0007)."""


def settle(
    rules: tuple[Rule, ...],
    facts: Facts,
    sources: Sources,
    today: int,
    late: Callable[[], bool] = lambda: False,
    baseline: Baseline = NOTHING,
) -> tuple[Verdict, Facts]:
    """Judge until nothing is wanted or it is too late; a verdict with wants is not final."""
    sources = sources._replace(through=any(rule.through for rule in rules))
    verdict = judge(rules, facts, kinds.take, today, baseline)
    for _ in range(ROUNDS):
        if not verdict.wants or late():
            break
        facts = gather(verdict.wants, facts, sources)
        verdict = judge(rules, facts, kinds.take, today, baseline)
    return sources.kept(verdict), facts
