"""Two branches took one number and git merged them clean: plan which file moves, and which links mean it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.known import spelling, spot
from mneme_cli.decisions.paper import next_id
from mneme_cli.errors import MnemeError
from mneme_cli.model.rule import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import NamedTuple

    from mneme_cli.model.corpus import Corpus, Decision, Place, Waiver

    Record = Decision | Waiver
else:
    from mneme_cli.model.noun import NamedTuple


class Edit(NamedTuple):
    """Replace `old` by `new` at a place of a file; line and column from 1."""

    path: str
    line: int
    column: int
    old: str
    new: str


class Plan(NamedTuple):
    """One record that moves. old, new: the ids.  kept: the file that keeps the number.

    others: keys of rules that only its twins have.  edits: sorted, its own id among them.
    doubtful: links of which nobody can tell which file they mean.
    """

    file: str
    old: str
    new: str
    kept: str
    others: frozenset[str]
    edits: tuple[Edit, ...]
    doubtful: tuple[Edit, ...] = ()


def plan(corpus: Corpus, path: str = "", senior: Mapping[str, int] = {}) -> tuple[Plan, ...]:
    """Give a number of its own to the record in a file, or, without a path, to all but the first that share one.

    senior: file → how long it has been there, the least first; see `pipeline/seniority.py`.

    Raises:
        MnemeError: no two records share a number, the file is not one of them, or its id has no number.
    """
    every: list[Record] = [*corpus.decisions, *corpus.waivers]
    records = [one for one in every if not one.pack]
    taken = [written(one.id) for one in records]
    links = tuple(_links(corpus))
    made = []
    for mine, twins in _leaving(_groups(records, senior), path):
        new = _free(written(mine.id), taken)
        taken.append(new)
        made.append(_planned(mine, twins, links, new))
    return tuple(made)


def _groups(records: Iterable[Record], senior: Mapping[str, int]) -> list[list[Record]]:
    """Return the records that share a number, the one that keeps it first.

    That is the one which is committed, then by date, a waiver's end, and at last by path.
    """
    same: dict[str, list[Record]] = {}
    for one in records:
        same.setdefault(spelling(written(one.id)), []).append(one)
    found = [
        sorted(group, key=lambda one: (senior.get(one.place.path, 0), *_age(one)))
        for _, group in sorted(same.items())
        if len(group) > 1
    ]
    if not found:
        raise MnemeError("no two records share a number", "there is nothing to renumber")
    return found


def _age(one: Record) -> tuple[int, str]:
    return getattr(one, "date", 0) or getattr(one, "until", 0), one.place.path


def _leaving(groups: list[list[Record]], path: str) -> Iterator[tuple[Record, list[Record]]]:
    """Yield what moves, with the others of its number, the one that keeps it first."""
    if path and path not in {one.place.path for group in groups for one in group}:
        shared = sorted(one.place.path for group in groups for one in group)
        raise MnemeError(f"{path} shares its number with nobody", f"one of: {', '.join(shared)}")
    for group in groups:
        for one in group:
            if one.place.path == path or (not path and one is not group[0]):
                yield one, [other for other in group if other is not one]


def _planned(mine: Record, twins: Sequence[Record], links: Iterable[tuple[Place, str]], new: str) -> Plan:
    old, own = written(mine.id), spot(mine, "id")
    first = Edit(path=own.path, line=own.line, column=own.column, old=old, new=new)
    meant = list(_meant(mine, twins, links, new))
    return Plan(
        file=mine.place.path,
        old=old,
        new=new,
        kept=twins[0].place.path,
        others=frozenset(key for one in twins for key in _keys(one)).difference(_keys(mine)),
        edits=tuple(sorted([first, *(edit for edit, sure in meant if sure)])),
        doubtful=tuple(sorted(edit for edit, sure in meant if sure is None)),
    )


def _meant(
    mine: Record, twins: Sequence[Record], links: Iterable[tuple[Place, str]], new: str
) -> Iterator[tuple[Edit, bool | None]]:
    """Yield the edit of every link that spells our id, and whether it means our file; None = nobody can tell."""
    for place, target in links:
        record, hash_, rule = target.partition("#")
        if record == written(mine.id):
            edit = Edit(path=place.path, line=place.line, column=place.column, old=target, new=new + hash_ + rule)
            yield edit, _means(mine, twins, rule)


def _free(name: str, taken: Sequence[str]) -> str:
    """Return the number after the highest one of the same kind of id."""
    front = name.rstrip("0123456789")
    if front == name:
        raise MnemeError(f"{name} does not end in a number", "give one of the two files another id by hand")
    return next_id(one for one in taken if one.rstrip("0123456789") == front)


def _means(mine: Record, twins: Sequence[Record], rule: str) -> bool | None:
    """Tell whether a link that spells our id means our file: True, False, or None = nobody can tell.

    It does if only this record is spelt so or has the rule; an id that both files spell alike may mean either.
    """
    alike = [one for one in twins if written(one.id) == written(mine.id)]
    if not alike:
        return True
    if not rule:
        return None
    here = rule in _keys(mine)
    if any(rule in _keys(one) for one in alike):
        return None if here else False
    return True if here else None


def _keys(one: Record) -> tuple[str, ...]:
    return tuple(written(clause.id).partition("#")[2] for clause in getattr(one, "clauses", ()))


def _links(corpus: Corpus) -> Iterator[tuple[Place, str]]:
    for one in corpus.decisions:
        if not one.pack:
            for link in one.links:
                yield link.place, link.target
    for waiver in corpus.waivers:
        for at, target in enumerate(waiver.waives if not waiver.pack else ()):
            yield spot(waiver, f"waives.{at}"), target
