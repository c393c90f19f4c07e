"""Every rule that speaks somewhere, exactly once: applied, or set aside for one reason, the first that holds.

A rule is applied at a file unless all that it finds there is set aside or, where it finds nothing, an exception takes
the whole file out. At several files it is applied if it is applied at one of them.
"""

from __future__ import annotations

from mneme_cli.model.reason import APPLIED, HOWS, Reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.reason import Spoken
    from mneme_cli.model.rule import Rule

_OUT = {
    "not-decided": "it is not decided",
    "scheduled": "it begins later",
    "expired": "it has expired",
    "retired": "it was retired",
}
_HOW = {"override": "overridden", "waiver": "waived", "except": "excepted", "baseline": "baselined"}


def reasons(
    spoken: Iterable[Spoken],
    rules: Mapping[str, Rule],
    findings: Iterable[Finding],
    paths: Sequence[str],
    today: int,
) -> tuple[Reason, ...]:
    """Explain the rules whose region holds one of the paths, by id.

    rules: those in force, by id.  findings: settled ones; those elsewhere do not count.
    """
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).append(finding)
    out, at = [], frozenset(paths)
    for one in sorted(spoken):
        here = [path for path in paths if one.near.holds(path)]
        if here:
            mine = tuple(sorted(each for each in found.get(one.rule, ()) if each.source in at))
            out.append(_reason(one, rules.get(one.rule), mine, here, today))
    return tuple(out)


def _reason(one: Spoken, rule: Rule | None, found: tuple[Finding, ...], paths: Sequence[str], today: int) -> Reason:
    """Explain one rule; what a decision's state says comes before what exceptions say."""
    state = one.state
    if state.state in _OUT:
        return Reason(one.rule, "not in force", why=_OUT[state.state], since=state.since)
    if state.state in ("superseded", "amended"):
        return Reason(one.rule, "removed", by=state.by, why=f"{state.state} by {_and(state.by)}", since=state.since)
    if rule is None:
        return Reason(one.rule, "not in force", why="what it says has an error; `mneme lint` tells where")
    each = [_at(rule, tuple(finding for finding in found if finding.source == path), path, today) for path in paths]
    if any(reason.how == APPLIED for reason in each):
        return Reason(one.rule, APPLIED, since=state.since, findings=found)
    first = min(each, key=_order)
    by = sorted({name for reason in each if reason.how == first.how for name in reason.by})
    return first._replace(by=tuple(by), findings=found)


def _at(rule: Rule, found: Sequence[Finding], path: str, today: int) -> Reason:
    """Explain a rule in force at one file."""
    if found:
        return min((_of(rule, finding) for finding in found), key=_order)
    return min(_whole(rule, path, today), key=_order, default=Reason(rule.id, APPLIED))


def _of(rule: Rule, finding: Finding) -> Reason:
    """Explain by one finding: what it is tagged with, or that it counts."""
    tag, _, by = finding.aside.partition(" ")
    if tag in _HOW:
        until = next((each.until for each in rule.asides if each.how == tag and each.by == by), 0)
        return Reason(rule.id, _HOW[tag], by=(by,) if by else (), why=finding.why_aside, until=until)
    if finding.status == "existing":
        return Reason(rule.id, "existing", why="it was there before this change")
    return Reason(rule.id, APPLIED)


def _whole(rule: Rule, path: str, today: int) -> Iterator[Reason]:
    """Yield the exceptions that take a whole file out, whatever would be found in it."""
    for each in rule.asides:
        if not each.target and not each.ended(today) and each.where.holds(path):
            yield Reason(rule.id, _HOW[each.how], by=(each.by,), why=each.why, until=each.until)


def _order(reason: Reason) -> tuple[int, Reason]:
    return HOWS.index(reason.how), reason


def _and(names: Sequence[str]) -> str:
    return " and ".join(names)
