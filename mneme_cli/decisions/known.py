"""Which ids there are: every link is checked against this index, and a wrong one is answered with the nearest id."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from mneme_cli.model.problem import Problem
from mneme_cli.model.rule import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.model.corpus import Clause, Decision, Place, Waiver
else:
    from mneme_cli.model.noun import NamedTuple

_DIGITS = re.compile(r"\d+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class Known(NamedTuple):
    """All records of one tree, found by id.

    decisions, rules: by id. An id that several files carry is followed by its file, `ADR-17 (path.yaml)` and
        `ADR-17#rule (path.yaml)`, so that the rules of all of them stay and people see which is meant.
    twins: id as written → places of every record that carries it (zeros aside).
    lost: files in which something could not be read, so that nobody knows what they hold.
    """

    decisions: Mapping[str, Decision]
    rules: Mapping[str, tuple[Decision, Clause]]
    waivers: tuple[Waiver, ...]
    twins: Mapping[str, tuple[Place, ...]]
    lost: frozenset[str] = frozenset()

    def may_hold(self, record: str) -> bool:
        """Tell whether a record that is not found may stand in a file that could not be read: it is named after it."""
        if record in self.decisions:
            return self.decisions[record].place.path in self.lost
        names = (path.rpartition("/")[2].partition(".")[0] for path in self.lost)
        return any(name == record or name.startswith(f"{record}-") for name in names)


def spelling(name: str) -> str:
    """Return what two ids that differ in leading zeros only have in common."""
    record, hash_, rule = name.partition("#")
    return _ZEROS.sub("", record) + hash_ + rule


def index(decisions: Iterable[Decision], waivers: Iterable[Waiver]) -> Known:
    """Sort and index all records."""
    ordered = sorted(decisions, key=lambda one: (one.id, one.place))
    papers = tuple(sorted(waivers, key=lambda one: (one.id, one.place)))
    twins = _twins([*ordered, *papers])
    often = [one.id for one in ordered]
    unique = [_told_apart(one) if often.count(one.id) > 1 else one for one in ordered if one.id in twins]
    unique += [one for one in ordered if one.id not in twins]
    unique.sort(key=lambda one: one.id)
    return Known(
        decisions={one.id: one for one in unique},
        rules={clause.id: (one, clause) for one in unique for clause in one.clauses},
        waivers=papers,
        twins=twins,
    )


def _twins(records: list[Decision | Waiver]) -> dict[str, tuple[Place, ...]]:
    same: dict[str, list[Decision | Waiver]] = {}
    for record in records:
        same.setdefault(spelling(record.id), []).append(record)
    groups = [group for group in same.values() if len(group) > 1]
    return {one.id: tuple(sorted(spot(twin, "id") for twin in group)) for group in groups for one in group}


def _told_apart(one: Decision) -> Decision:
    file = f" ({one.place.path})"
    name = one.id + file
    clauses = tuple(clause._replace(id=clause.id + file) for clause in one.clauses)
    return one._replace(id=name, clauses=clauses, links=tuple(link._replace(source=name) for link in one.links))


def spot(noun: Decision | Clause | Waiver, key: str) -> Place:
    """Return where a key of a record stands, or the nearest thing around it that has a place."""
    while key:
        if key in noun.places:
            return noun.places[key]
        key = key.rpartition(".")[0]
    return noun.place


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the likeliest intended word, zeros first, or ""."""
    choices = sorted(set(words))
    zeros = [choice for choice in choices if spelling(choice) == spelling(word)]
    close = get_close_matches(word, choices, n=len(choices) or 1, cutoff=0.5)
    return next(iter(zeros or (choice for choice in close if _slip(word, choice))), "")


def _slip(word: str, choice: str) -> bool:
    """Tell whether one may be written for the other: another number differs in more than a digit or a swap."""
    if _DIGITS.sub("", word) != _DIGITS.sub("", choice):
        return True
    one, other = "".join(_DIGITS.findall(word)), "".join(_DIGITS.findall(choice))
    if len(one) != len(other):
        return abs(len(one) - len(other)) == 1
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    return len(differ) < 2 or (len(differ) == 2 and sorted(one) == sorted(other) and differ[1] - differ[0] == 1)


def problem(code: str, place: Place, message: str, fix: str) -> Problem:
    """Say what is wrong at a place."""
    return Problem(code=code, path=place.path, line=place.line, column=place.column, message=message, fix=fix)


def duplicates(known: Known) -> list[Problem]:
    """Report every record whose id another record carries too."""
    out = []
    records: list[Decision | Waiver] = [*known.decisions.values(), *known.waivers]
    for record in records:
        name = written(record.id)
        place = spot(record, "id")
        others = [f"{twin.path}:{twin.line}" for twin in known.twins.get(name, ()) if twin != place]
        if others:
            said = f"the id {name} is also that of {', '.join(others)} (leading zeros do not tell ids apart)"
            fix = f"run `mneme renumber {place.path}`; until then all rules stay and no link to {name} counts"
            out.append(problem("E-DUP-ID", place, said, fix))
    return out
