"""Files that somebody points at are judged whole: who names a file wants to know what is wrong in it, old or new."""

from __future__ import annotations

from mneme_cli.evidence.names import below
from mneme_cli.judge.judge import NOTHING
from mneme_cli.judge.outcome import join
from mneme_cli.model.fact import Facts
from mneme_cli.pipeline.settle import settle
from mneme_cli.pipeline.verdict import bearing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.gather import Sources
    from mneme_cli.model.baseline import Baseline
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.verdict import Lines


def of_paths(
    policy: Policy,
    asked: tuple[str, ...],
    sources: Sources,
    today: int,
    baseline: Baseline = NOTHING,
    only: Lines = None,
) -> Verdict:
    """Judge everything in the given files and folders, old findings included, and nothing elsewhere."""
    from mneme_cli.pipeline.nominated import everything

    paths = tuple(path for path in sources.after.tree.list() if below(path, asked))
    there = frozenset(paths)
    demand = {path: rules for path, rules in everything(policy, sources, paths).items() if path in there}
    rules, by_rule = bearing(policy, demand, only)
    verdict, _ = settle(rules, Facts(added=None, demand=by_rule), sources, today, baseline=baseline)
    kept = tuple(finding for finding in verdict.findings if finding.source in there)
    return _joined(verdict, kept)._replace(files=len(paths), rules=len(policy), scope="paths")


def pointed(change: Verdict, whole: Verdict, asked: tuple[str, ...]) -> Verdict:
    """Join what a change brings with everything else that is in the files somebody pointed at.

    What the change introduces stays introduced; what was there before is found, as in a check of everything. A number
    over all files that the change made larger is told once, by the line that did.
    """
    new = {_spot(each): each for each in change.findings if each.status != "existing"}
    risen = {each.rule for each in new.values() if each.held and not each.aside}
    there = (each for each in whole.findings if each.aside or not each.whole or each.rule not in risen)
    found = [new.pop(_spot(each), each) for each in there]
    elsewhere = [each for each in change.findings if each.status == "existing" and not below(each.source, asked)]
    kept = tuple(sorted({*found, *new.values(), *elsewhere}))
    skipped = tuple(sorted({*change.skipped, *whole.skipped}))
    nowhere = tuple(sorted({*change.nowhere, *whole.nowhere}))
    return _joined(change, kept)._replace(
        skipped=skipped, nowhere=nowhere, files=max(change.files, whole.files), scope="paths"
    )


def _spot(finding: Finding) -> tuple[object, ...]:
    return (*finding.identity, finding.line, finding.column)


def _joined(verdict: Verdict, findings: tuple[Finding, ...]) -> Verdict:
    return verdict._replace(findings=findings, outcome=join(finding.outcome for finding in findings))
