"""tach.toml and the tach.domain.toml files below it, read into one flat list of modules.

https://docs.gauge.sh: a module is a dotted path and everything below it that is no module of its own.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError
from mneme_cli.importers.tach.shapes import ROOT, Config, Interface, Module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mneme_cli.model.tree import Tree

DOMAIN = "tach.domain.toml"
_HINT = "mend it until `tach check` reads it, then import again"


def read(path: str, tree: Tree) -> Config:
    """Read tach.toml and its domain files.

    Raises:
        MnemeError: a file is no TOML, or a value has not the shape that tach wants.
    """
    main = _toml(path, tree.read(path))
    modules = [*_modules(path, main, "")]
    interfaces = [*_interfaces(path, main, "")]
    roots = tuple(f"{root.strip('/')}/" if root.strip("./") else "" for root in main.get("source_roots") or ["."])
    domains = tuple(each for each in tree.list() if each.rpartition("/")[2] == DOMAIN)
    for each in domains:
        above, data = _place(each, roots), _toml(each, tree.read(each))
        modules += _modules(each, data, above)
        interfaces += _interfaces(each, data, above)
    layers = tuple(_layer(path, one) for one in _list(path, main, "layers"))
    rest = {key: value for key, value in main.items() if key not in ("modules", "interfaces", "layers")}
    if not modules and not interfaces:
        raise MnemeError(f"{path} has no modules", "nothing can be imported; name the file that has them")
    _once(path, modules, layers)
    return Config(tuple(modules), tuple(interfaces), layers, rest, domains)


known: Callable[[str, Tree], Config] = lru_cache(maxsize=4)(read)  # type: ignore[assignment]
"""The configuration of a tree that is asked again; trees are compared by identity."""


def _toml(path: str, text: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(text.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise MnemeError(f"{path}: {wrong}", _HINT) from None


def _once(path: str, modules: list[Module], layers: tuple[tuple[str, bool], ...]) -> None:
    seen: set[str] = set()
    names = {name for name, _ in layers}
    for one in modules:
        if one.path in seen:
            raise MnemeError(f"{path}: the module {one.path} stands twice", _HINT)
        if one.layer and one.layer not in names:
            raise MnemeError(f"{path}: the layer '{one.layer}' of {one.path} is not in layers", _HINT)
        seen.add(one.path)


def _place(path: str, roots: tuple[str, ...]) -> str:
    """Return the module path of the folder of a domain file."""
    folder = path.rpartition("/")[0]
    root = max((root for root in roots if path.startswith(root)), key=len, default="")
    return folder[len(root) :].replace("/", ".")


def _modules(path: str, data: dict[str, Any], above: str) -> Iterator[Module]:
    tables = _list(path, data, "modules")
    if above and isinstance(data.get("root"), dict):
        tables = [{**data["root"], "path": "<domain_root>"}, *tables]
    for one in tables:
        if not isinstance(one, dict) or not (isinstance(one.get("path"), str) or one.get("paths")):
            raise MnemeError(f"{path}: a module has no path", _HINT)
        for name in [one["path"]] if "path" in one else _texts(path, one, "paths"):
            yield _module(path, one, _absolute(name, above), above)


def _module(path: str, one: dict[str, Any], name: str, above: str) -> Module:
    depends = [_dependency(path, each) for each in _list(path, one, "depends_on")]
    cannot = [_dependency(path, each)[0] for each in _list(path, one, "cannot_depend_on")]
    return Module(
        path=name,
        layer=str(one.get("layer", "")),
        depends=tuple((_absolute(to, above), old) for to, old in depends) if "depends_on" in one else None,
        cannot=tuple(_absolute(to, above) for to in cannot),
        visibility=tuple(_absolute(each, above) for each in one.get("visibility", ["*"])),
        utility=bool(one.get("utility")),
        unchecked=bool(one.get("unchecked")),
        external=_texts(path, one, "depends_on_external") if "depends_on_external" in one else None,
        cannot_external=_texts(path, one, "cannot_depend_on_external"),
        keys=tuple(one),
    )


def _dependency(path: str, one: Any) -> tuple[str, bool]:
    if isinstance(one, str):
        return one, False
    if isinstance(one, dict) and isinstance(one.get("path"), str):
        return one["path"], bool(one.get("deprecated"))
    raise MnemeError(f"{path}: {one!r} is no dependency", _HINT)


def _absolute(name: str, above: str) -> str:
    """Turn a path of a domain file into one from the source root; `//` is from there already."""
    if name.startswith("//"):
        return name[2:]
    if not above or name in ("*", ROOT):
        return name
    return above if name == "<domain_root>" else f"{above}.{name}"


def _interfaces(path: str, data: dict[str, Any], above: str) -> Iterator[Interface]:
    for one in _list(path, data, "interfaces"):
        if not isinstance(one, dict) or not _texts(path, one, "expose"):
            raise MnemeError(f"{path}: an interface exposes nothing", _HINT)
        of = _texts(path, one, "from") or (".*",)
        if above:
            front = above.replace(".", r"\.")
            of = tuple(front if each == "<domain_root>" else rf"{front}\.{each}" for each in of)
        _sound(path, (*_texts(path, one, "expose"), *of))
        seen = tuple(_absolute(each, above) for each in _texts(path, one, "visibility"))
        kind = str(one.get("data_types", "all"))
        yield Interface(_texts(path, one, "expose"), of, seen, bool(one.get("exclusive")), kind)


def _sound(path: str, patterns: tuple[str, ...]) -> None:
    """Refuse what is no regular expression."""
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as wrong:
            raise MnemeError(f"{path}: '{pattern}' is no regular expression: {wrong}", _HINT) from None


def _layer(path: str, one: Any) -> tuple[str, bool]:
    if isinstance(one, str):
        return one, False
    if isinstance(one, dict) and isinstance(one.get("name"), str):
        return one["name"], bool(one.get("closed"))
    raise MnemeError(f"{path}: {one!r} is no layer", _HINT)


def _list(path: str, data: dict[str, Any], key: str) -> list[Any]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise MnemeError(f"{path}: {key} is no list", _HINT)
    return found


def _texts(path: str, data: dict[str, Any], key: str) -> tuple[str, ...]:
    found = _list(path, data, key)
    if not all(isinstance(each, str) for each in found):
        raise MnemeError(f"{path}: {key} is no list of texts", _HINT)
    return tuple(found)
