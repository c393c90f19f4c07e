"""What waits for a person's word because a name was led elsewhere, told apart from what a changed rule lets pass."""

from __future__ import annotations

from mneme_cli.model.finding import HIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule


def of_edit(verdict: Verdict, new: Policy, old: Policy) -> Verdict:
    """Say of what only the base stops that a name means something else now, where the rule is what it was."""
    both = [rule for rule in verdict.changed_policy if new.number(rule) >= 0]
    same = {rule for rule in both if _alike(new.rule(new.number(rule)), old.rule(old.number(rule)))}
    told = (each._replace(why_aside=HIDDEN) if each.rule in same else each for each in verdict.findings)
    return verdict._replace(findings=tuple(told))


def _alike(one: Rule, other: Rule) -> bool:
    """Tell whether two rules say the same; which bytes an import of what they name must hold, manifests tell."""
    return one._replace(tokens=(), texts=0) == other._replace(tokens=(), texts=0)
