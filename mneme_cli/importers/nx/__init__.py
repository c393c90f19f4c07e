"""Nx: projects become components with their tags, depConstraints become `only` and `forbid` between tags.

Read from JSON alone: an `.eslintrc.json` (or what `eslint --print-config FILE` writes), and the tags of project.json
and package.json. https://nx.dev/features/enforce-module-boundaries
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, Imported, Importer, Row
from mneme_cli.importers._draft import decision, slug, unique
from mneme_cli.importers._json import quiet
from mneme_cli.importers._json import read as loaded
from mneme_cli.importers.nx.constraints import constraint, unnamed
from mneme_cli.importers.nx.options import CONSTRAINTS, given_in, options, warns
from mneme_cli.importers.nx.projects import projects_of
from mneme_cli.importers.nx.witness import WITNESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.importers.nx.projects import Projects
    from mneme_cli.model.tree import Tree

TOOL = "Nx"
_HINT = "let eslint write it: eslint --print-config libs/a/src/index.ts > rules.json"
_NESTED = "here the files of {} in it are its own as well"


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file is a configuration of eslint with Nx's constraints in it."""
    return CONSTRAINTS.encode() in text and isinstance(quiet(path, text), dict)


def read(path: str, tree: Tree) -> Imported:
    """Read the constraints and the projects.

    Raises:
        MnemeError: the file is no JSON, its constraints have not the shape that Nx wants, or there is no project.
    """
    raw = loaded(path, tree.read(path))
    found = list(_constraints(path, raw))
    if not found:
        raise MnemeError(f"{path} has no depConstraints", _HINT)
    projects = projects_of(tree)
    if not projects.folders:
        raise MnemeError("there is no project.json and no package.json of a workspace here", "import in the workspace")
    made = [*(constraint(one, projects) for one in found), unnamed(found, projects)]
    level = "advise" if warns(raw) else "normal"
    clauses = unique(clause._replace(level=level) for each, _ in made for clause in each)
    rows = (*(row for _, told in made for row in told), *_nested(projects), *options(raw))
    title = "Projects depend on each other as their tags allow"
    law = decision(TOOL, path, CONSTRAINTS, title, clauses, what="its depConstraints")
    components = {slug(name): (f"{folder}/**",) for name, folder in projects.folders.items()}
    tags = {slug(name): each for name, each in projects.tags.items() if each}
    return Imported((law,) if clauses else (), rows, components, tags)


def _constraints(path: str, found: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the constraints of the rule, wherever in the configuration it stands."""
    for given in given_in(found):
        listed = given.get(CONSTRAINTS, [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            raise MnemeError(f"{path}: depConstraints is no list of constraints", _HINT)
        if any(not (each.get("sourceTag") or each.get("allSourceTags")) for each in listed):
            raise MnemeError(f"{path}: a constraint has no sourceTag", _HINT)
        yield from listed


def _nested(projects: Projects) -> Iterator[Row]:
    """Yield a row for each project in another: a tag may join both, and then no `but` of the outer one says it."""
    for name, folder in sorted(projects.folders.items()):
        around = projects.of(folder)
        if around:
            yield Row(around, "a project in it", ABOUT, _NESTED.format(name))


IMPORTER = Importer(tool=TOOL, files=(".eslintrc.json", ".eslintrc.base.json"), reads=reads, read=read, witness=WITNESS)
