"""Which rules have nothing to do: no finding, no exception that is needed, nowhere to speak, nothing to name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector
    from mneme_cli.pipeline.standing import Standing


class Used(NamedTuple):
    """One rule in force. files: how many it governs.  findings, aside: how many count, and how many are set aside."""

    id: str
    level: str
    files: int
    findings: int
    aside: int


class Idle(NamedTuple):
    """One rule that was never exercised.  dead: it cannot be, as things stand; else it is obeyed."""

    id: str
    why: str
    dead: bool


def used(now: Standing) -> tuple[Used, ...]:
    """Count what every rule in force does, by id."""
    counts: dict[str, list[int]] = {rule.id: [0, 0] for rule in now.compiled.rules}
    for finding in now.findings or ():
        counts[finding.rule][bool(finding.aside)] += 1
    return tuple(
        Used(
            id=rule.id,
            level=rule.level,
            files=sum(rule.near.holds(path) for path in now.files),
            findings=counts[rule.id][0],
            aside=counts[rule.id][1],
        )
        for rule in now.compiled.rules
    )


def idle(now: Standing, known: Sequence[Used]) -> tuple[Idle, ...]:
    """Return the rules without any finding, those that cannot have one first."""
    if now.findings is None:
        return ()
    rules = {rule.id: rule for rule in now.compiled.rules}
    quiet = [each for each in known if not each.findings and not each.aside]
    found = (_idle(each, rules[each.id], now.files) for each in quiet)
    return tuple(sorted(found, key=lambda one: (not one.dead, one.id)))


def _idle(one: Used, rule: Rule, files: Sequence[str]) -> Idle:
    if not one.files:
        return Idle(one.id, "no file lies where it speaks", dead=True)
    if rule.far and not any(_there(each, files) for each in rule.far):
        return Idle(one.id, "nothing that it names is here", dead=True)
    return Idle(one.id, f"obeyed: no finding in {one.files} file{'' if one.files == 1 else 's'}", dead=False)


def _there(selector: Selector, files: Sequence[str]) -> bool:
    """Tell whether a selector can select anything; what is not of this repository always may."""
    return bool(selector.names or selector.packages) or any(map(selector.region.holds, files))
