"""Which rules appear, go, weaken, tighten. A rule of the same key in what superseded its record is the same rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.decisions.lint import superseders
from mneme_cli.decisions.pairs import pairs, place, renamed, said_by, unexcluded
from mneme_cli.decisions.reviewing.approval import approval
from mneme_cli.decisions.taken import named
from mneme_cli.decisions.ways import LESS, MORE, OTHER, respelt, ways
from mneme_cli.model.day import show
from mneme_cli.model.review import Touch
from mneme_cli.model.rule import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import State
    from mneme_cli.model.rule import Rule


def rules(base: Compiled, head: Compiled, files: Sequence[str]) -> tuple[Touch, ...]:
    """Compare the live rules of two trees; waivers are told apart. files: of the tree after the change."""
    before, after = ([_bare(rule, made) for rule in made.rules] for made in (base, head))
    was = {said_by(rule) for rule in before}
    texts = {rule for _, rule in was}
    changed = pairs(base, head, before, after)
    out = [_compared(old, new, base, head, files) if new else _gone(old, base, head) for old, new in changed]
    known = {rule.id for rule in before} | set(renamed(base, head).values())
    fresh = (rule for rule in after if rule.id not in known and said_by(rule) not in was)
    out += [_came(rule, head) for rule in fresh if not (shared(rule.id) and said_by(rule)[1] in texts)]
    return tuple(out)


def _bare(rule: Rule, made: Compiled) -> Rule:
    """Take out what is told apart: waivers, and what mneme.yaml excludes."""
    asides = tuple(each for each in rule.asides if each.how != "waiver")
    return unexcluded(rule._replace(asides=asides), made)


def _compared(old: Rule, new: Rule, base: Compiled, head: Compiled, files: Sequence[str]) -> Touch:
    told = tuple(ways(old, new, files, head.corpus.as_of))
    which = {way for way, _ in told}
    says = tuple(_scope(said, old, new, files) for _, said in told)
    how = "weakens" if which == {LESS} else "tightens" if which == {MORE} else "changes" if which else "renamed"
    if new.id != old.id:
        says = (f"goes on as {new.id}", *says)
    elif not which and respelt(old, new):
        how, says = "changes", ("other selectors, the same files",)
    elif not which:
        how, says, which = "changes", ("how it is looked up, or when its findings fall due",), {OTHER}
    return Touch(
        kind="rule",
        what=old.id,
        how=how,
        says=says,
        looser=bool(which - {MORE}),
        **_where(base, head, new.id),
        **approval(base, old),
    )


def _scope(said: str, old: Rule, new: Rule, files: Sequence[str]) -> str:
    """Add which files a rule governs no longer, or newly."""
    pairs = {"it governs less": (old.near, new.near), "it governs more": (new.near, old.near)}
    if said not in pairs:
        return said
    wide, narrow = pairs[said]
    lost = [path for path in files if wide.holds(path) and not narrow.holds(path)]
    return f"{said}: {named(lost)}" if lost else said


def _gone(rule: Rule, base: Compiled, head: Compiled) -> Touch:
    state = head.corpus.states.get(rule.id) or head.corpus.states.get(rule.id.partition("#")[0])
    by = f" by {', '.join(superseders(head.corpus, rule.id))}" if state and state.by else ""
    says = (f"{_why(state, head)}{by}" if state else "its record is gone", base.texts[rule.id].line)
    where = _where(base, head, rule.id)
    return Touch(kind="rule", what=rule.id, how="goes", says=says, looser=True, **where, **approval(base, rule))


def _why(state: State, head: Compiled) -> str:
    """Say what keeps a rule out of force, with the day or the status where the word alone does not tell."""
    if state.state == "scheduled":
        return f"scheduled: it begins on {show(state.since)}"
    if state.state == "not-decided":
        of = state.id.partition("#")[0]
        status = next((one.status for one in head.corpus.decisions if one.id == of), "")
        return f"not decided: its status is {status}" if status else "not decided"
    return state.state


def _came(rule: Rule, head: Compiled) -> Touch:
    level = () if rule.level == "normal" else (f"level {rule.level}",)
    says = (head.texts[rule.id].line, *level)
    return Touch(kind="rule", what=rule.id, how="appears", says=says, **_where(head, head, rule.id))


def _where(base: Compiled, head: Compiled, rule: str) -> dict[str, Any]:
    found = place(base, head, rule)
    return {"path": found.path, "line": found.line if found.path else 0}
