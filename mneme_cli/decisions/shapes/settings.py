"""mneme.yaml: its schema, and the `Settings` made from what was read. Every key has a default."""

from __future__ import annotations

from mneme_cli.decisions.shapes.parts import DEFS, EXTRA, ref
from mneme_cli.model.corpus import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mneme_cli.decisions.reading.track import Walk

_COMPONENT = {
    "oneOf": [
        ref("places"),
        {
            "type": "object",
            "properties": {
                "match": ref("places", **{"x-example": "match: src/shop/web/**"}),
                "but": ref("places", **{"x-example": "but: src/shop/web/gen/**"}),
                "tags": ref("names"),
            },
            "required": ["match"],
            "additionalProperties": False,
        },
    ],
    "x-example": "web: src/shop/web/**",
}
_PACK = {
    "type": "object",
    "properties": {
        "name": ref("id", description="Its prefix: ids become name:ADR-3.", **{"x-example": "name: org"}),
        "git": ref("line", description="Where it comes from."),
        "commit": {"type": "string", "pattern": "^[0-9a-f]{40}$", "x-what": "a full commit id (40 hex digits)"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "x-what": "a sha256 digest (64 hex digits)"},
    },
    "required": ["name"],
    "additionalProperties": False,
    "x-example": "{name: org, git: …, commit: …, sha256: …}",
}
_PACKET = {
    "type": "object",
    "properties": {
        "budget": {"type": "integer", "minimum": 100, "description": "Tokens; by default 2000."},
        "format": {"enum": ["markdown", "json", "agents-md", "cursor-rules"]},
    },
    "additionalProperties": False,
}


def _words(description: str, example: str) -> dict[str, Any]:
    """A map from names of the author's own to one line of text."""
    return {
        "type": "object",
        "description": description,
        "additionalProperties": ref("line"),
        "propertyNames": {"pattern": r"\S"},
        "x-example": example,
    }


_IMPORTS = "Import name → distribution; it comes before what manifests, locks and a shipped table tell."
SCHEMA: dict[str, Any] = {
    "title": "mneme.yaml",
    "type": "object",
    "properties": {
        "decisions": ref("places", description="Folders of decisions; by default docs/decisions."),
        "components": {
            "type": "object",
            "description": "Names for parts of the code: `name: selector`, `[selectors]` or `{match, tags}`.",
            "additionalProperties": _COMPONENT,
            "propertyNames": {**DEFS["id"]},
            "x-example": "components: {web: src/shop/web/**}",
        },
        "tests": ref("selectors", description="Globs of test files; by default each language's own."),
        "source_roots": ref(
            "selectors", description="Folders in which modules begin, looked at before those that are detected."
        ),
        "imports": _words(_IMPORTS, "imports: {yaml: pyyaml}"),
        "exclude": ref("selectors", description="Files that are never an anchor, but still a target."),
        "extends": {"type": "array", "items": _PACK, "description": "Packs of decisions, vendored and pinned."},
        "approvers": ref("names", description="Who may approve waivers and changes of the policy."),
        "base": ref("line", description="The base branch."),
        "packet": _PACKET,
        "on_policy_change": {"enum": ["allow", "ask", "block"], "description": "By default ask."},
        "on_unparsed": {
            "enum": ["block", "warn"],
            "description": "A changed file that a rule governs and that cannot be parsed. By default block.",
        },
        "on_unresolved": {
            "enum": ["warn", "block", "allow"],
            "description": "An import that is ours by name or relative, and leads to no file. By default warn.",
        },
        "on_hook_failure": {"enum": ["allow", "deny"], "description": "By default allow."},
    },
    "patternProperties": EXTRA,
    "additionalProperties": False,
    "x-wrong": {
        "rules": "rules stand in decisions: docs/decisions/ADR-0001-title.yaml",
        "ignore": "write 'exclude'",
        "languages": "delete it: a file's suffix says in which language it is written",
        "checks": "delete it: a decision calls no command",
    },
    "$defs": DEFS,
}
_LISTS = ("decisions", "tests", "source_roots", "exclude", "approvers")
_WORDS = ("base", "on_policy_change", "on_unparsed", "on_unresolved", "on_hook_failure")
_MAPS = ("imports", "packet")


def build(walk: Walk, value: Mapping[str, Any]) -> Settings:
    """Make the settings; a key in which something is wrong keeps its default."""
    sound = {key: given for key, given in value.items() if not walk.broken(key)}
    given: dict[str, Any] = {key: tuple(sound[key]) for key in _LISTS if key in sound}
    given |= {key: sound[key] for key in (*_WORDS, *_MAPS) if key in sound}
    if "components" in value:
        given["components"] = _components(walk, value["components"] or {})
        out = {name: tuple(_parts(value["components"][name]).get("but", ())) for name in given["components"]}
        given["but"] = {name: texts for name, texts in out.items() if texts}
    if "extends" in sound:
        given["extends"] = tuple(sound["extends"])
    return Settings(**given, places=walk.places())


def _components(walk: Walk, written: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Bring the three ways to write a component to one, leaving out those in which something is wrong."""
    out = {}
    for name, given in written.items():
        if not walk.broken("components", name):
            parts = _parts(given)
            out[name] = (tuple(parts["match"]), tuple(parts.get("tags", ())))
    return out


def _parts(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, dict) else {"match": given}
