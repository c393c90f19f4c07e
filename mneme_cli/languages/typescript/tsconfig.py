"""What tsconfig.json and jsconfig.json say: which files they take in, and under which aliases those import.

The semantics are the compiler's (https://www.typescriptlang.org/tsconfig): `extends` as a string, a list or a package,
paths relative to the file that declares them, `${configDir}`, `references`.
"""

from __future__ import annotations

from mneme_cli.languages.typescript.probe import joined
from mneme_cli.languages.typescript.tables import BASE_URL
from mneme_cli.model.jsonc import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, NamedTuple

    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

NAMES = ("tsconfig.json", "jsconfig.json")
_DEEPEST = 20
_NOWHERE = ("node_modules", "bower_components", "jspm_packages")
_HERE = "${configDir}"


class Config(NamedTuple):
    """One configuration with everything it extends.

    folder: with its slash.  inside, outside: globs of tracked paths.  aliases: (pattern, target) in order.
    out, root: folders of the compiler's output and of the sources it comes from, "" = not said.
    """

    path: str
    folder: str
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    out: str = ""
    root: str = ""


class Configs:
    """The configurations of one tree, each file read once.

    find: package specifier → path in this tree, "" = none.  conditions: every `customConditions` of those asked for.
    """

    def __init__(self, tree: Tree, find: Callable[[str], str]) -> None:
        self.tree, self.find = tree, find
        self._read: dict[str, dict[str, Any]] = {}
        self.seen: set[str] = set()
        self.conditions: set[str] = set()

    def around(self, path: str) -> Iterator[Config]:
        """Yield a configuration and those that it references beside or below itself, as the editor asks them."""
        todo, done = [path], set()
        while todo:
            here = todo.pop(0)
            if here in done or not self.tree.has(here):
                continue
            done.add(here)
            yield self.config(here)
            todo += [each for each in self._references(here) if each.rpartition("/")[2] not in NAMES]

    def config(self, path: str) -> Config:
        """Return one configuration."""
        layers = [*self._layers(path, 0)]
        folder = _folder(path)
        options = _merged(layers, folder)
        inside, outside = _files(layers, folder)
        self.conditions |= {each for _, raw in layers for each in _conditions(raw) if isinstance(each, str)}
        out, root = options.get("outDir", ("", "")), options.get("rootDir", ("", ""))
        return Config(path, folder, inside, outside, _aliases(options, folder), _place(*out), _place(*root))

    def raw(self, path: str) -> dict[str, Any]:
        """Return what a file says, {} if it cannot be read."""
        if path not in self._read:
            self.seen.add(path)
            self._read[path] = read(self.tree.read(path))
        return self._read[path]

    def _layers(self, path: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (folder, content) of everything extended, the furthest first, and of the file itself."""
        raw = self.raw(path)
        for each in extends(raw):
            other = self.extended(path, each)
            if other and depth < _DEEPEST:
                yield from self._layers(other, depth + 1)
        yield _folder(path), raw

    def extended(self, path: str, said: str) -> str:
        """Return the path of what `extends` names, "" if it is not in this tree."""
        if said.startswith((".", "/")):
            stem = joined(_folder(path), said) or ""
            return next((each for each in (stem, f"{stem}.json", f"{stem}/tsconfig.json") if self.tree.has(each)), "")
        return self.find(said)

    def _references(self, path: str) -> Iterator[str]:
        said = self.raw(path).get("references", ())
        for each in said if isinstance(said, list) else ():
            place = each.get("path") if isinstance(each, dict) else None
            stem = (joined(_folder(path), place) or "").rstrip("/") if isinstance(place, str) else ""
            if stem:
                yield stem if stem.endswith(".json") else f"{stem}/tsconfig.json"


def extends(raw: dict[str, Any]) -> list[str]:
    """Return what a configuration says it extends."""
    said = raw.get("extends")
    return [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, str)]


def _conditions(raw: dict[str, Any]) -> list[Any]:
    options = raw.get("compilerOptions")
    said = options.get("customConditions") if isinstance(options, dict) else None
    return said if isinstance(said, list) else []


def _merged(layers: list[tuple[str, dict[str, Any]]], folder: str) -> dict[str, tuple[str, Any]]:
    """Return option → (folder it is relative to, value): the later layer wins, an option at a time."""
    out: dict[str, tuple[str, Any]] = {}
    for where, raw in layers:
        options = raw.get("compilerOptions")
        for name in ("baseUrl", "paths", "outDir", "rootDir"):
            if isinstance(options, dict) and options.get(name) is not None:
                out[name] = (where, options[name])
    return {name: (folder if _pinned(value) else where, value) for name, (where, value) in out.items()}


def _pinned(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_HERE)


def _aliases(options: dict[str, tuple[str, Any]], folder: str) -> tuple[tuple[str, str], ...]:
    """Return (pattern, target) pairs; the folder of `baseUrl` comes under the empty pattern."""
    where, base = options.get("baseUrl", ("", None))
    root = _place(where, base) if isinstance(base, str) else None
    out: list[tuple[str, str]] = []
    declared, paths = options.get("paths", ("", {}))
    for pattern, targets in paths.items() if isinstance(paths, dict) else ():
        for target in targets if isinstance(targets, list) else ():
            if isinstance(target, str):
                where = folder if target.startswith(_HERE) else declared if root is None else root
                place = joined(where, target.replace(_HERE, "."))
                out += [(pattern, place)] if place is not None and pattern else []
    return (*out, *([(BASE_URL, root)] if root is not None else []))


def _place(where: str, said: Any) -> str:
    """Return a folder with its slash."""
    if not isinstance(said, str) or not said:
        return ""
    found = (joined(where, said.replace(_HERE, ".")) or "").rstrip("/")
    return f"{found}/" if found else ""


def _files(layers: list[tuple[str, dict[str, Any]]], folder: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the globs of what a configuration takes in and leaves out."""
    said: dict[str, tuple[str, list[str]]] = {}
    for where, raw in layers:
        for name in ("files", "include", "exclude"):
            if isinstance(raw.get(name), list):
                said[name] = (where, [each for each in raw[name] if isinstance(each, str)])
    inside = [glob for name in ("files", "include") for glob in _globs(*said.get(name, ("", [])), folder)]
    if "files" not in said and "include" not in said:
        inside = [f"{_escaped(folder)}**"]
    return tuple(inside), tuple(_globs(*said.get("exclude", (folder, [])), folder))


def _globs(where: str, written: list[str], folder: str) -> Iterator[str]:
    for each in written:
        place = joined(folder if each.startswith(_HERE) else where, each.replace(_HERE, "."))
        if place is None:
            continue
        parts = [part for part in place.split("/") if part not in ("", ".")]
        glob = "/".join(_escaped(part) for part in parts)
        if not parts or "*" not in parts[-1]:
            yield f"{glob}/**" if glob else "**"
        if parts:
            yield glob


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")


def _folder(path: str) -> str:
    return path[: path.rfind("/") + 1]
