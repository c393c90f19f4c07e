"""Which findings a change of the policy brings or takes away: one code, two policies."""

from __future__ import annotations

from mneme_cli.decisions.pairs import renamed
from mneme_cli.model.finding import OUTCOMES
from mneme_cli.model.group import groups
from mneme_cli.model.review import Turn
from mneme_cli.model.share import Share
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.reread import Reading
from mneme_cli.pipeline.sides import asked, sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.finding import Finding
    from mneme_cli.pipeline.laws import Laws
    from mneme_cli.pipeline.sides import Side
    from mneme_cli.pipeline.sources import Ends
    from mneme_cli.pipeline.verdict import Lines

    Findings = tuple[Finding, ...]
    Turns = tuple[Turn, ...]


def turned(
    ends: Ends, found: Laws, base: Compiled, head: Compiled, day: int, progress: Progress
) -> tuple[Turns, Turns]:
    """Return the findings that vanish and those that appear; what speaks less loudly than before has vanished too."""
    old, new = sides(ends, found)
    less, more = asked(old, new)
    if less == more == frozenset():
        return (), ()
    now, then = _judged(Reading(ends, found, progress), (old, new), (less, more), day)
    there = {each.identity: each for each in now}
    names = renamed(base, head)
    was = {(names.get(each.rule, each.rule), *each.identity[1:]): each for each in then}
    gone = ((each, there.get(key)) for key, each in was.items())
    come = ((each, was.get(key)) for key, each in there.items())
    lost = [Turn(each, _why(each, now_, new, names)) for each, now_ in gone if _louder(each, now_)]
    new_ = [Turn(each, _whence(each, then_, old)) for each, then_ in come if _louder(each, then_)]
    return _folded(lost), _folded(new_)


def _folded(turns: Iterable[Turn]) -> Turns:
    """Tell what lies in one cycle as one, as every report does."""
    reasons: dict[str, list[Finding]] = {}
    for each in sorted(turns):
        reasons.setdefault(each.why, []).append(each.finding)
    return tuple(sorted(Turn(entry.lead, why) for why, found in reasons.items() for entry in groups(found)))


def _judged(
    reading: Reading, both: tuple[Side, Side], lines: tuple[Lines, Lines], day: int
) -> tuple[Findings, Findings]:
    """Judge the code after the change by the new law and by the old one, as far as they can differ."""
    old, new = both
    sources, share = reading.by(new), Share()
    now: Findings = ()
    if lines[1] != frozenset():
        verdict, share = verdicts.whole(new.law.policy, sources, day, new.baseline, lines[1])
        now = verdict.findings
    if lines[0] == frozenset():
        return now, ()
    sources = reading.knowing(reading.by(old), sources, share, both)
    return now, verdicts.of_everything(old.law.policy, sources, day, old.baseline, lines[0]).findings


def _louder(one: Finding, other: Finding | None) -> bool:
    heard = OUTCOMES.index(other.outcome) if other else 0
    return OUTCOMES.index(one.outcome) > heard


def _why(one: Finding, now: Finding | None, side: Side, names: Mapping[str, str]) -> str:
    """Say what takes a finding away."""
    rule = names.get(one.rule, one.rule)
    if now and now.aside:
        return now.aside
    if now:
        return "its rule only advises now"
    if why := side.marks.after(one.source):
        return why
    return "its rule says less" if side.law.policy.number(rule) >= 0 else "its rule is gone"


def _whence(one: Finding, was: Finding | None, side: Side) -> str:
    """Say what brings a finding."""
    if was and was.aside:
        return f"no longer {was.aside}"
    if was:
        return "its rule only advised before"
    if why := side.marks.after(one.source):
        return f"no longer {why}"
    return "its rule says more" if side.law.policy.number(one.rule) >= 0 else "its rule is new"
