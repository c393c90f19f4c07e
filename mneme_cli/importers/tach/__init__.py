"""tach (https://docs.gauge.sh): one decision for the layers, one for circles, and one for each module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.importers import NOT, Imported, Importer, Row
from mneme_cli.importers._draft import decision
from mneme_cli.importers._modules import module_of
from mneme_cli.importers._modules import modules as found_in
from mneme_cli.importers.tach import interfaces, layers, modules
from mneme_cli.importers.tach.config import read as configured
from mneme_cli.importers.tach.modules import OUTSIDE, House
from mneme_cli.importers.tach.shapes import ROOT, Module
from mneme_cli.importers.tach.witness import WITNESS
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from mneme_cli.importers._modules import Modules
    from mneme_cli.importers.tach.shapes import Config
    from mneme_cli.model.corpus import Clause, Decision
    from mneme_cli.model.tree import Tree

TOOL = "tach"
_COMMENT = b"tach-ignore"


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file is tach.toml."""
    return path.rpartition("/")[2] == "tach.toml" or (path.endswith("pyproject.toml") and b"[tool.tach]" in text)


def read(path: str, tree: Tree) -> Imported:
    """Read tach.toml with its domain files and say its rules as decisions.

    Raises:
        MnemeError: a file is broken.
    """
    config = configured(path, tree)
    rows = [*layers.table(config), *(row for one in config.modules if (row := modules.wild(one)))]
    config = config._replace(modules=tuple(one for one in config.modules if "*" not in one.path))
    tops = {one.path.partition(".")[0] for one in config.modules if one.path != ROOT}
    known = found_in(tree, {*tops, *_tops(config, tree)}, config.roots())
    outside = _outside(config, known)
    house = House(config, bool(outside), _excluded(config, tree), _when(config))
    decisions = [*_together(path, house), *_each(path, house, known, rows)]
    if comments := [each for each in tree.list() if each.endswith(".py") and _COMMENT in tree.read(each)]:
        where = comments[0] if len(comments) == 1 else f"{len(comments)} files, first {comments[0]}"
        why = f"in {where}: say each under `except` with its reason, or waive it"
        rows.append(Row("", "# tach-ignore", NOT, why))
    components, tags = _components(config, tree, outside)
    return Imported(tuple(decisions), tuple(rows), components, tags, known.roots)


def _when(config: Config) -> dict[str, list[str]]:
    return {"not": ["type"]} if config.options.get("ignore_type_checking_imports", True) else {}


def _together(path: str, house: House) -> list[Decision]:
    """Return the decisions about all modules."""
    said: tuple[tuple[str, str, tuple[Clause, ...]], ...] = (
        ("layers", "Layers: " + ", ".join(name for name, _ in house.config.layers), layers.layered(house)),
        ("circles", "Modules do not import in circles", layers.acyclic(house)),
        ("covered", "Every file belongs to a module", layers.covered(house)),
    )
    return [decision(TOOL, path, name, title, clauses, what=name) for name, title, clauses in said if clauses]


def _each(path: str, house: House, known: Modules, rows: list[Row]) -> list[Decision]:
    """Return the decisions about one module each, and add to the rows."""
    out = []
    for one in (*house.config.modules, *_only_interfaces(house)):
        if one.path == ROOT:
            rows.append(Row(ROOT, "depends_on", NOT, "what code in no module imports is not checked here"))
            continue
        opened, told = interfaces.rules(one.path, house, known)
        rows += [*modules.table(one, house), *told]
        clauses = (*modules.rules(one, house), *opened)
        if clauses:
            title = f"{one.path}: what it may import and who may import it"
            out.append(decision(TOOL, path, one.path, title, clauses, what=f"the module '{one.path}'"))
    return out


def _only_interfaces(house: House) -> tuple[Module, ...]:
    """Return modules that only an interface names, by a plain path."""
    named = {of for one in house.config.interfaces for of in one.of if of.replace(".", "_").isidentifier()}
    return tuple(Module(path) for path in sorted(named - set(house.config.paths())))


def _tops(config: Config, tree: Tree) -> set[str]:
    """Return the top-level names under the source roots that hold Python files."""
    out = set()
    for root in config.roots():
        prefix = f"{root.strip('/')}/" if root.strip("./") else ""
        for path in tree.list(prefix):
            rest = path[len(prefix) :]
            name = rest.partition("/")[0].removesuffix(".py")
            if path.endswith(".py") and name.isidentifier() and f"{prefix}{name}" not in _folders(config):
                out.add(name)
    return out


def _folders(config: Config) -> set[str]:
    return {root.strip("/") for root in config.roots()}


def _outside(config: Config, known: Modules) -> tuple[str, ...]:
    """Return what lies in no module, as few names as say it."""
    out: list[str] = []
    stack = sorted({name.partition(".")[0] for name in known.names}, reverse=True)
    while stack:
        name = stack.pop()
        if config.home(name):
            continue
        if not config.below(name):
            out.append(name)
            continue
        if name in known.names:
            out.append(f"exact:{name}")
        stack += [f"{name}.{child}" for child in reversed(known.children.get(name, ()))]
    return tuple(out)


def _excluded(config: Config, tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return the globs of `exclude` that leave out a file of a module, each with these modules."""
    homes = {path: config.home(module_of(path, config.roots())) for path in tree.list() if path.endswith(".py")}
    out = {}
    for given in config.options.get("exclude", ["**/tests", "**/docs"]):
        stem = str(given).rstrip("/")
        for glob in (stem, f"{stem}/**"):
            if named := sorted({home for path, home in homes.items() if home and matches(glob, path)}):
                out[glob if "/" in glob else f"./{glob}"] = tuple(named)
    return out


def _components(
    config: Config, tree: Tree, outside: tuple[str, ...]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Name the modules in a new mneme.yaml, with their layers as tags; one that is there may name its own parts."""
    named = [one for one in config.modules if one.path != ROOT and not tree.has("mneme.yaml")]
    components = {one.path: (one.path,) for one in named} | ({OUTSIDE: outside} if outside else {})
    return components, {one.path: (one.layer,) for one in named if one.layer}


IMPORTER = Importer(tool=TOOL, files=("tach.toml",), reads=reads, read=read, witness=WITNESS)
