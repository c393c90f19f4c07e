"""The two sides of a review: one code, the policy before a change and after it, and what tells them apart."""

from __future__ import annotations

from mneme_cli.model.line import only, write_rule
from mneme_cli.model.rule import written
from mneme_cli.model.scan import dumps
from mneme_cli.pipeline.carried import carried
from mneme_cli.pipeline.marked import accepted
from mneme_cli.pipeline.remarked import Then
from mneme_cli.pipeline.spared import Spared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import NamedTuple

    from mneme_cli.model.baseline import Baseline, Identity
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.laws import Laws
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.pipeline.verdict import Lines
else:
    from mneme_cli.model.noun import NamedTuple


class Side(NamedTuple):
    """A law, what it leaves alone, and what it has accepted."""

    law: Law
    marks: Spared
    baseline: Baseline


def sides(ends: Ends, found: Laws) -> tuple[Side, Side]:
    """Return both sides, that before the change first: each with its own marks and baseline alone."""
    old, new = found.fork, found.head
    then = carried(accepted(ends.before), ends, old.policy, ends.changed.base)
    now = carried(accepted(ends.after), ends, new.policy)
    return (
        Side(law=old._replace(layout=found.was()), marks=_marks(Then(ends.after, ends.before), old), baseline=then),
        Side(law=new, marks=_marks(ends.after, new), baseline=now),
    )


def _marks(tree: Tree, law: Law) -> Spared:
    return Spared((tree, tree), (law.policy, law.policy))


def alike(old: Side, new: Side) -> bool:
    """Tell whether a file that both sides read says the same to both: no name means another, no mark binds less."""
    return old.law.layout.digest == new.law.layout.digest and old.marks.sealed == new.marks.sealed


def turned_over(old: Side, new: Side) -> frozenset[str]:
    """Return the files that the one side leaves alone for their path and the other does not."""
    then, now = old.marks.then.marks, new.marks.now.marks
    return frozenset(path for path in now.tree.list() if bool(now.why(path)) != bool(then.why(path)))


def asked(old: Side, new: Side) -> tuple[Lines, Lines]:
    """Return the lines of both policies whose findings may be others on the other side; None = all of them.

    Which are: those that the other policy has not, those with another debt, those that look into a file of which only
    one side knows anything. All else says on the one side what it says on the other.
    """
    if not alike(old, new):
        return None, None
    paths = turned_over(old, new)
    one, other = _accepted(old.baseline), _accepted(new.baseline)
    debts = {written(each[0]) for each in {*one, *other} if one.get(each) != other.get(each)}
    mine, theirs = new.law.policy.lines(), old.law.policy.lines()
    return (
        only(theirs, mine) | _looking(old, paths, debts),
        only(mine, theirs) | _looking(new, paths, debts),
    )


def _accepted(baseline: Baseline) -> dict[Identity, tuple[int, int]]:
    return {each: (count, baseline.numbers.get(each, 0)) for each, count in baseline.counts.items()}


def _looking(side: Side, paths: Collection[str], debts: Collection[str]) -> frozenset[bytes]:
    policy = side.law.policy
    rules = map(policy.rule, range(len(policy)) if paths or debts else ())
    seen = (rule for rule in rules if written(rule.id) in debts or _sees(rule, paths))
    return frozenset(dumps(write_rule(rule)).encode() for rule in seen)


def _sees(rule: Rule, paths: Collection[str]) -> bool:
    """Tell whether what these files say can matter to a rule: it looks there, or through them at others."""
    if not paths:
        return False
    far = rule.everywhere or rule.through or not rule.reads or "graph" in rule.reads
    return far or any(rule.near.holds(path) for path in paths)
