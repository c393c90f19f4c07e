"""`mneme renumber`: two branches took the same number, git merged both files, and one of them has to move."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands import _find
from mneme_cli.commands._files import move, read
from mneme_cli.decisions.paper import next_id
from mneme_cli.errors import MnemeError
from mneme_cli.model.rule import written

if TYPE_CHECKING:
    from mneme_cli.model.corpus import Corpus, Decision


class Move(NamedTuple):
    """One file that got a new number. kept: the file that keeps the old one."""

    old: str
    new: str
    id: str
    was: str
    kept: str


class Renumbered(NamedTuple):
    """What was moved, and places (path, line) that name an old number and may mean either."""

    moves: tuple[Move, ...]
    mentions: tuple[tuple[str, int], ...]


def renumber(root: str, corpus: Corpus, path: str = "") -> Renumbered:
    """Give new numbers to all but one of the decisions that share one. path: the file that moves.

    Without a path the oldest decision keeps the number (by date, then by path). Links elsewhere keep their text: they
    were written when there was one record of that number, so they mean the one that stays.

    Raises:
        MnemeError: no two decisions share a number, or the file named is not one of them.
    """
    corpus = corpus._replace(decisions=tuple(one._replace(id=written(one.id)) for one in corpus.decisions))
    groups = _groups(corpus)
    leaving = _leaving(groups, path)
    gone = {one.place.path for one, _ in leaving}
    mentions = _mentions(root, corpus, {one.id for one, _ in leaving}, gone)
    used = [one.id for one in corpus.decisions]
    moves = []
    for one, kept in leaving:
        name = next_id(used)
        used.append(name)
        moves.append(_move(root, one, name, kept.place.path))
    return Renumbered(moves=tuple(moves), mentions=mentions)


def _groups(corpus: Corpus) -> list[list[Decision]]:
    same: dict[str, list[Decision]] = {}
    for one in corpus.decisions:
        if not one.pack:
            same.setdefault(_find.canonical(one.id), []).append(one)
    found = [sorted(group, key=lambda one: (one.date, one.place.path)) for group in same.values() if len(group) > 1]
    if not found:
        raise MnemeError("no two decisions share a number", "there is nothing to renumber")
    return sorted(found, key=lambda group: group[0].id)


def _leaving(groups: list[list[Decision]], path: str) -> list[tuple[Decision, Decision]]:
    if not path:
        return [(one, group[0]) for group in groups for one in group[1:]]
    path = os.path.normpath(path).replace(os.sep, "/")
    for group in groups:
        for one in group:
            if one.place.path == path:
                return [(one, next(other for other in group if other is not one))]
    shared = sorted(one.place.path for group in groups for one in group)
    raise MnemeError(f"{path} shares its number with nobody", f"one of: {', '.join(shared)}")


def _move(root: str, one: Decision, name: str, kept: str) -> Move:
    """Change the id in its own file (in `id:` and where the file names its own rules) and in the file's name."""
    old = one.place.path
    folder, _, base = old.rpartition("/")
    if base.startswith(one.id) and not base[len(one.id) : len(one.id) + 1].isdigit():
        base = name + base[len(one.id) :]
    new = f"{folder}/{base}" if folder else base
    text = _reid(read(root, old), one.id, name)
    if new == old:
        new = f"{old.removesuffix('.yaml').removesuffix('.yml')}-{name}.yaml"
    move(root, old, new, text)
    return Move(old=old, new=new, id=name, was=one.id, kept=kept)


def _reid(text: str, old: str, new: str) -> str:
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines):
        if line.startswith("id:"):
            lines[at] = line.replace(old, new, 1)
    return re.sub(rf"(?<![\w:-]){re.escape(old)}(?=#)", new, "".join(lines))


def _mentions(root: str, corpus: Corpus, names: set[str], gone: set[str]) -> tuple[tuple[str, int], ...]:
    found = set()
    places = {one.place.path for one in corpus.decisions if not one.pack}
    places |= {one.place.path for one in corpus.waivers if not one.pack}
    for path in sorted(places - gone):
        for at, line in enumerate(read(root, path).splitlines(), 1):
            if any(name in line for name in names) and not line.startswith("id:"):
                found.add((path, at))
    return tuple(sorted(found))
