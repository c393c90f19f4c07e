"""A record → the YAML of its file. Law, tested: loading what is written gives the record back, places aside."""

from __future__ import annotations

from mneme_cli.decisions.block import indented, prose, text, value
from mneme_cli.model import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.corpus import Clause, Decision, Link, Waiver

_PROSE = ("context", "decision", "consequences", "alternatives")
_DAYS = ("date", "effective", "expires", "review_by")


def render(decision: Decision) -> str:
    """Write a decision as the text of its file."""
    return "".join(f"{line}\n" for line in _decision(decision))


def render_waiver(one: Waiver) -> str:
    """Write a waiver as the text of its file."""
    return "".join(f"{line}\n" for line in _waiver(one))


def _waiver(one: Waiver) -> Iterator[str]:
    yield f"waiver: {text(_own(one.id, one.pack))}"
    yield from value("waives", [_own(rule, one.pack) for rule in one.waives])
    yield from value("in", one.inside)
    yield f"until: {day.show(one.until)}"
    yield f"approved_by: {text(one.approved_by)}"
    yield from prose("because", one.because)


def _decision(one: Decision) -> Iterator[str]:
    yield f"id: {text(_own(one.id, one.pack))}"
    yield f"title: {text(one.title, prose=True)}"
    yield f"status: {one.status}"
    for key in _DAYS:
        if getattr(one, key):
            yield f"{key}: {day.show(getattr(one, key))}"
    yield from value("by", one.by)
    yield from value("scope", one.scope)
    for kind in ("supersedes", "amends", "overrides", "relates"):
        yield from value(kind, [_link(link, one.pack) for link in one.links if link.kind == kind])
    for key, given in one.extra.items():
        yield from value(key, given, keep=True)
    if one.clauses:
        yield "rules:"
    for clause in one.clauses:
        yield f"  {text(clause.id.partition('#')[2])}:"
        yield from indented(_clause(clause), "    ")
    for key in _PROSE:
        yield from prose(key, getattr(one, key))


def _clause(one: Clause) -> Iterator[str]:
    yield from value(one.verb, one.params, keep=True)
    yield from value("in", one.inside)
    yield from _excuses(one)
    yield from value("when", one.when)
    if one.begins:
        yield f"begins: {day.show(one.begins)}"
    if one.level != "normal":
        yield f"level: {one.level}"
    yield from value("waivable_by", one.waivable_by)
    if one.may_be_empty:
        yield "may_be_empty: true"
    yield from prose("say", one.say)


def _excuses(one: Clause) -> Iterator[str]:
    if one.excuses:
        yield "except:"
    for what, why, hide in one.excuses:
        more = [f"    {word}: true" for word, on in (("hide", hide), ("may_be_empty", what in one.standing)) if on]
        if more:
            yield from (f"  {text(what)}:", f"    because: {text(why, prose=True)}", *more)
        else:
            yield f"  {text(what)}: {text(why, prose=True)}"


def _link(link: Link, pack: str) -> Any:
    target = _own(link.target, pack)
    return {"rule": target, "in": link.inside, "because": link.because} if link.kind == "overrides" else target


def _own(name: str, pack: str) -> str:
    return name.removeprefix(f"{pack}:") if pack else name
