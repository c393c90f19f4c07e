"""Accepted debt: which findings a baseline may take in, and which of its entries have been paid."""

from __future__ import annotations

from mneme_cli.judge.review import GROWN
from mneme_cli.judge.status import numbers, tally
from mneme_cli.languages import known as code
from mneme_cli.model.baseline import Baseline, covers
from mneme_cli.model.problem import Problem
from mneme_cli.store.baseline import PATH, lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Mapping

    from mneme_cli.model.baseline import Identity
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.rule import Rule


def debt(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> tuple[Baseline, tuple[Finding, ...]]:
    """Return what can be accepted, and the findings of final rules, which never are. Advice needs no acceptance."""
    blocking = [finding for finding in findings if finding.outcome == "block"]
    final = tuple(finding for finding in blocking if rules[finding.rule].level == "final")
    return _owed(finding for finding in blocking if finding not in final), final


def less(one: Baseline, other: Baseline) -> Baseline:
    """Return what the one accepts over the other: more findings, or a worse number."""
    counts = {}
    for each, count in sorted(one.counts.items()):
        known = covers(other.numbers.get(each, 0), one.numbers.get(each, 0))
        if (left := count - (other.counts.get(each, 0) if known else 0)) > 0:
            counts[each] = left
    return Baseline(counts=counts, numbers={each: one.numbers[each] for each in counts if each in one.numbers})


def paid(baseline: Baseline, findings: Iterable[Finding]) -> Baseline:
    """Return the entries that no finding needs any more, given all findings of a check of everything."""
    return less(baseline, _needed(findings))


def _needed(findings: Iterable[Finding]) -> Baseline:
    """Return what there is to accept but for what something else sets aside; a number that got worse is not paid."""
    return _owed(each for each in findings if each.aside in ("", "baseline"))


def _owed(findings: Iterable[Finding]) -> Baseline:
    some = tuple(findings)
    return Baseline(counts=tally(some), numbers=numbers(some))


def grown(verdict: Verdict, accepted: Baseline) -> Verdict:
    """Say of findings that a change brings and accepts at once why they stay, and N-GROWN that no approval helps."""
    at = lines(accepted)
    mine = {each for each in verdict.findings if _greedy(each, accepted)}
    if not mine:
        return verdict
    many, first = len(mine), min(at[each.identity] for each in mine)
    said = f"this change brings {_findings(many)} and accepts {'it' if many == 1 else 'them'} at once: {GROWN}"
    fix = "mend the code, or ask for a waiver: mneme waive"
    findings = tuple(each._replace(why_aside=GROWN) if each in mine else each for each in verdict.findings)
    problems = (*verdict.problems, Problem("N-GROWN", PATH, first, 1, said, fix))
    return verdict._replace(findings=findings, problems=problems)


def _greedy(finding: Finding, accepted: Baseline) -> bool:
    new = finding.status == "introduced" and finding.outcome == "block" and not finding.why_aside
    known = accepted.counts.get(finding.identity, 0) > 0
    return new and known and covers(accepted.numbers.get(finding.identity, 0), finding.number)


def _findings(count: int) -> str:
    return "a finding" if count == 1 else f"{count} findings"


def moved(baseline: Baseline) -> tuple[Problem, ...]:
    """N-MOVED: entries of the baseline whose file or rule has another name by now."""
    if not baseline.was:
        return ()
    first = min(baseline.was, key=lambda each: lines(baseline)[each])
    many, pairs = len(baseline.was), zip(baseline.was[first], first, strict=True)
    said = f"{many} accepted findings go" if many > 1 else "1 accepted finding goes"
    names = " and ".join(f"{old} is {new} now" for old, new in pairs if old != new)
    said += f" on under another name{', the first' if many > 1 else ''}: {names}"
    fix = "run `mneme baseline`, which writes down the new names"
    return (Problem("N-MOVED", PATH, lines(baseline)[first], 1, said, fix),)


_FIX = "run `mneme baseline --shrink`, so that nothing comes back unseen"


def stale(
    baseline: Baseline,
    findings: Iterable[Finding],
    known: Container[str] | None = None,
    unread: Callable[[], Collection[str]] = tuple,
) -> tuple[Problem, ...]:
    """W-UNUSED, once for each rule: entries of the baseline whose findings are gone, or whose number has fallen.

    known: the rules that were asked, if another one may only be missing because its file has an error.
    unread: the files that could not be read whole, asked for only if something seems to be gone.
    """
    at, needed = lines(baseline), _needed(findings)
    left = less(baseline, needed)
    lost = unread() if left.counts else ()
    left, fix = _sure(left, lost), _FIX if known is None and not lost else f"mend what could not be read, then {_FIX}"
    out = []
    for rule in sorted({identity[0] for identity in left.counts if known is None or identity[0] in known}):
        mine = [identity for identity in sorted(left.counts) if identity[0] == rule]
        fallen = [each for each in mine if each in left.numbers and each in needed.counts]
        gone = {each: left.counts[each] for each in mine if each not in fallen}
        said = [_gone(rule, gone)] if gone else []
        said += [_fallen(rule, fallen, left.numbers, needed.numbers)] if fallen else []
        out.append(Problem("W-UNUSED", PATH, at[mine[0]], 1, "; ".join(said), fix))
    return tuple(out)


def _sure(gone: Baseline, unread: Collection[str]) -> Baseline:
    """Leave out what may be there and was not seen: in code that was not read, anywhere if it was anything else."""
    if not all(code(path) for path in unread):
        return Baseline()
    counts = {each: count for each, count in gone.counts.items() if each[1] not in unread}
    return Baseline(counts=counts, numbers={each: gone.numbers[each] for each in counts if each in gone.numbers})


def _gone(rule: str, gone: Mapping[Identity, int]) -> str:
    count, path = sum(gone.values()), next(iter(gone))[1]
    what = "an accepted finding" if count == 1 else f"{count} accepted findings"
    said = f"{what} of {rule} {'is' if count == 1 else 'are'} gone"
    return f"{said}{', the first' if count > 1 else ''} in {path}" if path else said


def _fallen(rule: str, some: list[Identity], then: Mapping[Identity, int], now: Mapping[Identity, int]) -> str:
    many, first = len(some), some[0]
    what = f"1 accepted number of {rule} has" if many == 1 else f"{many} accepted numbers of {rule} have"
    verb = "fallen" if then[first] > 0 else "risen"
    told = f"{first[1]} from" if first[1] else "from"
    return f"{what} {verb},{' first' if many > 1 else ''} {told} {abs(then[first])} to {abs(now.get(first, 0))}"
