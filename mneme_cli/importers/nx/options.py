"""The rule of Nx in a configuration of eslint, and a row for everything that it asks besides the constraints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.importers import EXACT, NOT, Row
from mneme_cli.importers._eslint import OFF, WARN, setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RULES = ("@nx/enforce-module-boundaries", "@nrwl/nx/enforce-module-boundaries")
CONSTRAINTS = "depConstraints"
CIRCLES, ITSELF, APPS, RELATIVE, LATE = (
    "circular dependencies",
    "imports of its own name",
    "imports of applications",
    "relative imports of projects",
    "imports of what is loaded late",
)
"""What Nx bans without being told to, as the table calls it."""
_ALWAYS = {
    CIRCLES: "Nx bans circles of projects without being told to: write `acyclic: {by: component}`",
    ITSELF: "Nx bans that a project imports itself by its name; that is not asked here",
    APPS: "Nx bans imports of applications: write `forbid: {imports: [...]}` with their components",
    RELATIVE: "Nx bans relative imports of another project; write `public` with the surface of each project",
    LATE: "Nx bans that what is loaded late is imported in the usual way too; that is not asked here",
}
_OTHERS = {
    "allow": "what may be imported whatever its tags: say each under `except` with its reason",
    "allowCircularSelfDependency": "whether a project may import itself by its own name is not asked here",
    "banTransitiveDependencies": "write `undeclared: true`",
    "buildTargets": "which targets build a project is not read here",
    "checkDynamicDependenciesExceptions": "imports of libraries that are loaded late are judged as all others",
    "checkNestedExternalImports": "what a project brings along from others is not asked here: write `reaches`",
    "enforceBuildableLibDependency": "which projects can be built is not read here: give them a tag, and write `only`",
    "ignoredCircularDependencies": "say each pair under `except` of `acyclic: {by: component}`",
}


def given_in(found: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the options of the rule, wherever it is switched on."""
    return (given for _, given in _on(found))


def warns(found: Any) -> bool:
    """Tell whether the rule only warns, wherever it is switched on: a level alone keeps the options from above."""
    return {level for level, _ in _on(found)} == {WARN}


def _on(found: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    more = found.get("overrides") if isinstance(found, dict) else None
    for block in [found, *(more if isinstance(more, list) else [])]:
        rules = block.get("rules", {}) if isinstance(block, dict) else {}
        for key in RULES:
            level, given = setting(rules.get(key) if isinstance(rules, dict) else None)
            if level != OFF:
                yield level, given


def options(found: Any) -> Iterator[Row]:
    """Yield a row for every other option of the rule, and for every other ban of it."""
    for given in given_in(found):
        for key in sorted(given):
            if key == CONSTRAINTS:
                continue
            off = given[key] in (False, None, [], "")
            why = _OTHERS.get(key, "Nx has no such option, or mneme does not know it")
            yield Row("", key, EXACT if off else NOT, "" if off else why)
    for what, why in _ALWAYS.items():
        yield Row("", what, NOT, why)
