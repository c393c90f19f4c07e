"""Waivers by the day on which they end, with whether anything still needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands.list import natural

if TYPE_CHECKING:
    from mneme_cli.pipeline.standing import Standing


class Waived(NamedTuple):
    """One waiver. left: days until its last one, negative = it ended.  used: it sets a finding aside today."""

    id: str
    until: int
    left: int
    used: bool
    waives: tuple[str, ...]
    approved_by: str
    because: str
    path: str
    line: int


def waived(now: Standing) -> tuple[Waived, ...]:
    """Return every waiver, the first to end first."""
    needed = {each.by for _, each in now.used if each.how == "waiver"}
    found = (
        Waived(
            id=one.id,
            until=one.until,
            left=one.until - now.day,
            used=one.id in needed,
            waives=one.waives,
            approved_by=one.approved_by,
            because=one.because,
            path=one.place.path,
            line=one.place.line,
        )
        for one in now.compiled.corpus.waivers
    )
    return tuple(sorted(found, key=lambda one: (one.until, natural(one.id))))
