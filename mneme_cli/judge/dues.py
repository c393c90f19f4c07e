"""What has fallen due without being new: what a change uncovers, and what waits in a file for whoever touches it."""

from __future__ import annotations

from mneme_cli.judge.asides import STAYED, due, taken
from mneme_cli.judge.outcome import join, outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.rule import Rule


def uncovered(
    verdict: Verdict, before: Mapping[str, Rule], now: Mapping[str, Rule], today: int, names: Mapping[str, str] = STAYED
) -> Verdict:
    """Make due what a waiver covered that the change takes away: who takes it away answers for what it covered.

    Else an ended waiver would only have to be deleted for its findings to be nobody's. before, now: rules by id.
    names: new path → old one, of each file that the change renames.
    """
    out = []
    for each in verdict.findings:
        open_ = each.status == "existing" and not each.aside and each.rule in before and each.rule in now
        spots = [each, *(each._replace(source=path) for path in each.held)] if open_ else []
        said = (taken(spot, before[each.rule], now[each.rule], today, names) for spot in spots)
        if why := next(filter(None, said), ""):
            due_ = each._replace(status="due", why_aside=why)
            out.append(due_._replace(outcome=outcome(due_, now[each.rule])))
        else:
            out.append(each)
    return verdict._replace(findings=tuple(sorted(out)), outcome=join(each.outcome for each in out))


def printed(
    verdict: Verdict,
    there: Iterable[Finding],
    rules: Mapping[str, Rule],
    today: int,
    touched: frozenset[str],
    names: Mapping[str, str],
) -> Verdict:
    """Add what is due and was not asked about yet: it is said, and stops nobody but who touches its file.

    there: all findings of rules that can fall due. touched: files of the change; a rule on chains tells of those, too,
    only what an edge brings that the change adds. names: new path → old one, of each file that the change renames.
    """
    told = {each.identity for each in verdict.findings if each.status != "existing"}
    found = [each for each in there if not each.aside and each.identity not in told]
    due_ = {
        each.identity: _spoken(each._replace(status="due", why_aside=why), rules[each.rule], touched)
        for each in found
        if (why := due(each, rules[each.rule], today, names))
    }
    kept = [each for each in verdict.findings if each.identity not in due_]
    findings = tuple(sorted([*kept, *due_.values()]))
    return verdict._replace(findings=findings, outcome=join(each.outcome for each in findings))


def _spoken(finding: Finding, rule: Rule, touched: frozenset[str]) -> Finding:
    return finding._replace(outcome=outcome(finding, rule) if finding.source in touched else "allow")
