"""What is wrong with a tsconfig.json or a package.json, as aliases that nobody knows let every rule on imports pass."""

from __future__ import annotations

from mneme_cli.languages.typescript.tsconfig import extends
from mneme_cli.manifests import _json
from mneme_cli.model.jsonc import plain, wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.languages.typescript.tsconfig import Configs
    from mneme_cli.model.tree import Tree

    Fault = tuple[str, str, int, int]
    """Path, why, line, column: as the layout keeps it."""

    Key = tuple[str, ...]

_OPTIONS = "compilerOptions"


def faults(configs: Configs) -> Iterator[Fault]:
    """Yield the first fault of each configuration that was read."""
    for path in sorted(configs.seen):
        raw = configs.raw(path)
        yield from _unread(configs.tree, path, raw)
        for key, said in _shapes(raw) or _away(path, raw, configs):
            text = plain(configs.tree.read(path).decode("utf-8-sig", "replace"))
            yield path, said, *_json.places(text).get(key, (0, 0))
            break


def torn(tree: Tree, packages: Mapping[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield the manifests (by folder) that are no JSON, even with comments: what they name and export is unknown."""
    for folder in sorted(packages):
        yield from _unread(tree, f"{folder}package.json", packages[folder])


def _unread(tree: Tree, path: str, found: dict[str, Any]) -> Iterator[Fault]:
    """Yield why nothing was found in a file; what was read already is not scanned for faults."""
    why, line, column = ("", 0, 0) if found else wrong(tree.read(path))
    if why:
        yield path, why, line, column


def _shapes(raw: dict[str, Any]) -> list[tuple[Key, str]]:
    """Return (keys, why) of values that are not of the kind that they have to be; null says nothing."""
    said, options = raw.get("extends"), raw.get(_OPTIONS)
    out: list[tuple[Key, str]] = []
    if said is not None and not isinstance(said, (str, list)):
        out.append((("extends",), "has an `extends` that is neither text nor a list"))
    if options is not None and not isinstance(options, dict):
        return [*out, ((_OPTIONS,), f"has `{_OPTIONS}` that are no object")]
    base, paths = (options or {}).get("baseUrl"), (options or {}).get("paths")
    if base is not None and not isinstance(base, str):
        out.append(((_OPTIONS, "baseUrl"), "has a `baseUrl` that is no text"))
    if paths is not None and not isinstance(paths, dict):
        return [*out, ((_OPTIONS, "paths"), "has `paths` that are no object")]
    loose = [name for name, to in (paths or {}).items() if not isinstance(to, list)]
    return out + [((_OPTIONS, "paths", name), f"maps {name} to what is no list") for name in loose]


def _away(path: str, raw: dict[str, Any], configs: Configs) -> list[tuple[Key, str]]:
    """Return what is extended by its path and is not there; what tools write and install is in no repository."""
    gone = [each for each in extends(raw) if each.startswith(".") and not configs.extended(path, each)]
    return [(("extends",), f"extends {each}, which is not there") for each in gone if not _made(each)]


def _made(said: str) -> bool:
    parts = [part for part in said.split("/") if part not in (".", "..")]
    return any(part.startswith(".") or part == "node_modules" for part in parts)
