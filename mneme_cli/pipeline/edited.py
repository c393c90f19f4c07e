"""One edit that some rule bears on: judged by the work tree's rules, and by those that only its base has."""

from __future__ import annotations

from mneme_cli.evidence.gather import End, Sources
from mneme_cli.judge.explain import ADVICE, LATER, STOPPED, reason, strayed, unread
from mneme_cli.judge.judge import NOTHING
from mneme_cli.judge.review import joined
from mneme_cli.model.event import UNSURE
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.compiled import layout_for_hook, stored_graph
from mneme_cli.pipeline.verdict import of_edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.fact import Change, Skipped
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule, Texts
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.spared import Spared

    Late = Callable[..., bool]
    Asked = tuple[Policy, Mapping[str, tuple[int, ...]]]
    """A policy, and which of its rules bear on which path."""
else:
    from mneme_cli.model.noun import NamedTuple


MOST = 1 << 20
"""Bytes of a file that are parsed: half a second of functions, a second of imports, and nothing can break into it."""
DENIED = "`on_hook_failure: deny` wants every edit judged, so this one is denied. Write it so that it can be read."


class Edited(NamedTuple):
    """One repository before and after a proposed edit."""

    root: str
    changes: tuple[Change, ...]
    after: Tree
    before: Tree


def answer(edited: Edited, asked: tuple[Asked, ...], late: Late) -> tuple[str, str]:
    """Return outcome and reason for the agent. asked: of the work tree and, if it has rules of its own, of the base.

    An edit that is stopped anyhow is not judged twice. A chain is never closed by one file alone, and what has fallen
    due is not this edit's doing, though the change as a whole will be stopped by it: both are context. So is that a
    file could not be read, unless `on_hook_failure` wants every edit judged.
    """
    laws = tuple(law for law, _ in asked)
    then = _then(edited, laws)
    marks = _marks(edited, then, laws)
    layout = layout_for_hook(laws[0], edited.root, late)
    verdict = _judged(edited, asked[0], marks, then, late, layout)
    left = {*verdict.skipped}
    if asked[1:] and not verdict.wants:
        verdict = marks().asked(verdict)
        if not any(each.outcome == "block" and stops(each, _rule(each, verdict, laws)) for each in verdict.findings):
            was = _was(laws, edited.root, late, layout)
            base = _judged(edited, asked[1], marks, then, late, was)
            left |= {*base.skipped}
            verdict = base if base.wants else _joined(verdict, base, laws, edited.after, (layout, was))
    if verdict.wants:
        return UNSURE, "the deadline came before this edit was judged; run `mneme check`"
    return _with_unread(_answered(edited, verdict, laws), _unread(edited, left, marks), laws)


def _joined(
    verdict: Verdict, base: Verdict, laws: tuple[Policy, ...], after: Tree, layouts: tuple[Layout, Layout]
) -> Verdict:
    """Join what both policies say; where names mean something else now, that may be why only the base stops it."""
    made = joined(verdict, base, laws[-1].settings()["on_policy_change"])
    if not made.changed_policy or layouts[0] is layouts[1]:
        return made
    from mneme_cli.pipeline.led import of_edit

    return of_edit(made, laws, after, layouts)


def _unread(edited: Edited, left: Iterable[Skipped], marks: Callable[[], Spared]) -> list[str]:
    """Say which of the edited files could not be read as they would be, those that are left alone aside."""
    paths = {each.path for each in edited.changes}
    return [unread(each) for each in sorted(left) if each.path in paths and not marks().after(each.path)]


def _with_unread(answer: tuple[str, str], left: list[str], laws: tuple[Policy, ...]) -> tuple[str, str]:
    outcome, said = answer
    if not left or outcome == "block":
        return answer
    denied = any(law.settings()["on_hook_failure"] == "deny" for law in laws)
    worse = "block" if denied else "warn" if outcome == "allow" else outcome
    return worse, "\n".join([*left, *([DENIED] if denied else ()), *([said] if said else ())])


def _answered(edited: Edited, verdict: Verdict, laws: tuple[Policy, ...]) -> tuple[str, str]:
    """Return the outcome and its reason; a warning stops no edit, and what stops none does so at the next gate."""
    found = [each for each in verdict.findings if each.outcome != "allow"]
    halted = [each for each in found if stops(each, _rule(each, verdict, laws))]
    if not found:
        return "allow", ""
    shown = verdict._replace(findings=tuple(halted or found))
    closing = STOPPED if halted else ADVICE if all(each.outcome == "warn" for each in found) else LATER
    said = reason(shown, lambda rule: _texts(rule, verdict, laws), closing)
    lost = {each.path for each in edited.changes if each.lost}.intersection(each.source for each in shown.findings)
    said = "\n".join([*map(strayed, sorted(lost)), said])
    return max((each.outcome for each in halted), key=("ask", "block").index, default="warn"), said


def _was(laws: tuple[Policy, ...], root: str, late: Late, now: Layout) -> Layout:
    """Return what names meant at the base; of a name that is new since then, the work tree's manifests tell."""
    new, old = (law.settings()["layout"] for law in (laws[0], laws[-1]))
    return now if new == old else layout_for_hook(laws[-1], root, late)._replace(under=(now,))


def _judged(
    edited: Edited, asked: Asked, marks: Callable[[], Spared], then: Tree, late: Late, layout: Layout
) -> Verdict:
    """Judge by one policy, by the names of its tree."""
    policy, demand = asked
    sources = Sources(
        after=End(tree=edited.after, layout=layout, bound={}, most=MOST),
        before=End(tree=edited.before, layout=layout, bound={}),
        graph=lambda: stored_graph(edited.root),
        kept=lambda verdict: marks().kept(verdict) if verdict.findings else verdict,
    )
    return of_edit(policy, edited.changes, demand, sources, today(), late, _baseline(policy, edited.before, then))


def _then(edited: Edited, laws: tuple[Policy, ...]) -> Tree:
    """Return the files as they lie, marks and baseline as they were at the base."""
    over = laws[-1].settings()["over"]
    if not over:
        return edited.before
    from mneme_cli.evidence.disk import Disk

    return Disk(
        edited.root,
        {path: None if text is None else text.encode("utf-8", "surrogateescape") for path, text in over.items()},
    )


def _marks(edited: Edited, then: Tree, laws: tuple[Policy, ...]) -> Callable[[], Spared]:
    """Look which files are left alone, if that is asked: it has to look for attribute files."""
    made: list[Spared] = []

    def asked() -> Spared:
        from mneme_cli.pipeline.spared import Spared

        if not made:
            made.append(Spared((edited.after, then), (laws[0], laws[-1])))
        return made[0]

    return asked


def _baseline(policy: Policy, now: Tree, then: Tree) -> Baseline:
    """Return what is accepted: by the work tree and, if it changed there, by the base as well."""
    if not policy.settings()["baseline"] and now is then:
        return NOTHING
    from mneme_cli.errors import MnemeError
    from mneme_cli.store import baseline

    found = baseline.read(now.read(baseline.PATH))
    if now is then:
        return found
    try:
        return baseline.stricter(found, baseline.read(then.read(baseline.PATH)))
    except MnemeError:
        return NOTHING


def _rule(finding: Finding, verdict: Verdict, laws: tuple[Policy, ...]) -> Rule:
    law, number = _place(finding.rule, verdict, laws)
    return law.rule(number)


def _texts(rule: str, verdict: Verdict, laws: tuple[Policy, ...]) -> Texts:
    law, number = _place(rule, verdict, laws)
    return law.texts(number)


def _place(rule: str, verdict: Verdict, laws: tuple[Policy, ...]) -> tuple[Policy, int]:
    """Find a rule: in the base's policy if only that one still stops the edit."""
    order = laws[::-1] if rule in verdict.changed_policy else laws
    return next((law, number) for law in order if (number := law.number(rule)) >= 0)


def stops(finding: Finding, rule: Rule) -> bool:
    """Tell whether a finding can stop a single edit: what needs the whole change never does."""
    if finding.outcome not in ("block", "ask") or finding.status == "due":
        return False
    return rule.moment == "edit" and len(finding.chain) <= 1
