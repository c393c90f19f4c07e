"""W-DEAD-REF: code, docs or a waiver still speak of a record that another one has replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mneme_cli.decisions.known import problem, spot
from mneme_cli.decisions.lint import superseders
from mneme_cli.model.corpus import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.problem import Problem

REPLACED = ("superseded", "amended")


def dead(corpus: Corpus, texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Report every mention in texts (path → content) outside the records themselves, and waivers of such a rule."""
    ids = _replaced(corpus)
    own = {one.place.path for one in corpus.decisions} | {one.place.path for one in corpus.waivers}
    out = [
        _say(corpus, name, Place(path=path, line=line, column=column))
        for path, text in sorted(texts.items())
        if path not in own
        for name, line, column in _mentions(ids, text)
    ]
    out += [
        _say(corpus, name, spot(waiver, f"waives.{at}"))
        for waiver in corpus.waivers
        for at, name in enumerate(waiver.waives)
        if name in ids
    ]
    return tuple(sorted(out))


def _replaced(corpus: Corpus) -> dict[str, str]:
    """Return id → state; a decision that is amended in parts is still alive."""
    return {
        id_: found.state
        for id_, found in corpus.states.items()
        if found.state == "superseded" or (found.state == "amended" and "#" in id_)
    }


def _mentions(ids: Mapping[str, str], text: str) -> Iterator[tuple[str, int, int]]:
    if not ids:
        return
    longest = sorted(ids, key=lambda one: (-len(one), one))
    pattern = re.compile(rf"(?<![\w:-])({'|'.join(map(re.escape, longest))})(?![\w-])")
    for number, line in enumerate(text.splitlines(), 1):
        for found in pattern.finditer(line):
            yield found[1], number, found.start() + 1


def _say(corpus: Corpus, name: str, place: Place) -> Problem:
    found = corpus.states[name]
    heirs = _heirs(corpus, name)
    fix = f"write {' or '.join(heirs)} instead" if heirs else "take it out: nothing stands in its place"
    return problem("W-DEAD-REF", place, f"{name} was {found.state} by {', '.join(found.by)}", fix)


def _heirs(corpus: Corpus, name: str) -> tuple[str, ...]:
    """Return what stands in the place of a record or, of a rule, the rules there: the one of its key, else any."""
    after, key = superseders(corpus, name), name.partition("#")[2]
    if not key:
        return after
    rules = {clause.id for one in corpus.decisions if one.id in after for clause in one.clauses}
    same = {f"{one.partition('#')[0]}#{key}" for one in after} & rules
    return tuple(sorted(same or rules))
