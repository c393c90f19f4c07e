"""Which of the levels of `layers` may know which: the arithmetic of the order, apart from how it is written."""

from __future__ import annotations

from mneme_cli.kinds._units import selected
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule


def into(terms: Any) -> list[int]:
    """Return for each unit the mask of those that must not reach it."""
    level = {unit: at for at, group in enumerate(terms["levels"]) for unit in group}

    def banned(importer: int, target: int) -> bool:
        high, low = level[importer], level[target]
        if high == low:
            return high not in terms["peers"]
        return high > low or any(high < closed < low for closed in terms["closed"])

    units = range(len(level))
    return [sum(1 << one for one in units if one != other and banned(one, other)) for other in units]


def below(rule: Rule, finding: Finding) -> tuple[str, ...]:
    """Name the entries that the file of a finding may know: its peers, and those below down to a closed one."""
    terms = loads(rule.terms)
    if terms["names"]:
        return ()
    units, banned = selected(rule.far), into(terms)
    mine = units.unit(finding.source)
    return tuple(
        units.text(other).removesuffix("?")
        for other in range(len(rule.far))
        if mine >= 0 and other != mine and not banned[other] >> mine & 1
    )
