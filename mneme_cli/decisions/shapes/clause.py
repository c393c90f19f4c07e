"""One rule: exactly one verb with its parameters, and modifiers beside it."""

from __future__ import annotations

from mneme_cli.decisions.shapes.parts import ref
from mneme_cli.model import day
from mneme_cli.model.corpus import Clause
from mneme_cli.model.rule import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mneme_cli.decisions.reading.track import Walk

_EXCEPT = "except: {src/shop/legacy.py: moves out with SHOP-812}"
_WHY = {
    "oneOf": [
        ref("prose"),
        {
            "type": "object",
            "properties": {
                "because": ref("prose", description="Why it is excused.", **{"x-example": "because: …"}),
                "hide": {
                    "type": "boolean",
                    "description": "Take the edge out before chains are sought, as if it were not there.",
                },
                "may_be_empty": {
                    "type": "boolean",
                    "description": "It bounds what the rule is about, and may excuse nothing: no W-UNUSED.",
                },
            },
            "required": ["because"],
            "additionalProperties": False,
        },
    ],
    "x-example": "src/shop/legacy.py: moves out with SHOP-812",
}
MODIFIERS: dict[str, Any] = {
    "in": ref("places", description="Where the rule speaks, within the decision's scope."),
    "except": {
        "type": "object",
        "description": "What is excused, and why: a file, an edge `a -> b`, a target `-> b`.",
        "additionalProperties": _WHY,
        "propertyNames": {"pattern": r"\S"},
        "x-example": _EXCEPT,
    },
    "when": ref("when"),
    "begins": ref("day", description="The day this rule begins, if later than its decision."),
    "level": {
        "enum": list(LEVELS),
        "description": "advise never blocks; normal is the default; final stops lower authority.",
    },
    "waivable_by": ref("names", description="Who may approve a waiver of this rule. Empty means nobody."),
    "say": ref("prose", description="What to do instead."),
    "may_be_empty": {"type": "boolean", "description": "Quiets E-EMPTY for this rule."},
}


def schema(verbs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of one rule, given the schema of each verb."""
    shape = {
        "type": "object",
        "properties": {**verbs, **MODIFIERS},
        "additionalProperties": False,
        "x-verbs": list(verbs),
        "x-example": "no-orm: {forbid: {imports: [sqlalchemy]}}",
    }
    return {**shape, "oneOf": [{"required": [verb]} for verb in verbs]} if verbs else shape


def clauses(walk: Walk, rules: Mapping[str, Any], verbs: Mapping[str, Any], owner: str) -> tuple[Clause, ...]:
    """Make the rules in which nothing is wrong."""
    return tuple(made(walk, key, rule, verbs, owner) for key, rule in rules.items() if not walk.broken("rules", key))


def made(walk: Walk, key: str, rule: Mapping[str, Any], verbs: Mapping[str, Any], owner: str) -> Clause:
    """Make one rule of what was read; without a verb it is the draft of one."""
    verb = next((word for word in rule if word in verbs), "")
    return Clause(
        id=f"{owner}#{key}",
        verb=verb,
        params=rule.get(verb),
        inside=tuple(rule.get("in", ())),
        excuses=tuple(_excuse(what, why) for what, why in rule.get("except", {}).items()),
        standing=tuple(what for what, why in rule.get("except", {}).items() if _stands(why)),
        when=rule.get("when", {}),
        begins=day.parse(rule["begins"]) if "begins" in rule else 0,
        level=rule.get("level", "normal"),
        waivable_by=tuple(rule.get("waivable_by", ())),
        say=rule.get("say", ""),
        may_be_empty=rule.get("may_be_empty", False),
        place=walk.place("rules", key),
        places=walk.places("rules", key),
    )


def _excuse(what: str, why: Any) -> tuple[str, str, bool]:
    return (what, why, False) if isinstance(why, str) else (what, why["because"], why.get("hide", False))


def _stands(why: Any) -> bool:
    return not isinstance(why, str) and bool(why.get("may_be_empty", False))
