"""What tach says of all modules together: layers, circles, and code in no module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers._draft import clause
from mneme_cli.importers.tach import external
from mneme_cli.importers.tach.modules import EXCLUDED
from mneme_cli.importers.tach.shapes import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.importers.tach.modules import House
    from mneme_cli.importers.tach.shapes import Config
    from mneme_cli.model.corpus import Clause

_DECLARED = "tach looks for circles among declared dependencies, mneme among imports: it finds more"
_NOTES = {
    "exact": "there is no rule here that a permission must be used",
    "rules": "severities of tach's own notices have nothing to stand for",
    "plugins": "what a plugin adds cannot be read as a rule",
    "cache": "it is about tach's own cache",
    "include_string_imports": "a string is an import here where import_module or __import__ is called with it",
    "use_regex_matching": "patterns are globs here",
    "disable_logging": "it is about tach itself",
    "map": "it is about tach itself",
}
_TOLD = "tach tells what a file in no module imports; here the file itself is told, by `covered`"
_RENAMED = "names of distributions are read from manifests and locks; `imports` in mneme.yaml"
_EXACT = ("source_roots", "ignore_type_checking_imports", "exclude", "layers_explicit_depends_on", "respect_gitignore")


def layered(house: House) -> tuple[Clause, ...]:
    """Return the rule of the layers, () if no module has one."""
    config = house.config
    levels = [
        (closed, [one.path for one in config.modules if one.layer == name and one.path != ROOT])
        for name, closed in config.layers
    ]
    order: list[Any] = [paths[0] if len(paths) == 1 else {"peers": paths} for _, paths in levels if paths]
    if len(order) < 2:
        return ()
    params: dict[str, Any] = {"order": order, "direct": True}
    if shut := [paths[0] for closed, paths in levels if closed and paths]:
        params["closed"] = shut
    return (clause("layers", "layers", params, when=house.when, excuses=_asides(config, house)),)


def _asides(config: Config, house: House) -> tuple[tuple[str, str, bool], ...]:
    """Set aside modules without a layer that lie in one that has one, modules that are not checked, excluded files."""
    layered = [one.path for one in config.modules if one.layer]
    loose = [
        one.path for one in config.modules if not one.layer and any(one.path.startswith(f"{path}.") for path in layered)
    ]
    out = [(each, "it has no layer in tach", False) for path in loose for each in (path, f"-> {path}")]
    out += [(one.path, "it is unchecked in tach", False) for one in config.modules if one.unchecked]
    out += [(glob, EXCLUDED, False) for glob in house.excluded]
    return tuple({what: (what, why, hide) for what, why, hide in out}.values())


def acyclic(house: House) -> tuple[Clause, ...]:
    """Return the rule against circles, () if tach does not ask for it."""
    if not house.config.options.get("forbid_circular_dependencies"):
        return ()
    names = [path for path in house.config.paths() if path != ROOT]
    params = {"by": "component", "components": names}
    gone = tuple((glob, EXCLUDED, True) for glob in house.excluded)
    return (clause("circles", "acyclic", params, when=house.when, excuses=gone),) if len(names) > 1 else ()


def covered(house: House) -> tuple[Clause, ...]:
    """Return the rule that every file is in a module, () if tach lets others be."""
    if house.config.options.get("root_module") != "forbid":
        return ()
    names = [path for path in house.config.paths() if path != ROOT]
    inside = tuple(f"{root.strip('/')}/**/*.py" if root.strip("./") else "**/*.py" for root in house.config.roots())
    return (clause("covered", "covered", {"by": names}, inside=inside),)


def table(config: Config) -> Iterator[Row]:
    """Yield a row for every key of the file that is not about one module."""
    yield from external.table(config)
    if config.layers:
        yield Row("", "layers")
        yield from (Row("", "layers: closed") for _ in [1] if any(closed for _, closed in config.layers))
    for key, value in config.options.items():
        if key == "forbid_circular_dependencies":
            yield Row("", key, *((ABOUT, _DECLARED) if value else (EXACT, "")))
        elif key == "root_module":
            yield from _root(str(value))
        elif key == "external":
            yield from _external(value)
        elif key in _NOTES:
            yield Row("", key, *((NOT, _NOTES[key]) if value else (EXACT, "")))
        elif key in _EXACT:
            yield Row("", key)
        else:
            yield Row("", key, NOT, "tach has no such key, or mneme does not know what it means")


def _root(value: str) -> Iterator[Row]:
    if value == "ignore":
        yield Row("", "root_module")
    elif value == "forbid":
        yield Row("", "root_module", ABOUT, "every Python file under the source roots has to be in a module")
        yield Row(ROOT, "imports", NOT, _TOLD)
    else:
        yield Row("", "root_module", ABOUT, "code in no module is closed as a target, and not checked itself")


def _external(value: Any) -> Iterator[Row]:
    """Yield a row for each thing that tach is told of all packages."""
    for key in value if isinstance(value, dict) else ():
        yield Row("", f"external: {key}", *((EXACT, "") if key == "exclude" else (NOT, _RENAMED)))
