"""Two branches took one number and git merged them clean: give one file, and links that mean it, a free one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mneme_cli.decisions.known import spelling, spot
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NamedTuple

    from mneme_cli.model.corpus import Decision, Place, Waiver
else:
    from mneme_cli.model.noun import NamedTuple

_NUMBER = re.compile(r"(.*?)(\d+)")


class Edit(NamedTuple):
    """Replace `old` by `new` at a place of a file; line and column from 1."""

    path: str
    line: int
    column: int
    old: str
    new: str


class Renumbered(NamedTuple):
    """old, new: the ids.  edits: sorted.  doubtful: places of links of which nobody can tell which file they mean."""

    old: str
    new: str
    edits: tuple[Edit, ...]
    doubtful: tuple[Edit, ...] = ()


def renumber(decisions: Iterable[Decision], file: str, waivers: Iterable[Waiver] = ()) -> Renumbered:
    """Plan the edits that give the decision in a file a number of its own.

    A link means this file if only this file's record is spelt so or has the rule it names; a link to the whole of an id
    that both files spell alike is doubtful and stays as it is.

    Raises:
        MnemeError: no decision is in that file, it is a pack's, its id is no duplicate, or has no number.
    """
    every = sorted(decisions, key=lambda one: (one.id, one.place))
    mine, twins = _pair(every, file)
    new = free(mine.id, [one.id for one in every])
    own = spot(mine, "id")
    first = Edit(path=own.path, line=own.line, column=own.column, old=mine.id, new=new)
    meant = list(_meant(mine, twins, _links(every, tuple(waivers)), new))
    return Renumbered(
        old=mine.id,
        new=new,
        edits=tuple(sorted([first, *(edit for edit, sure in meant if sure)])),
        doubtful=tuple(sorted(edit for edit, sure in meant if sure is None)),
    )


def _meant(
    mine: Decision, twins: Sequence[Decision], links: Iterable[tuple[Place, str]], new: str
) -> Iterator[tuple[Edit, bool | None]]:
    """Yield the edit of every link that spells our id, and whether it means our file; None = nobody can tell."""
    for place, target in links:
        record, hash_, rule = target.partition("#")
        if record == mine.id:
            edit = Edit(path=place.path, line=place.line, column=place.column, old=target, new=new + hash_ + rule)
            yield edit, _means(mine, twins, rule)


def _pair(every: Sequence[Decision], file: str) -> tuple[Decision, list[Decision]]:
    mine = next((one for one in every if one.place.path == file), None)
    if mine is None:
        raise MnemeError(f"there is no decision in {file}", "name the file of the decision that is to get a new number")
    twins = [one for one in every if one is not mine and spelling(one.id) == spelling(mine.id)]
    if mine.pack:
        raise MnemeError(f"{file} belongs to the pack {mine.pack}", "renumber it upstream")
    if not twins:
        raise MnemeError(f"no other file carries {mine.id}", "nothing is to be done")
    return mine, twins


def free(name: str, taken: Sequence[str]) -> str:
    """Return the number after the highest one of the same kind of id, as wide as before.

    Raises:
        MnemeError: the id has no number.
    """
    found = _NUMBER.fullmatch(name)
    if not found:
        raise MnemeError(f"{name} does not end in a number", "give one of the two files another id by hand")
    others = (_NUMBER.fullmatch(one) for one in taken)
    highest = max(int(one[2]) for one in others if one and one[1] == found[1])
    return f"{found[1]}{highest + 1:0{len(found[2])}}"


def _means(mine: Decision, twins: Sequence[Decision], rule: str) -> bool | None:
    """Tell whether a link that spells our id means our file: True, False, or None = nobody can tell."""
    alike = [one for one in twins if one.id == mine.id]
    if not alike:
        return True
    if not rule:
        return None
    here = _has(mine, rule)
    if any(_has(one, rule) for one in alike):
        return None if here else False
    return True if here else None


def _has(one: Decision, rule: str) -> bool:
    return any(clause.id.partition("#")[2] == rule for clause in one.clauses)


def _links(decisions: Sequence[Decision], waivers: Sequence[Waiver]) -> Iterator[tuple[Place, str]]:
    for one in decisions:
        if not one.pack:
            for link in one.links:
                yield link.place, link.target
    for waiver in waivers:
        for at, target in enumerate(waiver.waives):
            yield spot(waiver, f"waives.{at}"), target
