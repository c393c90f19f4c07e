"""The shape of what `mneme report --format json` writes, from which `schemas/report.schema.json` is made."""

from __future__ import annotations

from typing import Any

from mneme_cli.model.rule import LEVELS

_TEXT: dict[str, Any] = {"type": "string"}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_FLAG: dict[str, Any] = {"type": "boolean"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_COUNTS: dict[str, Any] = {"type": "object", "additionalProperties": _COUNT}
_DAY: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DATE: dict[str, Any] = {**_DAY, "type": ["string", "null"]}


def _object(**of: dict[str, Any]) -> dict[str, Any]:
    """Describe an object that has all of these keys and no others."""
    return {"type": "object", "required": sorted(of), "additionalProperties": False, "properties": of}


def _rows(says: str, /, **of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "description": says, "items": _object(**of)}


_POINT = _rows(
    "Commits whose baseline was read, the oldest first.",
    commit=_TEXT,
    day=_DAY,
    accepted={**_COUNTS, "description": "Component → findings in the baseline of that commit."},
    found={
        "type": ["object", "null"],
        "additionalProperties": _COUNT,
        "description": "Component → findings that block or are accepted; null: the commit was not judged.",
    },
    failed={**_FLAG, "description": "It was to be judged, and could not be."},
)
_NODE = _rows(
    "Decisions and waivers, by id.",
    id=_TEXT,
    title=_TEXT,
    state=_TEXT,
    date=_DATE,
    kind={"enum": ["decision", "waiver"]},
)
_LINK = _rows(
    "What stands between them; rules: keys of the rules it is about, [] = all of the target.",
    source=_TEXT,
    kind=_TEXT,
    target=_TEXT,
    rules=_TEXTS,
)

REPORT: dict[str, Any] = {
    "title": "the report of mneme report --format json, version 1",
    "description": "Same inputs, same bytes. Paths are relative to the repository's root, with /. "
    "New keys may appear within version 1.",
    **_object(
        version={"const": 1},
        engine=_TEXT,
        as_of=_DAY,
        judged={**_FLAG, "description": "False: the settings are broken, so that nothing was judged."},
        errors={**_COUNT, "description": "Errors in the decisions, which mneme lint tells."},
        owed={**_COUNT, "description": "Today's debt: findings that block or are accepted."},
        states={**_COUNTS, "description": "State → how many decisions are in it."},
        decisions=_rows(
            "As mneme list has them; live: rules in force, of those that are written; by: who removed it.",
            id=_TEXT,
            title=_TEXT,
            state=_TEXT,
            by=_TEXTS,
            date=_DATE,
            live=_COUNT,
            rules=_COUNT,
            path=_TEXT,
            pack=_TEXT,
        ),
        rules=_rows(
            "Rules in force; files: where it speaks; findings: today's; aside: those that something excuses.",
            id=_TEXT,
            level={"enum": list(LEVELS)},
            files=_COUNT,
            findings=_COUNT,
            aside=_COUNT,
            says=_TEXT,
        ),
        never_exercised=_rows(
            "Rules without a finding; dead: it cannot have one, so that it guards nothing.",
            id=_TEXT,
            why=_TEXT,
            dead=_FLAG,
        ),
        waivers=_rows(
            "By the day they end; left: days until then, below 0 if it is over; used: it covers a finding.",
            id=_TEXT,
            until=_DAY,
            left={"type": "integer"},
            used=_FLAG,
            waives=_TEXTS,
            approved_by=_TEXT,
            because=_TEXT,
            path=_TEXT,
            line=_COUNT,
        ),
        debt=_object(branch=_TEXT, walked={**_COUNT, "description": "Commits of the branch."}, points=_POINT),
        graph=_object(nodes=_NODE, links=_LINK),
    ),
}
