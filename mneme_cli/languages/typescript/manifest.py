"""What package.json files say: workspaces, `exports`, `imports`, main files, from the output back to the source."""

from __future__ import annotations

from mneme_cli.languages.typescript.probe import joined
from mneme_cli.languages.typescript.ranges import holds
from mneme_cli.model.glob import matches
from mneme_cli.model.jsonc import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from mneme_cli.model.tree import Tree

OUTPUT = frozenset("dist lib build out es esm cjs umd types typings dist-types output _build module commonjs".split())  # noqa: SIM905
"""Folders that compilers write to."""
_SOURCE = ("source", "src", "development", "bun", "types", "typings", "import", "module", "default", "node", "require")
"""Conditions in the order in which their targets are tried: what leads to source first."""
_MAINS = ("source", "types", "typings", "module", "main")
_ENDS = (".d.ts", ".d.mts", ".d.cts", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".tsx")
_LINKS = ("file:", "link:", "portal:", "workspace:.")
_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


def dependencies(package: Mapping[str, Any]) -> dict[str, str]:
    """Return every package that a manifest asks for, with what it says about the version."""
    out: dict[str, str] = {}
    for field in _DEPENDENCIES:
        said = package.get(field)
        for name, version in said.items() if isinstance(said, dict) else ():
            out.setdefault(name, version if isinstance(version, str) else "")
    return out


def linked(folder: str, package: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (name, folder) of dependencies that lie in this repository by path."""
    for name, version in dependencies(package).items():
        start = next((each for each in _LINKS if version.startswith(each)), "")
        place = joined(folder, version[version.find(":") + 1 :]) if start else None
        if place:
            yield name, f"{place.rstrip('/')}/"


def wanted(package: Mapping[str, Any]) -> dict[str, str]:
    """Return what is installed for a package: what it asks of its peers is left to others."""
    return dependencies({name: value for name, value in package.items() if name != "peerDependencies"})


def other_name(asked: str) -> str:
    """Return which member of a workspace a dependency is under another name: `workspace:@acme/core@*`; "" = none.

    https://pnpm.io/workspaces#referencing-workspace-packages-through-aliases
    """
    name, at, _ = asked.removeprefix("workspace:").rpartition("@")
    return name if at and asked.startswith("workspace:") else ""


def published(asked: str, version: Any) -> bool:
    """Tell whether a dependency is installed from a registry, though a package of this name lies here.

    version: of that package, None = it cannot be linked; one that only a release fills in fits whatever is asked.
    """
    if ":" in asked:
        return asked.startswith(("npm:", "http:", "https:", "git"))
    if version is None:
        return True
    tag = not any(each.isdigit() for each in asked)
    return not tag and not str(version).startswith("0.0.0") and not holds(asked, str(version))


def members(tree: Tree, folder: str, package: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the globs of workspace folders that a folder's manifests declare; () = it is no workspace."""
    said = package.get("workspaces")
    said = said.get("packages") if isinstance(said, dict) else said
    out = [each for each in said if isinstance(each, str)] if isinstance(said, list) else []
    if tree.has(f"{folder}pnpm-workspace.yaml"):
        out += _pnpm(tree.read(f"{folder}pnpm-workspace.yaml"))
    if not out and tree.has(f"{folder}lerna.json"):
        packages = read(tree.read(f"{folder}lerna.json")).get("packages")
        out = [each for each in packages if isinstance(each, str)] if isinstance(packages, list) else []
    return tuple(out)


def belongs(inner: str, globs: tuple[str, ...]) -> bool:
    """Tell whether a folder below a workspace's root (without slash) is a member of it."""
    found = False
    for glob in globs:
        plain = glob.removeprefix("!").removeprefix("./").rstrip("/")
        if matches(plain, inner):
            found = not glob.startswith("!")
    return found


def _pnpm(raw: bytes) -> list[str]:
    from yaml import YAMLError, safe_load

    try:
        said = safe_load(raw.decode("utf-8-sig", "replace"))
    except (YAMLError, RecursionError, ValueError):
        return []
    packages = said.get("packages") if isinstance(said, dict) else None
    return [each for each in packages if isinstance(each, str)] if isinstance(packages, list) else []


def exports(
    folder: str, package: Mapping[str, Any], out: str, root: str, conditions: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield (subpath pattern, target) of `exports` in the order to be tried, main files under the pattern "".

    A target "" says that the pattern leads nowhere.  conditions: what tsconfig files ask for beside the usual ones.
    """
    said = package.get("exports")
    table = said if isinstance(said, dict) and any(key.startswith(".") for key in said) else {".": said}
    for pattern, value in table.items() if said is not None else ():
        star = "*" if pattern.endswith("/") else ""
        for target in _sourced(_leaves(value, conditions), folder, out, root) or [""]:
            yield pattern + star, target + (star if target else "")
    mains = [main for field in _MAINS if isinstance(main := package.get(field), str)]
    for target in _sourced(mains, folder, out, root):
        yield "", target


def internals(
    folder: str, package: Mapping[str, Any], out: str, root: str, conditions: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield (pattern, target) of `imports`; a target that is a specifier of its own begins with a colon."""
    said = package.get("imports")
    for pattern, value in said.items() if isinstance(said, dict) else ():
        leaves = _leaves(value, conditions)
        for target in _sourced([leaf for leaf in leaves if leaf.startswith(".")], folder, out, root):
            yield pattern, target
        for leaf in leaves:
            if not leaf.startswith("."):
                yield pattern, f":{leaf}"


def _leaves(value: Any, conditions: Collection[str], depth: int = 0) -> list[str]:
    """Return the targets of nested conditions, those that lead to source first."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and depth < 10:
        return [leaf for each in value for leaf in _leaves(each, conditions, depth + 1)]
    if not isinstance(value, dict) or depth >= 10:
        return []
    order = sorted(value, key=lambda name: -2 if name in conditions else _rank(name))
    return [leaf for key in order for leaf in _leaves(value[key], conditions, depth + 1)]


def _rank(condition: str) -> int:
    if condition in _SOURCE:
        return _SOURCE.index(condition)
    return -1 if "source" in condition or "/" in condition else len(_SOURCE)


def _sourced(leaves: list[str], folder: str, out: str, root: str) -> list[str]:
    """Put in front of each target the sources it may be built from."""
    found: dict[str, None] = {}
    for leaf in leaves:
        place = joined(folder, leaf)
        if place is None:
            continue
        found |= dict.fromkeys([*_sources(place, folder, out, root)])
    return [*found, *(place for leaf in leaves if (place := joined(folder, leaf)) is not None and place not in found)]


def _sources(place: str, folder: str, out: str, root: str) -> Iterator[str]:
    stem = place.removesuffix(next((end for end in _ENDS if place.endswith(end)), ""))
    if out and stem.startswith(out):
        yield (root or f"{folder}src/") + stem[len(out) :]
    parts = stem[len(folder) :].split("/")
    first = next((at for at, part in enumerate(parts) if part not in OUTPUT), len(parts))
    if 0 < first < len(parts):
        rest = "/".join(parts[first:])
        yield from (rest and f"{folder}src/{rest}", folder + rest) if parts[first] != "src" else (folder + rest,)
