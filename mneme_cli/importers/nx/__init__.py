"""Nx: projects become components with their tags, depConstraints become `only` and `forbid` between tags.

Read from JSON alone: an `.eslintrc.json` (or what `eslint --print-config FILE` writes), and the tags of project.json
and package.json. https://nx.dev/features/enforce-module-boundaries
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, EXACT, NOT, Imported, Importer, Row, _eslint
from mneme_cli.importers._draft import clause as rule
from mneme_cli.importers._draft import decision, slug, unique
from mneme_cli.importers._json import quiet
from mneme_cli.importers._json import read as loaded
from mneme_cli.importers.nx.options import RULES, given_in, options
from mneme_cli.importers.nx.projects import Projects, listed, projects_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.model.corpus import Clause
    from mneme_cli.model.tree import Tree

TOOL = "Nx"
_HINT = "let eslint write it: eslint --print-config libs/a/src/index.ts > rules.json"
_EACH = "projects with the tag may also import each other, which Nx allows only if the tag is on the list"
_KNOWN = (
    "sourceTag",
    "allSourceTags",
    "onlyDependOnLibsWithTags",
    "notDependOnLibsWithTags",
    "bannedExternalImports",
    "allowedExternalImports",
)


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file is a configuration of eslint with Nx's constraints in it."""
    return b"depConstraints" in text and isinstance(quiet(path, text), dict)


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
        raise MnemeError("there is no project.json and no package.json with a project here", "import in the workspace")
    made = [_constraint(_name(one), one, projects) for one in found]
    clauses = unique(clause for each, _ in made for clause in each)
    rows = (*(row for _, told in made for row in told), *options(raw))
    title = "Projects depend on each other as their tags allow"
    law = decision(TOOL, path, "depConstraints", title, clauses, what="its depConstraints")
    components = {slug(name): (f"{folder}/**",) for name, folder in projects.folders.items()}
    tags = {slug(name): each for name, each in projects.tags.items() if each}
    return Imported((law,) if clauses else (), rows, components, tags)


def _name(one: Mapping[str, Any]) -> str:
    return "+".join(listed(one.get("allSourceTags", []))) or str(one.get("sourceTag"))


def _constraints(path: str, found: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the constraints of the rule, wherever in the configuration it stands."""
    for given in given_in(found):
        listed = given.get("depConstraints", [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            raise MnemeError(f"{path}: depConstraints is no list of constraints", _HINT)
        if any(not (each.get("sourceTag") or each.get("allSourceTags")) for each in listed):
            raise MnemeError(f"{path}: a constraint has no sourceTag", _HINT)
        yield from listed


def _constraint(name: str, one: Mapping[str, Any], projects: Projects) -> tuple[list[Clause], list[Row]]:
    rows = [Row(name, key, NOT, "Nx has no such key, or mneme does not know it") for key in one if key not in _KNOWN]
    near = _near(one, projects)
    if not near:
        return [], [*rows, Row(name, "sourceTag", NOT, "no project has it")]
    clauses: list[Clause] = []
    for told in (_only(name, one, near, projects), _not(name, one, near, projects), _external(name, one, near)):
        clauses += told[0]
        rows += told[1]
    return clauses, rows


def _only(
    name: str, one: Mapping[str, Any], near: tuple[str, ...], projects: Projects
) -> tuple[list[Clause], list[Row]]:
    key = "onlyDependOnLibsWithTags"
    if key not in one:
        return [], []
    if "*" in listed(one[key]):
        return [], [Row(name, f"{key}: *")]
    far = _tags(one[key], projects)
    among = set(near) <= set(far)
    made = rule(name, "only", {"imports": far}, inside=near)
    return [made], [Row(name, key, EXACT if among else ABOUT, "" if among else _EACH)]


def _not(
    name: str, one: Mapping[str, Any], near: tuple[str, ...], projects: Projects
) -> tuple[list[Clause], list[Row]]:
    key = "notDependOnLibsWithTags"
    far = _tags(one.get(key, []), projects)
    if not far:
        return [], [Row(name, key, NOT, "no project has these tags")] if key in one else []
    made = rule(f"{name}-not", "forbid", {"reaches": far}, inside=near)
    return [made], [Row(name, key, ABOUT, "Nx follows chains of projects, mneme chains of files")]


def _tags(given: Any, projects: Projects) -> list[str]:
    return list(dict.fromkeys(f"tag:{each}" for tag in listed(given) for each in projects.matching(tag)))


def _near(one: Mapping[str, Any], projects: Projects) -> tuple[str, ...]:
    """Return the selectors of the projects that a constraint speaks of."""
    if wanted := listed(one.get("allSourceTags", [])):
        groups = [set(projects.matching(tag)) for tag in wanted]
        return tuple(sorted(slug(name) for name, tags in projects.tags.items() if all(set(tags) & g for g in groups)))
    if one["sourceTag"] == "*":
        return tuple(sorted(slug(name) for name in projects.folders))
    return tuple(f"tag:{tag}" for tag in projects.matching(str(one["sourceTag"])))


def _external(name: str, one: Mapping[str, Any], near: tuple[str, ...]) -> tuple[list[Clause], list[Row]]:
    """Say bans and lists of packages; a pattern over names of packages has no selector."""
    clauses, rows = [], []
    for key, verb in (("bannedExternalImports", "forbid"), ("allowedExternalImports", "only")):
        if key not in one:
            continue
        given = listed(one[key])
        packages = [text for each in given for text in _packages(each)]
        clauses.append(
            rule(f"{name}-{'banned' if verb == 'forbid' else 'external'}", verb, {"packages": packages}, inside=near)
        )
        rows.append(Row(name, key))
    return clauses, rows


def _packages(name: str) -> tuple[str, ...]:
    """Return the selectors of a package, or of a pattern: a star does not pass over a dot in a name."""
    return (f"pkg:npm/{name}", f"pkg:npm/{name}.**") if name.endswith("*") else (f"pkg:npm/{name}",)


WITNESS = _eslint.witness(dict.fromkeys(RULES, "depConstraints"))
IMPORTER = Importer(tool=TOOL, files=(".eslintrc.json", ".eslintrc.base.json"), reads=reads, read=read, witness=WITNESS)
