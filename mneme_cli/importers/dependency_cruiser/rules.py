"""One rule of dependency-cruiser as one of ours, or the reason why not.

https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers._draft import clause
from mneme_cli.importers.dependency_cruiser.patterns import Globs, globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.importers.dependency_cruiser.targets import far, listed, targets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.corpus import Clause

NEVER = {
    "orphan": "a file that neither imports nor is imported; `limit: {metric: fan_in, at_least: 1}` asks for half of it",
    "moreUnstable": "there is no rule about instability here",
    "license": "licences are not read here",
    "licenseNot": "licences are not read here",
    "exoticallyRequired": "wrappers of require are not read here",
    "exoticRequire": "wrappers of require are not read here",
    "exoticRequireNot": "wrappers of require are not read here",
    "moreThanOneDependencyType": "an import has one place in a manifest here",
    "ancestor": "whether a folder lies above another has no glob",
}
_PACKAGES = ("npm-dev", "npm-no-pkg", "npm-unknown", "npm-optional", "npm-peer", "npm-bundled", "deprecated")
_TYPES = ("type-only", "type-import")
_CYCLE = "mneme takes the edges out first and then looks for circles: it finds circles behind other circles"
_MANIFEST = "it is about where a package is declared: see the verbs undeclared, unused and dev_only"
_FOLDER = "module is what rules speak of here, not folder"


class Made(NamedTuple):
    """A rule of ours, and how well it says theirs. why: the way it is approximate."""

    clause: Clause
    why: str = ""


def rule(sort: str, given: Mapping[str, Any]) -> tuple[Clause | None, Row]:
    """Translate one rule. sort: forbidden | required."""
    name = str(given.get("name", f"an unnamed {sort} rule"))
    if given.get("severity") == "ignore":
        return None, Row(name, sort, NOT, "its severity is `ignore`: dependency-cruiser does not look at it either")
    try:
        made = _required(name, given) if sort == "required" else _forbidden(name, given)
    except UnsaidError as reason:
        return None, Row(name, sort, NOT, str(reason))
    level = "normal" if given.get("severity", "warn") == "error" else "advise"
    said = " ".join(str(given.get("comment", "")).split())
    return made.clause._replace(level=level, say=said), Row(name, sort, ABOUT if made.why else EXACT, made.why)


def _forbidden(name: str, given: Mapping[str, Any]) -> Made:
    if given.get("scope") == "folder":
        raise UnsaidError(_FOLDER)
    if "module" in given:
        return _dependents(name, given["module"])
    source, to = _map(given, "from"), _map(given, "to")
    for key in (*source, *to):
        if key in NEVER:
            raise UnsaidError(f"{key}: {NEVER[key]}")
    near = _near(source)
    when = _when(to)
    if "circular" in to:
        return _circular(name, to, near, when)
    if to.get("couldNotResolve"):
        made = clause(name, "forbid", {"unresolved": True}, when=when, **near.more)
        return Made(made, _and(near.why, "only an import that is ours by name and leads nowhere"))
    if to.get("reachable") is False:
        raise UnsaidError("reachable: false asks for code that nothing leads to, and there is no rule for that here")
    return _direct(name, to, near, when)


class _Near(NamedTuple):
    more: dict[str, Any]
    captures: tuple[str, ...]
    why: str


def _near(source: Mapping[str, Any], excuses: tuple[tuple[str, str, bool], ...] = ()) -> _Near:
    """Read `from` (or `module`): where the rule speaks, and what it leaves out."""
    _only(source, ("path", "pathNot"))
    inside = globs(source["path"]) if "path" in source else Globs(())
    out = globs(source["pathNot"]) if "pathNot" in source else Globs(())
    if out.losses:
        raise UnsaidError("pathNot: " + "; ".join(out.losses))
    left = tuple((text, "pathNot of `from`", False) for text in out.texts)
    more = {"inside": inside.texts, "excuses": (*left, *excuses)}
    return _Near(more, inside.captures, "; ".join(inside.losses))


def _direct(name: str, to: Mapping[str, Any], near: _Near, when: dict[str, list[str]]) -> Made:
    """Read a ban on single imports, or with `reachable: true` on chains."""
    _only(
        to, ("path", "pathNot", "reachable", "dynamic", "dependencyTypes", "dependencyTypesNot", "preCompilationOnly")
    )
    aimed, left = far(to, near.captures)
    word = "reaches" if to.get("reachable") else "imports"
    params: dict[str, Any] = {word: list(aimed.texts)}
    if word == "imports":
        params["through"] = False
    more = dict(near.more)
    more["excuses"] = (*more["excuses"], *((f"-> {text}", "pathNot of `to`", False) for text in left.texts))
    return Made(clause(name, "forbid", params, when=when, **more), _and(near.why, *aimed.losses))


def _circular(name: str, to: Mapping[str, Any], near: _Near, when: dict[str, list[str]]) -> Made:
    """Read a ban on circles; conditions on what lies in between become edges that do not count."""
    if not to["circular"]:
        raise UnsaidError("circular: false asks for imports that are in no circle, and there is no rule for that here")
    _only(to, ("circular", "via", "viaOnly", "dependencyTypes", "dependencyTypesNot"))
    for key in ("via", "viaOnly"):
        for inner, value in _map(to, key).items():
            if (
                inner != "dependencyTypesNot"
                or key == "via"
                or not set(listed(value)) <= {*_TYPES, "pre-compilation-only"}
            ):
                raise UnsaidError(f"{key}.{inner}: which circles count cannot depend on what lies in them")
            when = {"not": ["type"]}
    return Made(clause(name, "acyclic", {"by": "file"}, when=when, **near.more), _and(near.why, _CYCLE))


def _dependents(name: str, module: Mapping[str, Any]) -> Made:
    """Read a bound on how many files import one."""
    near = _near({key: value for key, value in module.items() if key in ("path", "pathNot")})
    bounds = {"numberOfDependentsLessThan": "at_least", "numberOfDependentsMoreThan": "at_most"}
    _only(module, ("path", "pathNot", *bounds))
    params: dict[str, Any] = {"metric": "fan_in"}
    params |= {bounds[key]: int(module[key]) for key in bounds if key in module}
    return Made(clause(name, "limit", params, **near.more), near.why)


def _required(name: str, given: Mapping[str, Any]) -> Made:
    near, to = _near(_map(given, "module")), _map(given, "to")
    _only(to, ("path", "reachable"))
    aimed = targets(listed(to.get("path", ".*")))
    word = "reaches" if to.get("reachable") else "imports"
    return Made(clause(name, "require", {word: list(aimed.texts)}, **near.more), _and(near.why, *aimed.losses))


def _when(to: Mapping[str, Any]) -> dict[str, list[str]]:
    """Read which kinds of imports count."""
    when: dict[str, list[str]] = {}
    if "dynamic" in to:
        when["edges" if to["dynamic"] else "not"] = ["dynamic"]
    if to.get("preCompilationOnly"):
        when.setdefault("edges", []).append("type")
    for key, word in (("dependencyTypes", "edges"), ("dependencyTypesNot", "not")):
        given = listed(to.get(key, []))
        if odd := [each for each in given if each not in _TYPES]:
            raise UnsaidError(
                f"{key} {odd[0]}: {_MANIFEST if odd[0] in _PACKAGES else 'there is no such kind of import here'}"
            )
        if given:
            when.setdefault(word, []).append("type")
    return when


def _map(given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = given.get(key, {})
    return found if isinstance(found, dict) else {}


def _only(given: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in given:
        if key not in keys:
            raise UnsaidError(f"{key}: {NEVER.get(key, 'there is nothing like it here')}")


def _and(*reasons: str) -> str:
    return "; ".join(dict.fromkeys(each for each in reasons if each))
