"""One `mneme check`: two trees, the laws of both, and the verdict with everything that a report needs."""

from __future__ import annotations

from mneme_cli.evidence.gather import silent
from mneme_cli.judge.debt import grown
from mneme_cli.judge.debt import moved as renamed
from mneme_cli.judge.debt import stale as debts
from mneme_cli.judge.dues import uncovered
from mneme_cli.judge.ends import old_names
from mneme_cli.judge.judge import NOTHING
from mneme_cli.judge.outcome import beside
from mneme_cli.judge.review import approved, joined
from mneme_cli.model.finding import HIDDEN, Verdict
from mneme_cli.model.line import only
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.accepting import accepted, baseline_of, growing
from mneme_cli.pipeline.affected import affected
from mneme_cli.pipeline.branch import CONFIG
from mneme_cli.pipeline.dues import with_dues
from mneme_cli.pipeline.facts import marks_of, sources_of
from mneme_cli.pipeline.graphs import wanted
from mneme_cli.pipeline.laws import changed, laws, newcomers
from mneme_cli.pipeline.moved import moved
from mneme_cli.pipeline.pages import page
from mneme_cli.pipeline.remarked import remarked
from mneme_cli.pipeline.sources import compared
from mneme_cli.pipeline.told import told
from mneme_cli.pipeline.whole import of_paths, pointed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.evidence.gather import Progress, Sources
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.page import Page
    from mneme_cli.model.request import Request
    from mneme_cli.model.review import Review
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.laws import Laws
    from mneme_cli.pipeline.sources import Ends

    Fed = Callable[[Law, Sources], Sources]


def check(
    ends: Ends,
    request: Request,
    day: int,
    names: tuple[str, ...] = (),
    progress: Progress = silent,
    fed: Fed = lambda _law, sources: sources,
) -> Page:
    """Judge what a request asks about, by the law of the head and by what only the base's law still has.

    names: who approved, as `--approved-by` says.  progress: is told how far long work is.
    fed: where else facts come from.
    """
    found = laws(ends, request, day)
    law, base = found.head, found.base
    baseline = baseline_of(ends, law)
    marks = marks_of(ends, law, base)
    sources = fed(law, sources_of(ends, law, progress, marks, found.was()))
    verdict = _seen(ends, found, sources, day, baseline)
    if later := moved(ends, verdict):
        ends, verdict = later, _seen(later, found, sources, day, baseline)
    verdict = told(_approved(marks.asked(verdict), law, base, names), ends, marks, sources, (law.policy, base.policy))
    review = _of_policy(ends, found, day, progress, names)
    made = _page(_beside(verdict, ends, found, baseline, day), ends, found)
    return made._replace(review=review, compared=compared(ends, request))


def _page(verdict: Verdict, ends: Ends, found: Laws) -> Page:
    wanted(ends)
    laws_ = (found.head.policy, found.base.policy)
    made = page(ends, verdict, laws_, ends.changed.base, ends.changed.head)
    return made._replace(pending=_pending(ends, found, verdict))


def _of_policy(ends: Ends, found: Laws, day: int, progress: Progress, names: tuple[str, ...]) -> Review | None:
    """Review what the change does to the policy, if it touches any of it."""
    if found.fork is found.head and not remarked(ends):
        return None
    from mneme_cli.pipeline.review import review

    return review(ends, found, day, progress, names)


def _pending(ends: Ends, found: Laws, verdict: Verdict) -> bool:
    """Tell whether a change of the policy that waits for somebody's word is in no commit yet."""
    if ends.changed.head or ends.everything or all(each.outcome != "ask" for each in verdict.findings):
        return False
    from mneme_cli.evidence.history import uncommitted
    from mneme_cli.pipeline.review import touched

    return bool(uncommitted(ends.repository, touched(ends, found)))


def _beside(verdict: Verdict, ends: Ends, found: Laws, baseline: Baseline, day: int) -> Verdict:
    """Add what is wrong with the decisions and the baseline, and what the change does to them."""
    verdict = grown(verdict, accepted(ends, found.head)) if growing(ends) else verdict
    whole = ends.everything and not ends.asked
    lost = {one.path for one in verdict.skipped}
    stale = (*debts(baseline, verdict.findings, _asked(found.head), lambda: lost), *renamed(baseline)) if whole else ()
    more = (*ends.problems, *changed(found, ends, day), *newcomers(found, verdict))
    return beside(verdict, (*found.head.problems, *stale, *more, *verdict.problems))._replace(as_of=day)


def _asked(law: Law) -> frozenset[str] | None:
    """Return the rules that are there, if others may be missing only because their file has an error; else None."""
    if not any(one.fatal for one in law.problems):
        return None
    if any(one.fatal and one.path == CONFIG for one in law.problems):
        return frozenset()  # what it sets aside or takes in, nobody knows
    return frozenset(law.policy.rule(number).id for number in range(len(law.policy)))


def _seen(ends: Ends, found: Laws, sources: Sources, day: int, baseline: Baseline) -> Verdict:
    verdict = _verdict(ends, found.head, sources, day, baseline, None)
    if not found.base is found.fork is found.head:
        verdict = _reviewed(verdict, ends, found, sources, day, baseline)
    if ends.everything or ends.asked:
        return verdict
    return with_dues(verdict, found.head.policy, ends.changed.changes, sources, day, baseline)


def everything(
    ends: Ends,
    law: Law,
    day: int,
    baseline: Baseline = NOTHING,
    progress: Progress = silent,
    lines: frozenset[bytes] | None = None,
) -> Verdict:
    """Judge all files of the tree after the change. lines: of the policy, to which it is limited."""
    return verdicts.of_everything(law.policy, sources_of(ends, law, progress), day, baseline, lines)


def _verdict(
    ends: Ends, law: Law, sources: Sources, day: int, baseline: Baseline, lines: frozenset[bytes] | None
) -> Verdict:
    if ends.everything and not ends.asked:
        return verdicts.of_everything(law.policy, sources, day, baseline, lines)
    whole = of_paths(law.policy, ends.asked, sources, day, baseline, lines) if ends.asked else Verdict()
    if ends.everything:
        return whole
    moved = affected(ends, law.policy, sources)
    verdict = verdicts.of_change(law.policy, ends.changed.changes, moved, sources, day, baseline, lines)
    return pointed(verdict, whole, ends.asked) if ends.asked else verdict


def _reviewed(verdict: Verdict, ends: Ends, found: Laws, sources: Sources, day: int, baseline: Baseline) -> Verdict:
    """Join what only some of the laws say: gone rules still count, new ones find old code existing."""
    law, base, _ = found
    mine, theirs, old = (each.policy.lines() for each in found)
    said = base.policy.settings()["on_policy_change"]
    if new := only(mine, old):
        everywhere = verdicts.of_everything(law.policy, sources, day, baseline, new)
        verdict = verdicts.with_new_rules(verdict, everywhere)
        if waived := found.waived():
            now = {id_: law.policy.rule(number) for id_ in waived if (number := law.policy.number(id_)) >= 0}
            verdict = uncovered(verdict, waived, now, day, old_names(ends.changed.changes))
    if gone := only(theirs, mine):
        debt = baseline_of(ends, base)
        then = _verdict(ends, base, sources, day, debt, gone)
        if not ends.asked:
            then = with_dues(then, base.policy, ends.changed.changes, sources, day, debt, gone)
        heirs = found.heirs(ends, day) if then.findings else {}
        verdict = joined(verdict, then, said, found.weakened(), heirs=heirs)
    if sources.before.layout is sources.after.layout:
        return verdict
    from mneme_cli.pipeline.hidden import hidden
    from mneme_cli.pipeline.led import of_change

    verdict, lost = hidden(ends, base.policy, verdict, sources, day)
    return of_change(joined(verdict, lost, said, why=HIDDEN), ends, sources)


def _approved(verdict: Verdict, law: Law, base: Law, names: tuple[str, ...]) -> Verdict:
    """Let pass what only a policy change lets pass, if somebody who may has approved it: by the base's word."""
    policies = (base.policy, law.policy)
    laws = [next(each for each in policies if each.number(rule) >= 0) for rule in verdict.changed_policy]
    rules = [each.rule(each.number(rule)) for each, rule in zip(laws, verdict.changed_policy, strict=True)]
    return approved(verdict, rules, names, base.policy.settings()["approvers"])
