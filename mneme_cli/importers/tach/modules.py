"""What one module of tach may import, as rules: `depends_on` is `only`, `cannot_depend_on` is `forbid`.

A file belongs to the deepest module that holds it, while a name here stands for everything below it. So a rule for a
module sets aside what its inner modules import, and a dependency on a module closes the inner ones that are not named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers._draft import clause
from mneme_cli.importers.tach.external import spared
from mneme_cli.importers.tach.shapes import ROOT
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.importers.tach.shapes import Config, Module
    from mneme_cli.model.corpus import Clause

OUTSIDE = "outside-tach"
EXCLUDED = "excluded in tach.toml"
_OWN = "a module of its own in tach"
_SEEN = "tach looks only at what is declared in depends_on, mneme at what is imported"
_UNDER = "tach never looks at it where a layer allows the import; mneme always does"
_WILD = "a path with a wildcard makes a module of every file; write them out"


class House(NamedTuple):
    """What all modules share. outside: is there code in no module?  excluded: glob → modules it leaves files out of.

    when: the modifier for imports that count.
    """

    config: Config
    outside: bool
    excluded: dict[str, tuple[str, ...]]
    when: dict[str, Any]


def rules(one: Module, house: House) -> Iterator[Clause]:
    """Yield the rules of one module."""
    more = {"inside": (one.path,), "when": house.when, "excuses": excuses(one.path, house)}
    if one.depends is not None and not one.unchecked:
        allowed = may(one, house)
        yield clause("depends-on", "only", {"imports": allowed}, **more)
        if inner := closed(one, allowed, house):
            yield clause("not-these", "forbid", {"imports": inner, "through": False}, **more)
        if old := [path for path, deprecated in one.depends if deprecated and not below_in_layers(one, path, house)]:
            yield clause("deprecated", "forbid", {"imports": old, "through": False}, level="advise", **more)
    if one.cannot and not one.unchecked:
        yield clause("cannot-depend-on", "forbid", {"imports": list(one.cannot), "through": False}, **more)
    yield from _packages(one, house, more)
    if "*" not in one.visibility:
        aside = tuple((f"-> {inner}", _OWN, False) for inner in house.config.below(one.path))
        allow = [each.removesuffix(".*").removesuffix(".**") for each in one.visibility]
        params = {"what": [one.path], "allow": allow}
        yield clause("visibility", "protect", params, when=house.when, excuses=aside)


def _packages(one: Module, house: House, more: dict[str, Any]) -> Iterator[Clause]:
    """Yield the rules on packages; those of which tach is told to say nothing are free for all."""
    free = spared(house.config)
    if one.external is not None:
        yield clause("external", "only", {"packages": list(dict.fromkeys((*one.external, *free)))}, **more)
    if barred := [each for each in one.cannot_external if each not in free]:
        yield clause("not-external", "forbid", {"packages": barred}, **more)


def may(one: Module, house: House) -> list[str]:
    """Return everything that a module may import: what it names, utilities, what lies in lower layers, the rest."""
    named = [each for path, _ in one.depends or () for each in spread(path, house)]
    free = [each.path for each in house.config.modules if each.utility]
    lower = [each.path for each in house.config.modules if below_in_layers(one, each.path, house)]
    allowed = [path for path in dict.fromkeys([*named, *sorted({*free, *lower})]) if path not in (one.path, ROOT)]
    beside = house.outside and (house.config.options.get("root_module", "ignore") == "ignore" or ROOT in named)
    return [*allowed, *([OUTSIDE] if beside else [])]


def closed(one: Module, allowed: list[str], house: House) -> list[str]:
    """Return the inner modules of this one, and of those that are allowed, that are not allowed themselves."""
    inner = {each for path in (one.path, *allowed) for each in house.config.below(path)}
    return sorted(each for each in inner if each not in allowed and each != one.path)


def excuses(path: str, house: House) -> tuple[tuple[str, str, bool], ...]:
    """Set aside what inner modules and excluded files import."""
    inner = [(each, _OWN, False) for each in house.config.below(path)]
    here = [glob for glob, homes in house.excluded.items() if any(f"{home}.".startswith(f"{path}.") for home in homes)]
    return (*inner, *((glob, EXCLUDED, False) for glob in here))


def spread(path: str, house: House) -> list[str]:
    """Spell out a wildcard over the modules that there are."""
    if "*" not in path:
        return [path]
    return [each for each in house.config.paths() if matches(path, each, ".")]


def below_in_layers(one: Module, path: str, house: House) -> bool:
    """Tell whether a layer alone allows the import of a module."""
    if house.config.options.get("layers_explicit_depends_on"):
        return False
    names = [name for name, _ in house.config.layers]
    other = next((each.layer for each in house.config.modules if each.path == path), "")
    return bool(one.layer and other) and names.index(one.layer) < names.index(other)


def table(one: Module, house: House) -> Iterator[Row]:
    """Yield a row for every key that the module has."""
    hows: dict[str, tuple[str, str]] = {
        "visibility": (ABOUT, _SEEN),
        "cannot_depend_on": (ABOUT, _UNDER)
        if any(below_in_layers(one, path, house) for path in one.cannot)
        else (EXACT, ""),
    }
    known = ("depends_on", "layer", "utility", "unchecked", "depends_on_external", "cannot_depend_on_external")
    for key in one.keys:
        if key in ("path", "paths"):
            continue
        if key in hows or key in known:
            yield Row(one.path, key, *hows.get(key, (EXACT, "")))
        else:
            yield Row(one.path, key, NOT, "tach has no such key, or mneme does not know what it means")
    if any(old for _, old in one.depends or ()):
        yield Row(one.path, "depends_on: deprecated", EXACT)


def wild(one: Module) -> Row | None:
    """Say why a module cannot be imported, if that is so."""
    return Row(one.path, "path", NOT, _WILD) if "*" in one.path else None
