"""On which days to come the records that a change touches begin or end: what happens tomorrow is decided today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import start
from mneme_cli.model.corpus import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.model.corpus import Decision

NOWHERE = Place("")


def days(base: Compiled, head: Compiled) -> tuple[int, ...]:
    """Return them, sorted; a record that says the same on both sides does the same on both, whatever the day."""
    was, now = ([_bare(one) for one in made.corpus.decisions] for made in (base, head))
    moved = (*(one for one in was if one not in now), *(one for one in now if one not in was))
    return tuple(sorted({day for one in moved for day in _turns(one) if day > head.corpus.as_of}))


def _turns(one: Decision) -> Iterator[int]:
    yield start(one)
    yield from (start(one, clause) for clause in one.clauses)
    if one.expires:
        yield one.expires + 1


def _bare(one: Decision) -> Decision:
    """Take out where things are written, and the prose, which nothing is judged by."""
    clauses = tuple(each._replace(place=NOWHERE, places={}) for each in one.clauses)
    links = tuple(each._replace(place=NOWHERE, because="") for each in one.links)
    kept = one._replace(place=NOWHERE, places={}, clauses=clauses, links=links, extra={}, by=(), title="", review_by=0)
    return kept._replace(context="", decision="", consequences="", alternatives="")
