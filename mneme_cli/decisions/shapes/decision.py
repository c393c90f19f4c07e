"""A decision file: its schema, and the `Decision` made from what was read."""

from __future__ import annotations

from mneme_cli.decisions.shapes import clause
from mneme_cli.decisions.shapes.draft import drafts
from mneme_cli.decisions.shapes.links import LINKS, full, links
from mneme_cli.decisions.shapes.parts import DEFS, EXTRA, ref
from mneme_cli.model import day
from mneme_cli.model.corpus import STATUSES, Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mneme_cli.decisions.reading.node import Node
    from mneme_cli.decisions.reading.track import Walk
    from mneme_cli.model.corpus import Place

_NEWER = "'superseded' is never written by hand: the newer record says so"
_STATUS = {
    "superseded": (_NEWER, "write accepted here, and 'supersedes: [{id}]' in the newer record"),
    "amended": (_NEWER.replace("superseded", "amended"), "write accepted here, and 'amends: [{id}#rule]' in the newer"),
    "expired": ("a day ends a decision, not a status", "write accepted here, and 'expires: YYYY-MM-DD'"),
    "draft": ("", "write proposed"),
    "approved": ("", "write accepted"),
    "active": ("", "write accepted"),
}
_WRONG = {
    "superseded_by": "delete it: the newer record says 'supersedes: [this id]'",
    "amended_by": "delete it: the newer record says 'amends: [this id#rule]'",
    "author": "write 'by'",
    "authors": "write 'by'",
    "deciders": "write 'by'",
    "name": "write 'title'",
    "forbid": "put it under rules, behind a key of its own",
    "in": "write 'scope' here; 'in' belongs to a rule",
    "level": "put it into a rule",
}
_WHERE_AND_WHEN = ("status", "date", "effective", "expires", "scope")
_PLACED = ("scope", "by", *LINKS)
_PROSE = ("context", "decision", "consequences", "alternatives")


def schema(verbs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a decision file, given the schema of each verb."""
    hoisted = [verb.get("$defs", {}) for verb in verbs.values()]
    return {
        "title": "a decision",
        "type": "object",
        "properties": {**_head(), **LINKS, "rules": _rules(verbs), **{key: ref("prose") for key in _PROSE}},
        "patternProperties": EXTRA,
        "required": ["id", "title", "status", "date"],
        "additionalProperties": False,
        "x-wrong": _WRONG,
        "$defs": {name: part for parts in (*hoisted, DEFS) for name, part in parts.items()},
    }


def _head() -> dict[str, Any]:
    status = {"enum": list(STATUSES), "x-code": "E-STATUS", "x-wrong": _STATUS, "x-example": "status: proposed"}
    return {
        "id": ref("id", description="Compared as text; two that differ in leading zeros only are an error."),
        "title": ref("line", description="What was decided, as one sentence."),
        "status": status,
        "date": ref("day", description="The day it was decided.", **{"x-example": "date: 2026-03-14"}),
        "effective": ref("day", description="The first day it is in force; by default its date."),
        "expires": ref("day", description="The last day it is in force."),
        "review_by": ref("day", description="A reminder. Never changes a verdict."),
        "by": ref("names", description="Who decided."),
        "scope": ref("places", description="Where it speaks; by default the whole repository."),
    }


def _rules(verbs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": "A map; the key is the rule's id: ADR-0012#layers.",
        "additionalProperties": clause.schema(verbs),
        "propertyNames": {**DEFS["id"]},
        "x-example": "rules: {no-orm: {forbid: {imports: [sqlalchemy]}}}",
    }


def build(walk: Walk, root: Node, value: Mapping[str, Any], verbs: Mapping[str, Any], pack: str) -> Decision | None:
    """Make the decision; what is wrong in a part is left out with that part. None without an id.

    A decision whose status, days or scope are wrong keeps its name (so that links to it are not called dangling) and
    loses its rules and links: nobody can tell where or when they hold.
    """
    if not value.get("id") or walk.broken("id"):
        return None
    days = _days(walk, root, value)
    sound = _sound(walk, root, value)
    name = full(value["id"], pack)
    return Decision(
        id=name,
        title=value.get("title") or "",
        status=value["status"] if sound else STATUSES[0],
        **days,
        by=_texts(walk, value, "by"),
        scope=_texts(walk, value, "scope"),
        links=links(walk, value, name, pack) if sound else (),
        clauses=clause.clauses(walk, value.get("rules") or {}, verbs, name) if sound else (),
        drafts=drafts(walk, root, verbs, name, sound),
        **_rest(value, pack),
        place=walk.place("id"),
        places=_places(walk),
    )


def _sound(walk: Walk, root: Node, value: Mapping[str, Any]) -> bool:
    """Tell whether it is known where and when the decision holds; a line that could not be read may have said it."""
    there = "status" in value and "date" in value and not root.torn
    return there and not any(walk.broken(key) for key in _WHERE_AND_WHEN)


def _places(walk: Walk) -> dict[str, Place]:
    """Return where the keys stand, and the entries of those lists that messages point into."""
    entries = {f"{key}.{at}": place for key in _PLACED for at, place in walk.places(key).items()}
    return {**walk.places(deep=1), **entries}


def _rest(value: Mapping[str, Any], pack: str) -> dict[str, Any]:
    """Return the prose, the team's own keys, and the pack."""
    extra = {key: given for key, given in value.items() if key.startswith("x-")}
    return {**{key: value.get(key) or "" for key in _PROSE}, "extra": extra, "pack": pack}


def _texts(walk: Walk, value: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return () if walk.broken(key) else tuple(value.get(key) or ())


def _days(walk: Walk, root: Node, value: Mapping[str, Any]) -> dict[str, Any]:
    """Read the days, and report those that stand in the wrong order."""
    keys = ("date", "effective", "expires", "review_by")
    days = {key: day.parse(value[key]) if value.get(key) and not walk.broken(key) else 0 for key in keys}
    start = "effective" if days["effective"] else "date"
    first = days[start]
    if days["expires"] and first > days["expires"]:
        at = next(node for key, node in root.value if key.value == "expires")
        message = f"it expires on {day.show(days['expires'])}, before its first day, {day.show(first)} ('{start}')"
        walk.say(("expires",), at, message, f"write {day.show(first)} or later, or delete the key", code="E-DATES")
    return days
