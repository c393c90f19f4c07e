"""What became of one rule at the files that were asked about: it was applied, or one thing set it aside."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.model.corpus import State
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.region import Region
else:
    from mneme_cli.model.noun import NamedTuple

APPLIED = "applied"
HOWS = (APPLIED, "not in force", "removed", "overridden", "waived", "excepted", "baselined", "existing")
"""Applied, or the one reason against it; of several the first in this order."""


class Spoken(NamedTuple):
    """A rule that was ever written. state: what it has come to.  near: where it speaks, or would."""

    rule: str
    state: State
    near: Region


class Reason(NamedTuple):
    """One rule. how: one of HOWS.  by: ids of what set it aside, sorted.  why: their reason, in words.

    since: the day since when (0 = none to tell).  until: the last day on which a waiver holds.
    findings: all that it finds at these files, those set aside included.
    """

    rule: str
    how: str
    by: tuple[str, ...] = ()
    why: str = ""
    since: int = 0
    until: int = 0
    findings: tuple[Finding, ...] = ()
