"""One `mneme check`: two trees, the laws of both, and the verdict with everything that a report needs."""

from __future__ import annotations

from mneme_cli.evidence.gather import End, Sources
from mneme_cli.judge.review import approved, joined
from mneme_cli.model.page import Page
from mneme_cli.pipeline import fresh, texts
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.store import baseline as baselines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.fresh import Law
    from mneme_cli.pipeline.sources import Ends


def check(ends: Ends, request: Request, day: int, names: tuple[str, ...] = ()) -> Page:
    """Judge what a request asks about, by the law of the head and by what only the base's law still has.

    names: who approved, as `--approved-by` says.
    """
    law = fresh.head(ends, request, day)
    base = fresh.base(ends, law, day)
    baseline = _baseline(ends)
    verdict = _verdict(ends, law, law.policy, day, baseline)
    if base is not law:
        verdict = _reviewed(verdict, ends, law, base, day, baseline, names)
    verdict = verdict._replace(problems=law.problems, as_of=day)
    return texts.page(verdict, ends.after, law, base)


def _verdict(ends: Ends, law: Law, day: int, baseline: Baseline) -> Verdict:
    return verdicts.of_ends(law.policy, ends, sources(ends, law, law), day, baseline)
