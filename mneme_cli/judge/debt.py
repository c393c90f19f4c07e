"""Accepted debt: which findings a baseline may take in, and which of its entries have been paid."""

from __future__ import annotations

from mneme_cli.judge.status import tally
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.problem import Problem
from mneme_cli.store.baseline import PATH, lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule


def debt(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> tuple[Baseline, tuple[Finding, ...]]:
    """Return what can be accepted, and the findings of final rules, which never are. Advice needs no acceptance."""
    blocking = [finding for finding in findings if finding.outcome == "block"]
    final = tuple(finding for finding in blocking if rules[finding.rule].level == "final")
    return Baseline(counts=tally(finding for finding in blocking if finding not in final)), final


def less(one: Baseline, other: Baseline) -> Baseline:
    """Return what the one accepts over the other."""
    left = {each: count - other.counts.get(each, 0) for each, count in one.counts.items()}
    return Baseline(counts={each: count for each, count in sorted(left.items()) if count > 0})


def paid(baseline: Baseline, findings: Iterable[Finding]) -> Baseline:
    """Return the entries that no finding needs any more, given all findings of a check of everything."""
    return less(baseline, Baseline(counts=tally(each for each in findings if each.aside == "baseline")))


def stale(baseline: Baseline, findings: Iterable[Finding], known: Container[str] | None = None) -> tuple[Problem, ...]:
    """W-UNUSED, once for each rule: entries of the baseline whose findings are gone.

    known: the rules that were asked, if another one may only be missing because its file has an error.
    """
    at = lines(baseline)
    first: dict[str, tuple[int, str]] = {}
    counts: dict[str, int] = {}
    for identity, count in sorted(paid(baseline, findings).counts.items()):
        first.setdefault(identity[0], (at[identity], identity[1]))
        counts[identity[0]] = counts.get(identity[0], 0) + count
    return tuple(
        Problem(
            code="W-UNUSED",
            path=PATH,
            line=first[rule][0],
            column=1,
            message=_gone(rule, counts[rule], first[rule][1]),
            fix="run `mneme baseline --shrink`, so that nothing comes back unseen",
        )
        for rule in sorted(counts)
        if known is None or rule in known
    )


def _gone(rule: str, count: int, path: str) -> str:
    what = "an accepted finding" if count == 1 else f"{count} accepted findings"
    return f"{what} of {rule} {'is' if count == 1 else 'are'} gone{', the first' if count > 1 else ''} in {path}"
