"""Links from one record to another: supersedes, amends, overrides, relates."""

from __future__ import annotations

from mneme_cli.decisions.shapes.parts import many, ref
from mneme_cli.model.corpus import Link

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.decisions.reading.track import Walk

LINKS: dict[str, Any] = {
    "supersedes": many("record", description="Decisions that this one replaces as a whole."),
    "amends": many("rule", description="Rules of other decisions that this one replaces."),
    "overrides": {
        "type": "array",
        "description": "Rules of the same or a higher authority that do not apply in a part of this decision's scope.",
        "x-example": "overrides: [{rule: org:ADR-3#x, in: src/legacy/**, because: …}]",
        "items": {
            "type": "object",
            "properties": {
                "rule": ref("rule", **{"x-example": "rule: ADR-0004#no-orm"}),
                "in": ref("places", **{"x-example": "in: src/legacy/**"}),
                "because": ref("prose", **{"x-example": "because: the vendor's client needs it until BILL-812"}),
            },
            "required": ["rule", "in", "because"],
            "additionalProperties": False,
            "x-example": "{rule: ADR-0004#no-orm, in: src/legacy/**, because: …}",
        },
    },
    "relates": many("either", description="Decisions or rules that a reader should know of. Changes nothing."),
}


def links(walk: Walk, value: Mapping[str, Any], source: str, pack: str) -> tuple[Link, ...]:
    """Make the links in which nothing is wrong, in written order; a pack's links stay in the pack unless prefixed."""
    found: list[Link] = []
    for kind in LINKS:
        found += _of_kind(walk, value.get(kind) or (), kind, source, pack)
    return tuple(found)


def _of_kind(walk: Walk, entries: Any, kind: str, source: str, pack: str) -> Iterator[Link]:
    for number, entry in enumerate(entries):
        if walk.broken(kind, str(number)) or entry is None:
            continue
        parts = entry if isinstance(entry, dict) else {"rule": entry}
        yield Link(
            source=source,
            kind=kind,
            target=full(parts["rule"], pack),
            inside=tuple(parts.get("in", ())),
            because=parts.get("because", ""),
            place=walk.place(kind, str(number)),
        )


def full(written: str, pack: str) -> str:
    """Return an id as the whole corpus knows it: ids of a pack carry the pack's name."""
    return f"{pack}:{written}" if pack and ":" not in written else written
