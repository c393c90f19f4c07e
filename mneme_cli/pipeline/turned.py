"""Which findings a change of the policy brings or takes away: one code, two policies."""

from __future__ import annotations

from mneme_cli.decisions.reviewing.rules import renamed
from mneme_cli.evidence.attributes import NAME
from mneme_cli.model.finding import OUTCOMES
from mneme_cli.model.group import groups
from mneme_cli.model.line import only
from mneme_cli.model.review import Turn
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.carried import carried
from mneme_cli.pipeline.facts import sources_of
from mneme_cli.pipeline.marked import Then, accepted
from mneme_cli.pipeline.spared import Spared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.gather import Progress, Sources
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.laws import Laws
    from mneme_cli.pipeline.sources import Ends

    Identity = tuple[str, str, str, str, str]
    Turns = tuple[Turn, ...]


def turned(
    ends: Ends, found: Laws, base: Compiled, head: Compiled, day: int, progress: Progress
) -> tuple[Turns, Turns]:
    """Return the findings that vanish and those that appear; what speaks less loudly than before has vanished too."""
    old, new = found.fork, found.head
    lists = accepted(ends.before), accepted(ends.after)
    all_ = found.moved() or lists[0] != lists[1] or _left(old, new) or _attributes(ends)
    mine, theirs = new.policy.lines(), old.policy.lines()
    less, more = (None, None) if all_ else (only(theirs, mine), only(mine, theirs))
    if less == more == frozenset():
        return (), ()
    was, is_ = carried(lists[0], ends, old.policy, ends.changed.base), carried(lists[1], ends, new.policy)
    then = _judged(ends, old, Then(ends.after, ends.before), day, was, less, progress)
    now = _judged(ends, new, ends.after, day, is_, more, progress)
    there = {each.identity: each for each in now[0]}
    names = renamed(base, head)
    known = {(names.get(each.rule, each.rule), *each.identity[1:]): each for each in then[0]}
    gone = ((each, there.get(key)) for key, each in known.items())
    come = ((each, known.get(key)) for key, each in there.items())
    lost = [Turn(each, _why(each, now_, new, now[1], names)) for each, now_ in gone if _louder(each, now_)]
    new_ = [Turn(each, _whence(each, then_, old, then[1])) for each, then_ in come if _louder(each, then_)]
    return _folded(lost), _folded(new_)


def _folded(turns: Iterable[Turn]) -> Turns:
    """Tell what lies in one cycle as one, as every report does."""
    reasons: dict[str, list[Finding]] = {}
    for each in sorted(turns):
        reasons.setdefault(each.why, []).append(each.finding)
    return tuple(sorted(Turn(entry.lead, why) for why, found in reasons.items() for entry in groups(found)))


def _judged(
    ends: Ends, law: Law, tree: Tree, day: int, baseline: Baseline, lines: frozenset[bytes] | None, progress: Progress
) -> tuple[tuple[Finding, ...], Spared]:
    """Judge the code after the change by one law, with that law's marks alone."""
    marks = Spared((tree, tree), (law.policy, law.policy))
    sources: Sources = sources_of(ends, law, progress, marks)
    return verdicts.of_everything(law.policy, sources, day, baseline, lines).findings, marks


def _louder(one: Finding, other: Finding | None) -> bool:
    heard = OUTCOMES.index(other.outcome) if other else 0
    return OUTCOMES.index(one.outcome) > heard


def _why(one: Finding, now: Finding | None, law: Law, marks: Spared, names: Mapping[str, str]) -> str:
    """Say what takes a finding away."""
    rule = names.get(one.rule, one.rule)
    if now and now.aside:
        return now.aside
    if now:
        return "its rule only advises now"
    if why := marks.after(one.source):
        return why
    return "its rule says less" if law.policy.number(rule) >= 0 else "its rule is gone"


def _whence(one: Finding, was: Finding | None, law: Law, marks: Spared) -> str:
    """Say what brings a finding."""
    if was and was.aside:
        return f"no longer {was.aside}"
    if was:
        return "its rule only advised before"
    if why := marks.after(one.source):
        return f"no longer {why}"
    return "its rule says more" if law.policy.number(one.rule) >= 0 else "its rule is new"


def _left(old: Law, new: Law) -> bool:
    return bool(old.policy.settings()["exclude"] != new.policy.settings()["exclude"])


def _attributes(ends: Ends) -> bool:
    return any(each.path.rpartition("/")[2] == NAME for each in ends.changed.changes)
