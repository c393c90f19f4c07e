"""One `mneme check`: two trees, the laws of both, and the verdict with everything that a report needs."""

from __future__ import annotations

from mneme_cli.evidence.gather import End, Sources, silent
from mneme_cli.judge.review import approved, joined
from mneme_cli.pipeline import fresh
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.affected import affected
from mneme_cli.pipeline.graphs import graph
from mneme_cli.pipeline.pages import page
from mneme_cli.store import baseline as baselines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.graph.flat import Graph
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.page import Page
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends


def check(ends: Ends, request: Request, day: int, names: tuple[str, ...] = (), progress: Progress = silent) -> Page:
    """Judge what a request asks about, by the law of the head and by what only the base's law still has.

    names: who approved, as `--approved-by` says.  progress: is told how far long work is.
    """
    law = fresh.head(ends, request, day)
    base = fresh.base(ends, law, day)
    baseline = _baseline(ends)
    sources = sources_of(ends, law, progress)
    verdict = _verdict(ends, law, sources, day, baseline, None)
    if base is not law:
        verdict = _reviewed(verdict, ends, (law, base), sources, day, baseline, names)
    skipped = _skipped(verdict, ends, law.policy.settings()["on_unparsed"])
    verdict = verdict._replace(problems=law.problems, as_of=day, skipped=skipped)
    return page(verdict, ends.after, (law.policy, base.policy), ends.changed.base, ends.changed.head)


def sources_of(ends: Ends, law: Law, progress: Progress = silent) -> Sources:
    """Return where the facts of both ends come from."""
    after = End(tree=ends.after, layout=law.layout, bound={})
    before = End(tree=ends.before, layout=law.layout, bound={})
    found: list[Graph | None] = []

    def once() -> Graph | None:
        if not found:
            found.append(graph(ends, after, progress))
        return found[0]

    return Sources(after=after, before=before, graph=once, progress=progress)


def _verdict(
    ends: Ends, law: Law, sources: Sources, day: int, baseline: Baseline, only: frozenset[bytes] | None
) -> Verdict:
    if ends.everything:
        return verdicts.of_everything(law.policy, sources, day, baseline, only)
    moved = affected(ends, law.policy, law.layout)
    return verdicts.of_change(law.policy, ends.changed.changes, moved, sources, day, baseline, only)


def _skipped(verdict: Verdict, ends: Ends, policy: str) -> tuple[Skipped, ...]:
    """Mark what was changed and could not be looked at: "cannot judge", unless the settings say warn."""
    touched = {change.path for change in ends.changed.changes}
    fatal = [each._replace(fatal=each.path in touched and policy == "block") for each in verdict.skipped]
    return tuple(sorted({*fatal, *(each._replace(fatal=True) for each in ends.changed.skipped)}))


def _reviewed(
    verdict: Verdict,
    ends: Ends,
    laws: tuple[Law, Law],
    sources: Sources,
    day: int,
    baseline: Baseline,
    names: tuple[str, ...],
) -> Verdict:
    """Join what only one of the two laws says: gone rules still count, new ones find old code existing."""
    law, base = laws
    mine, theirs = law.policy.lines(), base.policy.lines()
    if new := mine - theirs:
        everywhere = verdicts.of_everything(law.policy, sources, day, baseline, new)
        verdict = verdicts.with_new_rules(verdict, everywhere)
    if gone := theirs - mine:
        then = _verdict(ends, base, sources, day, baseline, gone)
        settings = base.policy.settings()
        verdict = joined(verdict, then, settings["on_policy_change"])
        rules = [base.policy.rule(base.policy.number(rule)) for rule in verdict.changed_policy]
        verdict = approved(verdict, rules, names, settings["approvers"])
    return verdict


def _baseline(ends: Ends) -> Baseline:
    """Return the baseline of the tree; of both ends the stricter, if the change touches it."""
    after = baselines.read(ends.after.read(baselines.PATH))
    if ends.everything or not any(change.path == baselines.PATH for change in ends.changed.changes):
        return after
    return baselines.stricter(after, baselines.read(ends.before.read(baselines.PATH)))
