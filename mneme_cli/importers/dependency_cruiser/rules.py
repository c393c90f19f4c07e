"""One rule of dependency-cruiser as one of ours, or the reason why not.

https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers._draft import clause
from mneme_cli.importers.dependency_cruiser.direct import ASKED, Made, Near, direct, meets, together
from mneme_cli.importers.dependency_cruiser.hoist import hoisted
from mneme_cli.importers.dependency_cruiser.patterns import Globs, globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.importers.dependency_cruiser.sorts import sorts
from mneme_cli.importers.dependency_cruiser.targets import listed, patterns, targets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.importers.dependency_cruiser.options import Options
    from mneme_cli.model.corpus import Clause
    from mneme_cli.model.tree import Tree

NEVER = {
    "orphan": "a file that neither imports nor is imported; `limit: {metric: fan_in, at_least: 1}` asks for half of it",
    "moreUnstable": "there is no rule about instability here",
    "license": "licences are not read here",
    "licenseNot": "licences are not read here",
    "exoticRequire": "wrappers of require are not read here",
    "exoticRequireNot": "wrappers of require are not read here",
    "moreThanOneDependencyType": "an import has one place in a manifest here",
    "ancestor": "whether a folder lies above another has no glob",
}
_TYPES = ("type-only", "type-import", "pre-compilation-only")
_CYCLE = "mneme takes the edges out first and then looks for circles: it finds circles behind other circles"
_COUNTED = "every file that imports one is counted here, and not only those that `from` names"
_UNSEEN = "dependency-cruiser sees no imports of this kind with these options, so the rule finds nothing"
_NOT_THERE = "only an import that is ours by name and leads nowhere; a package that is not installed is none"
_ANY_START = (
    "reachable: false from any file asks for code that nothing imports; write `limit: {metric: fan_in, at_least: 1}`"
)
_STARTS = "pathNot of `from`: where chains begin cannot be narrowed here"
_EACH = "a group in `from`: each file would have starts of its own, and here a rule has the same for all"
_ITSELF = "a file that `from` names counts as reached here"
_FOLDER = "module is what rules speak of here, not folder"


def rule(sort: str, given: Mapping[str, Any], options: Options, tree: Tree) -> tuple[Clause | None, Row]:
    """Translate one rule. sort: forbidden | required."""
    name = str(given.get("name", f"an unnamed {sort} rule"))
    if given.get("severity") == "ignore":
        return None, Row(name, sort, NOT, "its severity is `ignore`: dependency-cruiser does not look at it either")
    try:
        made = _required(name, given) if sort == "required" else _forbidden(name, given, tree)
        made = made._replace(clause=_seen(made.clause, options))
    except UnsaidError as reason:
        return None, Row(name, sort, NOT, str(reason))
    level = "normal" if given.get("severity", "warn") == "error" else "advise"
    said = " ".join(str(given.get("comment", "")).split())
    return made.clause._replace(level=level, say=said), Row(name, sort, ABOUT if made.why else EXACT, made.why)


def _seen(one: Clause, options: Options) -> Clause:
    """Let a rule see no more than dependency-cruiser does with its options."""
    edges, without = list(one.when.get("edges", ())), list(one.when.get("not", ()))
    edges_left = [each for each in edges if each not in options.without]
    if edges and not edges_left:
        raise UnsaidError(_UNSEEN)
    without += [each for each in options.without if each not in without]
    when = {key: value for key, value in (("edges", edges_left), ("not", without)) if value}
    chained = {"reaches", "reached_from"} & set(one.params if isinstance(one.params, dict) else ())
    chains = one.verb == "acyclic" or bool(chained)
    beyond = _beyond(one)
    mine = (each for each in options.excuses if not (beyond and each[0].startswith("->")))
    left = tuple((what, why, hide and chains) for what, why, hide in mine)
    return one._replace(when=when, excuses=(*one.excuses, *left))


def _beyond(one: Clause) -> bool:
    """Tell whether a rule is about packages alone, so that no file that is left out can be its target."""
    params = one.params if isinstance(one.params, dict) else {}
    targets = [text for word in ("imports", "reaches", "reached_from") for text in params.get(word, ())]
    packages = {"packages", "undeclared", "dev_only", "unresolved"} & {one.verb, *params}
    return bool(packages) or (bool(targets) and all(text.startswith(("pkg:", "std:")) for text in targets))


def _forbidden(name: str, given: Mapping[str, Any], tree: Tree) -> Made:
    if given.get("scope") == "folder":
        raise UnsaidError(_FOLDER)
    if "module" in given:
        return _dependents(name, given["module"], _map(given, "from"))
    source, to = hoisted(_map(given, "from"), _map(given, "to"))
    for key in (*source, *to):
        if key in NEVER:
            raise UnsaidError(f"{key}: {NEVER[key]}")
    if to.get("exoticallyRequired"):
        raise UnsaidError(f"exoticallyRequired: {NEVER['exoticRequire']}")
    to = {key: value for key, value in to.items() if key != "exoticallyRequired"}
    near = _near(source)
    if "circular" in to:
        return _circular(name, to, near, sorts(to).when)
    if to.get("couldNotResolve"):
        _only(to, ("couldNotResolve", "dynamic", "dependencyTypes", "dependencyTypesNot", "preCompilationOnly"))
        made = clause(name, "forbid", {"unresolved": True}, when=sorts(to).when, **near.more)
        return Made(made, together(near.why, _NOT_THERE))
    if to.get("reachable") is False:
        return _unreached(name, source, to)
    _only(to, ASKED)
    return direct(name, to, near, tree)


def _near(source: Mapping[str, Any], excuses: tuple[tuple[str, str, bool], ...] = ()) -> Near:
    """Read `from` (or `module`): where the rule speaks, and what it leaves out."""
    _only(source, ("path", "pathNot"))
    inside = globs(source["path"]) if "path" in source else Globs(())
    out = globs(source["pathNot"]) if "pathNot" in source else Globs(())
    if out.losses:
        raise UnsaidError("pathNot: " + "; ".join(out.losses))
    left = tuple((text, "pathNot of `from`", False) for text in out.texts)
    more = {"inside": inside.texts, "excuses": (*left, *excuses)}
    return Near(more, inside.captures, "; ".join(inside.losses))


def _unreached(name: str, source: Mapping[str, Any], to: Mapping[str, Any]) -> Made:
    """Read a ban on code that nothing leads to: a demand that something does."""
    _only(to, ("path", "pathNot", "reachable"))
    if "path" not in source:
        raise UnsaidError(_ANY_START)
    starts = globs(source["path"])
    if "pathNot" in source or starts.captures:
        raise UnsaidError(_STARTS if "pathNot" in source else _EACH)
    near = _near({key: value for key, value in to.items() if key != "reachable"})
    made = clause(name, "require", {"reached_from": list(starts.texts)}, **near.more)
    return Made(made, together(near.why, *starts.losses, *([_ITSELF] if meets(starts.texts, near) else ())))


def _circular(name: str, to: Mapping[str, Any], near: Near, when: dict[str, list[str]]) -> Made:
    """Read a ban on circles; conditions on what lies in between become edges that do not count."""
    if not to["circular"]:
        raise UnsaidError("circular: false asks for imports that are in no circle, and there is no rule for that here")
    _only(to, ("circular", "via", "viaOnly", "dependencyTypes", "dependencyTypesNot"))
    for key in ("via", "viaOnly"):
        for inner, value in _map(to, key).items():
            if inner != "dependencyTypesNot" or key == "via" or not set(listed(value)) <= set(_TYPES):
                raise UnsaidError(f"{key}.{inner}: which circles count cannot depend on what lies in them")
            when = {"not": ["type"]}
    return Made(clause(name, "acyclic", {"by": "file"}, when=when, **near.more), together(near.why, _CYCLE))


def _dependents(name: str, module: Mapping[str, Any], source: Mapping[str, Any]) -> Made:
    """Read a bound on how many files import one."""
    near = _near({key: value for key, value in module.items() if key in ("path", "pathNot")})
    bounds = {"numberOfDependentsLessThan": "at_least", "numberOfDependentsMoreThan": "at_most"}
    _only(module, ("path", "pathNot", *bounds))
    params: dict[str, Any] = {"metric": "fan_in"}
    params |= {bounds[key]: int(module[key]) for key in bounds if key in module}
    return Made(clause(name, "limit", params, **near.more), together(near.why, _COUNTED if source else ""))


def _required(name: str, given: Mapping[str, Any]) -> Made:
    near, to = _near(_map(given, "module")), _map(given, "to")
    _only(to, ("path", "reachable"))
    aimed = targets(patterns(to.get("path", ".*")))
    word = "reaches" if to.get("reachable") else "imports"
    return Made(clause(name, "require", {word: list(aimed.texts)}, **near.more), together(near.why, *aimed.losses))


def _map(given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = given.get(key, {})
    return found if isinstance(found, dict) else {}


def _only(given: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in given:
        if key not in keys:
            raise UnsaidError(f"{key}: {NEVER.get(key, 'there is nothing like it here')}")
