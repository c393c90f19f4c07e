"""The rule of Nx in a configuration of eslint, and a row for each of its options that is no constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.importers import EXACT, NOT, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RULES = ("@nx/enforce-module-boundaries", "@nrwl/nx/enforce-module-boundaries")
_CIRCLES = "Nx bans circles of projects without being told to: write `acyclic: {by: component}`"
_OTHERS = {
    "allow": "what may be imported whatever its tags: say each under `except` with its reason",
    "allowCircularSelfDependency": "whether a project may import itself by its own name is not asked here",
    "banTransitiveDependencies": "write `undeclared: true`",
    "buildTargets": "which targets build a project is not read here",
    "checkDynamicDependenciesExceptions": "imports of libraries that are loaded late are judged as all others",
    "checkNestedExternalImports": "what is inside a package is the package here",
    "enforceBuildableLibDependency": "which projects can be built is not read here: give them a tag, and write `only`",
    "ignoredCircularDependencies": "say each pair under `except` of `acyclic: {by: component}`",
}


def given_in(found: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the options of the rule, wherever it is switched on."""
    for block in [found, *(found.get("overrides", []) if isinstance(found, dict) else [])]:
        rules = block.get("rules", {}) if isinstance(block, dict) else {}
        for key in RULES:
            options = rules.get(key) if isinstance(rules, dict) else None
            given = options[1] if isinstance(options, list) and len(options) > 1 else {}
            if isinstance(given, dict):
                yield given


def options(found: Any) -> Iterator[Row]:
    """Yield a row for every other option of the rule."""
    for given in given_in(found):
        for key in sorted(given):
            if key == "depConstraints":
                continue
            off = given[key] in (False, None, [], "")
            why = _OTHERS.get(key, "Nx has no such option, or mneme does not know it")
            yield Row("", key, EXACT if off else NOT, "" if off else why)
    yield Row("", "circular dependencies", NOT, _CIRCLES)
