"""`dependencyTypes` and its like: how an import is written (kinds of edges), or where it leads (which universe)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers._json import quiet
from mneme_cli.importers.dependency_cruiser.patterns import Globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.importers.dependency_cruiser.targets import CORE, PACKAGES, builtin, listed, patterns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.tree import Tree

SECTIONS = {
    "npm": "dependencies",
    "npm-dev": "devDependencies",
    "npm-optional": "optionalDependencies",
    "npm-peer": "peerDependencies",
    "npm-bundled": "bundledDependencies",
}
_COMMENTS = ("jsdoc", "jsdoc-bracket-import", "jsdoc-import-tag")
_SLASHES = ("triple-slash-directive", "triple-slash-file-reference", "triple-slash-type-reference")
EDGES = {
    **dict.fromkeys(("type-only", "type-import", "pre-compilation-only", *_COMMENTS, *_SLASHES), "type"),
    "dynamic-import": "dynamic",
    "require": "require",
    "export": "reexport",
}
"""How an import is written → the kind of edge that it is here."""
_WRITTEN = {
    "aliased": ("alias", "base_url"),
    "aliased-subpath-import": ("alias",),
    "aliased-tsconfig": ("alias", "base_url"),
    "aliased-tsconfig-paths": ("alias",),
    "aliased-tsconfig-base-url": ("base_url",),
    "aliased-workspace": ("alias",),
    "aliased-webpack": ("alias",),
}
_FILES = ("local", "localmodule")
UNDECLARED = ("npm-no-pkg", "npm-unknown")
_NEVER = {
    "npm-no-pkg": "which packages no manifest declares is asked by a rule of its own here, `undeclared`",
    "npm-unknown": "which packages no manifest declares is asked by a rule of its own here, `undeclared`",
    "deprecated": "whether a package is deprecated stands in its registry, not in the repository",
}
_TODAY = "the packages that package.json lists today under {}; a later one has to be added"
REST = "a package that stands elsewhere than under dependencies is not meant here"
_GONE = "{} is no module of node's, and left out"


class Sorts(NamedTuple):
    """when: kinds of edges.  only, out: universes meant and left out, as dependency-cruiser names them.

    written: spellings that are meant.
    """

    when: dict[str, list[str]]
    only: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


def sorts(to: Mapping[str, Any]) -> Sorts:
    """Read which kinds of imports count.

    Raises:
        UnsaidError: a kind has no counterpart, or one list joins kinds that are different things here.
    """
    when: dict[str, list[str]] = {}
    for word, kind in (("dynamic", "dynamic"), ("preCompilationOnly", "type")):
        if word in to:
            when.setdefault("edges" if to[word] else "not", []).append(kind)
    if len(when.get("edges", ())) > 1:
        raise UnsaidError("an import that is dynamic and of types alone at once: `when` takes either")
    meant, out = listed(to.get("dependencyTypes", [])), listed(to.get("dependencyTypesNot", []))
    _checked(meant, out)
    for word, given in (("edges", meant), ("not", out)):
        if kinds := [EDGES[each] for each in given if each in EDGES]:
            when[word] = list(dict.fromkeys((*when.get(word, []), *kinds)))
    if set(when.get("edges", ())) & set(when.get("not", ())):
        raise UnsaidError("the same kind of import is meant and left out")
    written = tuple(dict.fromkeys(spelling for each in meant for spelling in _WRITTEN.get(each, ())))
    places = tuple(each for each in meant if each not in EDGES and each not in _WRITTEN)
    return Sorts(when, places, tuple(each for each in out if each not in EDGES), written)


def _checked(meant: list[str], out: list[str]) -> None:
    """Refuse kinds that have no counterpart, and lists that join what is asked by different rules here."""
    places = {*SECTIONS, *_FILES, "core"}
    nobody = UNDECLARED if set(meant) <= set(UNDECLARED) else ()
    if odd := [each for each in meant if each not in (*EDGES, *_WRITTEN, *places, *nobody)]:
        raise UnsaidError(f"dependencyTypes {odd[0]}: {_NEVER.get(odd[0], 'there is no such kind of import here')}")
    if odd := [each for each in out if each in ("import", "import-equals")]:
        raise UnsaidError(f"dependencyTypesNot {odd[0]}: there is no such kind of import here")
    groups = [group for group in (EDGES, _WRITTEN, places) if set(meant) & set(group)]
    if len(groups) > 1 or (set(out) & set(_WRITTEN)):
        raise UnsaidError("how an import is spelled and where it leads are asked by rules of their own here")


def narrowed(aimed: Globs, to: Mapping[str, Any], sort: Sorts, tree: Tree) -> Globs:
    """Keep of the targets what lies in the universes that are meant.

    Raises:
        UnsaidError: nothing is left.
    """
    files = [text for text in aimed.texts if not text.startswith(("pkg:", "std:"))]
    core = [text for text in aimed.texts if text.startswith("std:")]
    packages = [text for text in aimed.texts if text.startswith("pkg:")]
    losses = list(aimed.losses)
    if sort.only:
        core, losses = _core(core, to, losses) if "core" in sort.only else ([], losses)
        names = [each for each in sort.only if each in SECTIONS]
        packages = _declared(names, to, sort, tree) if names else []
        losses += [_TODAY.format(" and ".join(SECTIONS[each] for each in names))] if names else []
        files = files if set(sort.only) & set(_FILES) else []
    return _left(Globs((*files, *core, *packages), tuple(losses)), sort)


def _left(aimed: Globs, sort: Sorts) -> Globs:
    """Take out the universes that `dependencyTypesNot` names."""
    files = [text for text in aimed.texts if not text.startswith(("pkg:", "std:"))]
    core = [text for text in aimed.texts if text.startswith("std:")]
    packages = [text for text in aimed.texts if text.startswith("pkg:")]
    losses = list(aimed.losses)
    core = [] if "core" in sort.out else core
    files = [] if "local" in sort.out else files
    if packages == list(PACKAGES) and "npm" in sort.out:
        losses += [] if set(sort.out) >= {"npm-dev", "npm-peer", "npm-optional"} else [REST]
        packages = []
    if packages and (odd := [each for each in sort.out if each in _NEVER]):
        losses.append(f"{odd[0]} is meant here as well: {_NEVER[odd[0]]}")
    if not (files or core or packages):
        raise UnsaidError("nothing is left today that it could be about")
    wide = [each for each in losses if files or not each.startswith(("files inside", "'"))]
    return Globs((*files, *core, *packages), tuple(dict.fromkeys(wide)))


def _core(core: list[str], to: Mapping[str, Any], losses: list[str]) -> tuple[list[str], list[str]]:
    gone = [path.strip("^$") for path in patterns(to.get("path", [])) if not builtin(path)]
    return core or ([] if to.get("path") else list(CORE)), [*losses, *(_GONE.format(gone[0]) for _ in gone[:1])]


def _declared(sections: list[str], to: Mapping[str, Any], sort: Sorts, tree: Tree) -> list[str]:
    """Name the packages of some sections of every package.json, less those that also stand in one left out."""
    manifests = [path for path in tree.list() if f"/{path}".endswith("/package.json") and "node_modules/" not in path]
    found = [data for path in manifests if isinstance(data := quiet(path, tree.read(path)), dict)]
    names = {name for each in sections for data in found for name in _section(data, each)}
    names -= {name for each in sort.out if each in SECTIONS for data in found for name in _section(data, each)}
    paths, outs = patterns(to.get("path", [])), patterns(to.get("pathNot", []))
    kept = sorted(name for name in names if _meant(name, paths, True) and not _meant(name, outs, False))
    if not kept:
        raise UnsaidError(f"package.json lists nothing today under {SECTIONS[sections[0]]} that it could be about")
    return [f"pkg:npm/{name}" for name in kept]


def _section(data: Mapping[str, Any], sort: str) -> list[str]:
    listed_ = data.get(SECTIONS[sort], [])
    return [str(name) for name in listed_] if isinstance(listed_, (dict, list)) else []


def _meant(name: str, patterns: list[str], otherwise: bool) -> bool:
    try:
        return any(re.search(each, f"node_modules/{name}/") for each in patterns) if patterns else otherwise
    except re.error:
        raise UnsaidError("a pattern over packages that is none") from None
