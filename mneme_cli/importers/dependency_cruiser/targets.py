"""What a rule of dependency-cruiser forbids or asks for: files, other captures, packages, what node brings along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mneme_cli.importers.dependency_cruiser.patterns import Globs, globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.languages.typescript.std import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGES = ("pkg:npm/*", "pkg:npm/*.**")
"""Every package: names with a dot in them need a pattern of their own."""
CORE = ("std:node",)
_NEITHER = "a glob of packages and of files at once"
_NODE = r"node_modules/"
_BARE = re.compile(r"\^?\(?/?node_modules/?\)?")
_INSIDE = "files inside installed packages have no path here"
_PREFIX = "std:node/{} is {} as well"
NOWHERE = "an import that leads nowhere does not count here"


def far(to: Mapping[str, Any], captures: tuple[str, ...]) -> tuple[Globs, Globs]:
    """Read the target: what is meant, and what is left out. `$1` left out of a captured segment is "any other"."""
    paths, outs = patterns(to.get("path", [])), patterns(to.get("pathNot", []))
    if captures and any(re.search(r"\$\d", out) for out in outs):
        return _others(paths, outs)
    return (targets(paths) if paths else everything()), left(outs)


def everything() -> Globs:
    """Return all that can be imported: what a rule without `path` is about."""
    return Globs(("**", *PACKAGES, *CORE), (NOWHERE,))


def left(outs: list[str]) -> Globs:
    """Read what is left out; a loss there would forbid more than the rule does, so there may be none.

    Raises:
        UnsaidError: something is left out that no glob says exactly.
    """
    whole = [out for out in outs if _BARE.fullmatch(out)]
    rest = targets([out for out in outs if out not in whole])
    if lost := [each for each in rest.losses if each != _INSIDE]:
        raise UnsaidError("pathNot: " + "; ".join(lost))
    return Globs((*(PACKAGES if whole else ()), *rest.texts))


def _others(paths: list[str], outs: list[str]) -> tuple[Globs, Globs]:
    """Read `pathNot` with a capture in it: another folder than the importer's own."""
    for at, out in enumerate(outs):
        head, mark, tail = out.partition("$1")
        rest = left([each for place, each in enumerate(outs) if place != at])
        for path in paths if mark else ():
            more = targets([each for each in paths if each != path]) if len(paths) > 1 else Globs(())
            if path == f"{head}([^/]+){tail}":
                found = globs(out, unlike=True)
            elif head.strip("^") and path.strip("^") == head.strip("^") and tail == "/" and path.startswith("^"):
                found = globs([f"{path}[^/]+$", f"{path}$1/"], unlike=True)  # also what lies in no folder
                lost = () if head.startswith("^") else ("pathNot is read from the beginning of a path",)
                found = found._replace(losses=found.losses + lost)
            else:
                continue
            return Globs((*found.texts, *more.texts), (*found.losses, *more.losses)), rest
    raise UnsaidError("pathNot has `$1` in another place than path has its group")


def targets(paths: list[str]) -> Globs:
    """Read paths of targets: a folder of node_modules is a package, and `^fs$` is what node brings along."""
    texts: list[str] = []
    losses: list[str] = []
    for path in paths:
        whole = Globs(PACKAGES) if _BARE.fullmatch(path) else None
        found = whole or (_packages(path) if _NODE in path else _files(path))
        texts += found.texts
        losses += found.losses
    return Globs(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(losses)))


def _files(path: str) -> Globs:
    core = builtin(path)
    wide = [other for name in core for other in sorted(NAMES) if other.startswith(f"{name}/") and other not in core]
    losses = (_PREFIX.format(wide[0].partition("/")[0], wide[0]),) if wide else ()
    bare = re.fullmatch(r"\^([\w/]+)\$", path)
    if bare and core:  # a name without a suffix is no file of ours
        return Globs(tuple(f"std:node/{name}" for name in core), losses)
    found = globs(path)
    open_ = () if path.startswith("^") or found.texts == ("**",) else (_INSIDE,)
    return Globs((*found.texts, *(f"std:node/{name}" for name in core)), (*found.losses, *losses, *open_))


def builtin(path: str) -> list[str]:
    """Return the names of node's own modules that an expression matches."""
    try:
        found = re.compile(path)
    except re.error:
        return []
    return sorted(name for name in NAMES if found.search(name)) if path != ".*" else []


def _packages(path: str) -> Globs:
    head, _, names = path.partition(_NODE)
    if head.strip("^(/|)"):
        raise UnsaidError(_NEITHER)
    texts, losses = [], []
    if re.fullmatch(r"(\[\^/\]\+/?|\.[*+])?\)?\$?", names):
        return Globs(PACKAGES)
    for each in globs("^" + names.removesuffix("(/|$)").removesuffix("(?:/|$)")).texts:
        texts += [_package(each)] if _package(each) else []
        losses += [] if path.endswith(("/", "$", ")")) else ["a package whose name only begins so is not meant"]
    return Globs(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(losses)))


def _package(glob: str) -> str:
    if glob.endswith("*/**") and glob not in ("*/**", "@*/**") and not glob.endswith("/*/**"):
        return ""  # the second half of a name that is left open: its first half says it
    name = glob.removeprefix("./").removesuffix("/**")
    name = name if name.endswith("/*") else name.removesuffix("*").rstrip("/")
    if "{" in name or not name or "**" in name:
        raise UnsaidError("a capture over the names of packages has no selector; name them")
    return f"pkg:npm/{name}"


def listed(value: Any) -> list[str]:
    """Read one text or a list of them as a list."""
    return [value] if isinstance(value, str) else list(value)


def patterns(value: Any) -> list[str]:
    """Read expressions one by one: dependency-cruiser's output joins a list of them with `|`."""
    return [part for text in listed(value) for part in _parts(text)]


def _parts(text: str) -> list[str]:
    """Split at every `|` that stands in no group and in no set."""
    parts, depth, inside = [""], 0, False
    for char in re.findall(r"\\.|.", text):
        depth += 0 if inside else (char == "(") - (char == ")")
        inside = char == "[" or (inside and char != "]")
        if char == "|" and not depth and not inside:
            parts.append("")
        else:
            parts[-1] += char
    return parts
