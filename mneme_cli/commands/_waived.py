"""What a change needs waivers for: those that were there before, and those that it brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.judge.outcome import GATED
from mneme_cli.pipeline.corpus import bundle
from mneme_cli.pipeline.sources import ends

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.commands.asked import Asked
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page


class Waived(NamedTuple):
    """old, new: waivers by id.  covered: the findings that they set aside.

    open: findings that nothing sets aside.  asked: rules that something else in this change lets pass.
    """

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    covered: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    asked: tuple[str, ...] = ()


def waived(repository: Repository, asked: Asked, page: Page) -> Waived:
    """Look at what a change introduces: blocked, waived before, or waived by the change itself."""
    found = page.verdict.findings
    old = [each for each in found if each.status == "introduced" and each.aside.startswith("waiver ")]
    late = [each for each in found if each.outcome == "ask" or _passing(each, page)]
    by = _brought(repository, asked, page.verdict.as_of, late) if late else {}
    news = [each for each in late if each in by]
    return Waived(
        old=_once(each.aside.removeprefix("waiver ") for each in old),
        new=_once(by.values()),
        covered=_apart([*old, *news]),
        open=_apart([each for each in found if each.outcome == "block"]),
        asked=_once(each.rule for each in late if each not in by and each.outcome == "ask"),
    )


def _passing(finding: Finding, page: Page) -> bool:
    """Tell whether a finding passes only by what this change does to its rule, where nobody is asked about that."""
    mine = finding.rule in page.verdict.changed_policy and finding.status in GATED
    return mine and finding.outcome == "allow" and not finding.aside


def _brought(repository: Repository, asked: Asked, day: int, late: list[Finding]) -> dict[Finding, str]:
    """Say which waiver of the tree that is judged covers each finding that only this change lets pass."""
    made = bundle(ends(repository, asked.request).after, day).compiled
    asides = {rule.id: [each for each in rule.asides if each.how == "waiver"] for rule in made.rules}
    out: dict[Finding, str] = {}
    for finding in late:
        held = [each.by for each in asides.get(finding.rule, ()) if each.covers(finding) and not each.ended(day)]
        if held:
            out[finding] = min(held)
    return out


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _apart(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return one finding for each rule and file, the first."""
    first = {(each.rule, each.source): each for each in sorted(findings, reverse=True)}
    return tuple(first[key] for key in sorted(first))
