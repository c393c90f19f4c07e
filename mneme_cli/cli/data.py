"""What `--json` writes: versioned shapes apart from the inner model, keys sorted, ASCII, no folder of this machine."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from mneme_cli.decisions.paper import clause as written
from mneme_cli.model.day import show as spell

if TYPE_CHECKING:
    from mneme_cli.commands.init import Started
    from mneme_cli.commands.lint import Linted
    from mneme_cli.commands.list import Row
    from mneme_cli.commands.new import Written
    from mneme_cli.commands.renumber import Renumbered
    from mneme_cli.commands.rules import Leaf
    from mneme_cli.commands.search import Found
    from mneme_cli.commands.show import Shown
    from mneme_cli.model.corpus import Link, Place, Waiver

VERSION = 1


def write(**data: Any) -> str:
    """Write one JSON document with the version of its shape."""
    return dumps({"version": VERSION, **data}, indent=2, sort_keys=True) + "\n"


def listed(rows: tuple[Row, ...]) -> str:
    """Write `mneme list`."""
    return write(decisions=[_row(row) for row in rows])


def searched(found: Found) -> str:
    """Write what a search found: rows as in `mneme list`, each with the words that it holds."""
    decisions = [{**_row(hit.row), "held": hit.held} for hit in found.hits]
    return write(words=found.words, decisions=decisions, left_out=found.left_out)


def shown(one: Shown) -> str:
    """Write `mneme show` of a decision."""
    what = one.decision
    prose = {key: getattr(what, key) for key in ("context", "decision", "consequences", "alternatives")}
    days = {key: _day(getattr(what, key)) for key in ("date", "effective", "expires", "review_by")}
    plain = {key: getattr(what, key) for key in ("id", "title", "status", "by", "scope", "pack")}
    return write(
        **plain,
        **days,
        prose=prose,
        written_at=_place(what.place),
        state=one.state.state,
        state_by=one.state.by,
        focus=one.focus or None,
        rules=[
            {"id": rule.id, "live": live, "state": state.state, "by": state.by, "written": written(rule)}
            for rule, state, live in one.rules
        ],
        links=[_link(link) for link in one.out],
        linked_by=[_link(link) for link in one.into],
        waivers=[_waiver(each) for each in one.waivers],
        problems=[each._asdict() for each in one.problems],
    )


def waived(one: Waiver) -> str:
    """Write `mneme show` of a waiver."""
    return write(**_waiver(one))


def paged(found: tuple[Leaf, ...]) -> str:
    """Write `mneme rules`."""
    return write(rules=[leaf._asdict() for leaf in found])


def linted(one: Linted) -> str:
    """Write `mneme lint`."""
    return write(**{**one._asdict(), "problems": [each._asdict() for each in one.problems]})


def wrote(one: Written) -> str:
    """Write what `new`, `supersede`, `amend` and `waive` made."""
    return write(id=one.id, path=one.path)


def renumbered(one: Renumbered) -> str:
    """Write `mneme renumber`."""
    return write(moves=[move._asdict() for move in one.moves], links=one.links, mentions=one.mentions)


def started(one: Started) -> str:
    """Write `mneme init`."""
    debts = {} if one.debts is None else {"debts": [each._asdict() for each in one.debts]}
    return write(seen=one.seen._asdict(), written=one.written, kept=one.kept, next=one.next, **debts)


def _row(one: Row) -> dict[str, Any]:
    return {**one._asdict(), "date": _day(one.date)}


def _waiver(one: Waiver) -> dict[str, Any]:
    kept = {key: getattr(one, key) for key in ("id", "waives", "approved_by", "because")}
    return {**kept, "in": one.inside, "until": _day(one.until), "written_at": _place(one.place)}


def _link(one: Link) -> dict[str, Any]:
    kept = {key: getattr(one, key) for key in ("source", "kind", "target", "because")}
    return {**kept, "in": one.inside}


def _day(number: int) -> str | None:
    return spell(number) if number else None


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}"
