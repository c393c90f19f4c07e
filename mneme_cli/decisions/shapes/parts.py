"""The words that every schema shares; kinds and relations refer to them as `#/$defs/selector` and so on."""

from __future__ import annotations

from mneme_cli.decisions.reading.forms import ID, RECORD
from mneme_cli.model.fact import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SELECTOR = (
    "A path (contains '/': src/shop/**), a component of mneme.yaml, a module (shop.domain), a package"
    " (pkg:pypi/requests), the standard library (std:python/subprocess) or a tag (tag:adapter)."
)
_DAY = "A UTC calendar day, inclusive, as YYYY-MM-DD."


def ref(name: str, **beside: Any) -> dict[str, Any]:
    """Refer to a shared part; what stands beside it counts as well."""
    return {"$ref": f"#/$defs/{name}", **beside}


def many(of: str, **beside: Any) -> dict[str, Any]:
    """A list of one shared part; one text is short for a list of one."""
    return {"type": "array", "items": ref(of), "x-one": True, **beside}


def form(name: str, pattern: str, **beside: Any) -> dict[str, Any]:
    """A text with a form of its own; the pattern is what an editor can check of it."""
    return {"type": "string", "x-form": name, "pattern": pattern, **beside}


EXTRA = {"^x-": {"description": "Free for the team, such as ticket numbers. Nothing reads it."}}
DEFS: dict[str, Any] = {
    "selector": form("selector", r"\S", description=_SELECTOR),
    "selectors": many("selector", description=_SELECTOR),
    "places": many("selector", minItems=1, description=_SELECTOR),
    "line": form("line", r"\S"),
    "prose": form("prose", r"\S"),
    "name": form("name", r"\S"),
    "names": many("name"),
    "id": form("id", f"^{ID}$"),
    "record": form("record", f"^{RECORD}$"),
    "rule": form("rule", f"^{RECORD}#{ID}$"),
    "either": form("either", f"^{RECORD}(?:#{ID})?$"),
    "day": form("day", r"^\d{4}-\d{2}-\d{2}$", format="date", description=_DAY, **{"x-code": "E-DATES"}),
    "edges": many("edge", minItems=1),
    "edge": {"enum": list(KINDS)},
    "when": {
        "type": "object",
        "description": "Which edges count: any of `edges`, none of `not`. By default every edge does.",
        "properties": {"edges": ref("edges"), "not": ref("edges")},
        "additionalProperties": False,
        "minProperties": 1,
        "x-example": "when: {edges: [runtime]}",
    },
}
