"""Several selectors as one region; what one of them leaves out and another takes in part is refused, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.known import problem
from mneme_cli.errors import MnemeError
from mneme_cli.model.glob import fits, matches, plain
from mneme_cli.model.region import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.corpus import Place
    from mneme_cli.model.problem import Problem


def union(regions: Iterable[Region]) -> Region:
    """Join regions; a path stays outside only if no other region takes it in.

    Raises:
        MnemeError: a region takes in some of what another leaves out, which no list of globs says.
    """
    each = tuple(regions)
    if len(each) == 1:
        return each[0]
    left = [(glob, one) for one in each for glob in one.outside if not any(other.holds(glob) for other in each)]
    for glob, one in left:
        if odd := next((wide for other in each if other is not one for wide in _partly(other, glob)), ""):
            said = f"{glob} is left out by one of these and taken in by another, as far as it is {odd}"
            raise MnemeError(said, "say them in rules of their own")
    inside = dict.fromkeys(glob for one in each for glob in one.inside)
    return Region(inside=tuple(inside), outside=tuple(sorted({glob for glob, _ in left})))


def joined(regions: Iterable[Region], place: Place, problems: list[Problem]) -> Region:
    """Join regions that are written at a place; where that cannot be, say so and take the first."""
    each = tuple(regions)
    try:
        return union(each)
    except MnemeError as wrong:
        problems.append(problem("E-SCHEMA", place, wrong.message, wrong.hint))
        return each[0]


def _partly(region: Region, glob: str) -> list[str]:
    """Return the globs of a region that may take in some of what a glob means."""
    if plain(glob) or any(matches(wide, glob) for wide in region.outside):
        return []
    return [wide for wide in region.inside if _meet(wide.split("/"), glob.split("/"))]


def _meet(one: list[str], other: list[str]) -> bool:
    """Tell whether some path may match both: generous where both have a star in one segment."""
    if not one or not other:
        return all(part == "**" for part in (*one, *other))
    if other[0] == "**":
        one, other = other, one
    if one[0] == "**":
        return any(_meet(one[1:], other[at:]) for at in range(len(other) + 1))
    wild = "{" in one[0] + other[0] or ("*" in one[0] and "*" in other[0])
    return (wild or fits(one[0], other[0]) or fits(other[0], one[0])) and _meet(one[1:], other[1:])
