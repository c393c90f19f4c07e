"""A waiver file: its schema, and the `Waiver` made from what was read."""

from __future__ import annotations

from mneme_cli.decisions.shapes.links import full
from mneme_cli.decisions.shapes.parts import DEFS, EXTRA, many, ref
from mneme_cli.model import day
from mneme_cli.model.corpus import Waiver

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mneme_cli.decisions.reading.track import Walk

_WRONG = {
    "id": "delete it: the id of a waiver stands behind 'waiver:'",
    "expires": "write 'until'",
    "scope": "write 'in'",
    "approved": "write 'approved_by'",
    "reason": "write 'because'",
}
_WAIVES = "waives: [ADR-0031#no-requests]"
SCHEMA: dict[str, Any] = {
    "title": "a waiver",
    "type": "object",
    "properties": {
        "waiver": ref("id", description="The waiver's own id, such as W-0007."),
        "waives": many("rule", minItems=1, description="The rules it excuses.", **{"x-example": _WAIVES}),
        "in": ref("places", description="Where; by default wherever the rules speak."),
        "until": ref("day", description="The last day, inclusive.", **{"x-example": "until: 2026-12-31"}),
        "approved_by": ref("name", description="Who approved it.", **{"x-example": "approved_by: platform"}),
        "because": ref("prose", description="Why.", **{"x-example": "because: vendor-x needs it until BILL-812"}),
    },
    "patternProperties": EXTRA,
    "required": ["waiver", "waives", "until", "approved_by", "because"],
    "additionalProperties": False,
    "x-wrong": _WRONG,
    "$defs": DEFS,
}


def build(walk: Walk, value: Mapping[str, Any], pack: str) -> Waiver | None:
    """Make the waiver; None if anything in it is wrong, for half a waiver excuses the wrong things."""
    if walk.problems:
        return None
    return Waiver(
        id=full(value["waiver"], pack),
        waives=tuple(full(rule, pack) for rule in value["waives"]),
        until=day.parse(value["until"]),
        approved_by=value["approved_by"],
        because=value["because"],
        inside=tuple(value.get("in", ())),
        place=walk.place("waiver"),
        places=walk.places(),
        pack=pack,
    )
