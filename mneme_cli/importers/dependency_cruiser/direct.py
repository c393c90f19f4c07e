"""A rule of dependency-cruiser on single imports or chains: a ban, or a closed list where only `pathNot` is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers._draft import clause
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.importers.dependency_cruiser.sorts import REST, UNDECLARED, narrowed, sorts
from mneme_cli.importers.dependency_cruiser.targets import NOWHERE, far
from mneme_cli.model.glob import matches, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.importers.dependency_cruiser.patterns import Globs
    from mneme_cli.importers.dependency_cruiser.sorts import Sorts
    from mneme_cli.model.corpus import Clause
    from mneme_cli.model.tree import Tree

ASKED = ("path", "pathNot", "reachable", "dynamic", "dependencyTypes", "dependencyTypesNot", "preCompilationOnly")
OWN = "files that are themselves what the rule is about may import each other here"
_ALL = "a ban on every import of every file: what is left of it has no rule here"
_DECLARED = {
    "dev_only": (("npm-dev",), "tests may import what they like here, and so may types"),
    "undeclared": (UNDECLARED, "a manifest above the file declares it, in whatever group, or it is not declared"),
}
_OUTSIDE = {"pkg:": "packages", "std:": "std"}


class Near(NamedTuple):
    """The importing side. more: modifiers of the rule.  captures: names that it binds.  why: how it is approximate."""

    more: dict[str, Any]
    captures: tuple[str, ...]
    why: str


class Made(NamedTuple):
    """A rule of ours, and how well it says theirs. why: the way it is approximate."""

    clause: Clause
    why: str = ""


def direct(name: str, to: Mapping[str, Any], near: Near, tree: Tree) -> Made:
    """Read a ban on single imports, or with `reachable: true` on chains.

    Raises:
        UnsaidError: there is no rule that says it.
    """
    sort = sorts(to)
    if sort.written:
        if odd := [key for key in to if key not in ("dependencyTypes", "dynamic")]:
            raise UnsaidError(f"{odd[0]}: how an import is spelled is asked by a rule of its own here")
        return Made(clause(name, "forbid", {"written": list(sort.written)}, when=sort.when, **near.more), near.why)
    aimed, left = far(to, near.captures)
    word = "reaches" if to.get("reachable") else "imports"
    if word == "imports" and not to.get("path") and set(sort.only) <= {"local", "localmodule"}:
        return _closed(name, left, near, sort)
    for verb, (sections, why) in _DECLARED.items():
        if sort.only and set(sort.only) <= set(sections) and not to.get("path"):
            return _declared(name, verb, left, near, sort)._replace(why=together(near.why, why))
    aimed = narrowed(aimed, to, sort, tree)
    return _banned(name, word, (aimed, left), near, sort)


def _banned(name: str, word: str, sides: tuple[Globs, Globs], near: Near, sort: Sorts) -> Made:
    """Say what is meant as a ban, and what is left out as exceptions to it."""
    aimed, left = sides
    params: dict[str, Any] = {word: list(aimed.texts)} | ({"through": False} if word == "imports" else {})
    worlds = {_world(text) for text in aimed.texts}
    out = tuple((f"-> {text}", "pathNot of `to`", False) for text in left.texts if _world(text) in worlds)
    more = near.more | {"excuses": (*near.more["excuses"], *out)}
    losses = [each for each in aimed.losses if each != NOWHERE or not sort.only]
    losses += [OWN] if word == "imports" and meets(aimed.texts, near) else []
    return Made(clause(name, "forbid", params, when=sort.when, **more), together(near.why, *losses))


def _closed(name: str, left: Globs, near: Near, sort: Sorts) -> Made:
    """Say "nothing but" as a closed list: what `pathNot` leaves out is what may be imported."""
    lists: dict[str, list[str]] = {"imports": [], "packages": [], "std": []}
    for text in left.texts:
        lists[_OUTSIDE.get(text[:4], "imports")].append(text)
    out = {"npm": "packages", "core": "std", "local": "imports"}
    shut = {out[each] for each in sort.out if each in out} | ({"packages", "std"} if sort.only else set())
    shut |= {word for word in ("packages", "std") if any("*" in text or text == "std:node" for text in lists[word])}
    params = {word: texts for word, texts in lists.items() if word not in shut}
    if not params or (not near.more["inside"] and "imports" in params):
        raise UnsaidError(_ALL)
    losses = [] if sort.only else [NOWHERE]
    losses += [REST] if "npm" in sort.out and not {"npm-dev", "npm-peer", "npm-optional"} <= set(sort.out) else []
    losses += [OWN] if "imports" in params and not _covered(near.more["inside"], params["imports"]) else []
    return Made(clause(name, "only", params, when=sort.when, **near.more), together(near.why, *losses))


def _declared(name: str, verb: str, left: Globs, near: Near, sort: Sorts) -> Made:
    """Say where packages are declared by the verb for it."""
    but = [text for text in left.texts if text.startswith("pkg:")]
    return Made(clause(name, verb, {"but": but} if but else True, when=sort.when, **near.more))


def _covered(inside: Iterable[str], left: Iterable[str]) -> bool:
    """Tell whether the importing files are all on the list."""
    inner = [text.removeprefix("./").replace("**", "x/x").replace("*", "x") for text in inside]
    return all(any(matches(text.removeprefix("./"), each) for text in left) for each in inner)


def meets(aimed: Iterable[str], near: Near) -> bool:
    """Tell whether a file may be importer and target at once: such files are one part here, and know each other."""
    files = [text.removeprefix("./") for text in aimed if not _world(text) and "{" not in text]
    spared = {what for what, _, _ in near.more["excuses"]}
    inside = [text.removeprefix("./") for text in near.more["inside"]]
    if not inside:
        return any(text not in spared and f"./{text}" not in spared for text in files)
    return any(_nested(one, two) for one in files for two in inside)


def _nested(far_: str, near: str) -> bool:
    if "**" not in far_ and far_.count("/") < near.count("/"):
        return False  # what is meant lies higher than any importer
    one, two = stem(far_), stem(near)
    return one.startswith(two) or two.startswith(one)


def _world(text: str) -> str:
    return text[:4] if text.startswith(("pkg:", "std:")) else ""


def together(*reasons: str) -> str:
    """Join reasons, each once."""
    return "; ".join(dict.fromkeys(each for each in reasons if each))
