"""What a pack finds on the day on which it is taken, so that nobody learns it from the first check that blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import find
from mneme_cli.model.group import groups
from mneme_cli.model.request import Request
from mneme_cli.pipeline import fresh
from mneme_cli.pipeline.check import everything
from mneme_cli.pipeline.sources import ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.finding import Finding


class Debt(NamedTuple):
    """What one rule finds today. blocks: it would stop a check of everything.  findings: as reports count them.

    path, line: of the first.
    """

    rule: str
    blocks: bool
    findings: int
    path: str
    line: int


def debts(packs: Sequence[str], day: int, progress: Progress = silent) -> tuple[Debt, ...]:
    """Judge everything by the rules of these packs; rules that find nothing are left out.

    Raises:
        MnemeError: the decisions have errors, so that nobody can tell.
    """
    found = ends(find(), Request(mode="all"))
    law = fresh.head(found, Request(mode="all"), day)
    if any(each.fatal for each in law.problems):
        raise MnemeError("the pack is taken, and the decisions have errors", "mneme lint says what to mend")
    loud = [each for each in everything(found, law, day, progress=progress).findings if not each.aside]
    mine = sorted(each for each in loud if each.rule.partition(":")[0] in packs and ":" in each.rule)
    rules = sorted({each.rule for each in mine})
    return tuple(_debt([each for each in mine if each.rule == rule]) for rule in rules)


def _debt(found: list[Finding]) -> Debt:
    first = min(found, key=lambda each: (each.source, each.line))
    blocks = any(each.outcome == "block" for each in found)
    return Debt(first.rule, blocks=blocks, findings=len(groups(found)), path=first.source, line=first.line)
