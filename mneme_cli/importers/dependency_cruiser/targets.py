"""What a rule of dependency-cruiser forbids or asks for: files, other captures, packages below node_modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.importers.dependency_cruiser.patterns import Globs, globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEITHER = "a glob of packages and of files at once"
_NODE = r"node_modules/"


def far(to: Mapping[str, Any], captures: tuple[str, ...]) -> tuple[Globs, Globs]:
    """Read the target: what is meant, and what is left out. `$1` left out of a captured segment is "any other"."""
    paths, outs = listed(to.get("path", ".*")), listed(to.get("pathNot", []))
    if any("$" in out.rstrip("$") for out in outs) and captures:
        for at, out in enumerate(outs):
            for path in paths:
                if (mark := out.find("$1")) >= 0 and path == out.replace("$1", "([^/]+)"):
                    peers = path[:mark] + "$1" + path[mark + len("([^/]+)") :]
                    rest = globs([each for place, each in enumerate(outs) if place != at])
                    others = [each for each in paths if each != path]
                    found = globs(peers, unlike=True)
                    more = targets(others) if others else Globs(())
                    return Globs((*found.texts, *more.texts), (*found.losses, *more.losses)), rest
        raise UnsaidError("pathNot has `$1` in another place than path has its group")
    rest = globs(outs)
    if rest.losses:
        raise UnsaidError("pathNot: " + "; ".join(rest.losses))
    return targets(paths), rest


def targets(paths: list[str]) -> Globs:
    """Read paths of targets: a folder of node_modules is a package."""
    texts: list[str] = []
    losses: list[str] = []
    for path in paths:
        if _NODE not in path:
            found = globs(path)
            texts += found.texts
            losses += found.losses
            continue
        head, _, names = path.partition(_NODE)
        if head.strip("^(/|)"):
            raise UnsaidError(_NEITHER)
        for each in globs("^" + names.removesuffix("(/|$)").removesuffix("(?:/|$)")).texts:
            texts += [_package(each)] if _package(each) else []
            losses += [] if path.endswith(("/", "$", ")")) else ["a package whose name only begins so is not meant"]
    return Globs(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(losses)))


def _package(glob: str) -> str:
    if glob.endswith("*/**") and glob != "*/**":
        return ""  # the second half of a name that is left open: its first half says it
    name = glob.removeprefix("./").removesuffix("/**").removesuffix("*").rstrip("/")
    if "*" in name or "{" in name or not name:
        raise UnsaidError("a pattern over the names of packages has no selector; name them")
    return f"pkg:npm/{name}"


def listed(value: Any) -> list[str]:
    """Read one text or a list of them as a list."""
    return [value] if isinstance(value, str) else list(value)
