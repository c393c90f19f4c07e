"""Nx: projects become components with their tags, depConstraints become `only` and `forbid` between tags.

Read from JSON alone: an `.eslintrc.json` (or what `eslint --print-config FILE` writes), and the tags of project.json
and package.json. https://nx.dev/features/enforce-module-boundaries
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.errors import MnemeError
from mneme_cli.importers import ABOUT, EXACT, NOT, Imported, Importer, Row
from mneme_cli.importers._draft import clause as rule
from mneme_cli.importers._draft import decision, slug, unique
from mneme_cli.importers._json import quiet
from mneme_cli.importers._json import read as loaded
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.model.corpus import Clause
    from mneme_cli.model.tree import Tree

TOOL = "Nx"
_RULES = ("@nx/enforce-module-boundaries", "@nrwl/nx/enforce-module-boundaries")
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


class Projects(NamedTuple):
    """folders: name → folder.  tags: name → tags."""

    folders: Mapping[str, str]
    tags: Mapping[str, tuple[str, ...]]

    def matching(self, tag: str) -> list[str]:
        """Return the known tags that a tag, a glob or a /regular expression/ means; every project is `*`."""
        known = sorted({each for tags in self.tags.values() for each in tags})
        if len(tag) > 1 and tag.startswith("/") and tag.endswith("/"):
            return [each for each in known if re.search(tag[1:-1], each)]
        return [each for each in known if each == tag or ("*" in tag and matches(tag, each, "\0"))]


def reads(path: str, text: bytes) -> bool:
    """Tell whether a file is a configuration of eslint with Nx's constraints in it."""
    return b"depConstraints" in text and isinstance(quiet(path, text), dict)


def read(path: str, tree: Tree) -> Imported:
    """Read the constraints and the projects.

    Raises:
        MnemeError: the file is no JSON, its constraints have not the shape that Nx wants, or there is no project.
    """
    found = list(_constraints(path, loaded(path, tree.read(path))))
    if not found:
        raise MnemeError(f"{path} has no depConstraints", _HINT)
    projects = _projects(tree)
    if not projects.folders:
        raise MnemeError("there is no project.json and no package.json with a project here", "import in the workspace")
    made = [_constraint(_name(one), one, projects) for one in found]
    clauses = unique(clause for each, _ in made for clause in each)
    rows = tuple(row for _, told in made for row in told)
    title = "Projects depend on each other as their tags allow"
    law = decision(TOOL, path, "depConstraints", title, clauses, what="its depConstraints")
    components = {slug(name): (f"{folder}/**",) for name, folder in projects.folders.items()}
    tags = {slug(name): each for name, each in projects.tags.items() if each}
    return Imported((law,) if clauses else (), rows, components, tags)


def _name(one: Mapping[str, Any]) -> str:
    return "+".join(_listed(one.get("allSourceTags", []))) or str(one.get("sourceTag"))


def _constraints(path: str, found: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the constraints of the rule, wherever in the configuration it stands."""
    blocks = [found, *(found.get("overrides", []) if isinstance(found, dict) else [])]
    for block in blocks:
        rules = block.get("rules", {}) if isinstance(block, dict) else {}
        for key in _RULES:
            options = rules.get(key) if isinstance(rules, dict) else None
            given = options[1] if isinstance(options, list) and len(options) > 1 else {}
            listed = given.get("depConstraints", []) if isinstance(given, dict) else []
            if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
                raise MnemeError(f"{path}: depConstraints is no list of constraints", _HINT)
            if any(not (each.get("sourceTag") or each.get("allSourceTags")) for each in listed):
                raise MnemeError(f"{path}: a constraint has no sourceTag", _HINT)
            yield from listed


def _projects(tree: Tree) -> Projects:
    folders: dict[str, str] = {}
    tags: dict[str, tuple[str, ...]] = {}
    for path in tree.list():
        folder, _, file = path.rpartition("/")
        if file not in ("project.json", "package.json") or "node_modules" in path or not folder:
            continue
        data = quiet(path, tree.read(path))
        given = data.get("nx", {}) if isinstance(data, dict) and file == "package.json" else data
        if not isinstance(data, dict) or not isinstance(given, dict):
            continue
        name = str(given.get("name") or data.get("name") or folder.rpartition("/")[2])
        if file == "project.json" or name not in folders:
            folders[name] = folder
            tags[name] = tuple(str(each) for each in given.get("tags", tags.get(name, ())))
    return Projects(folders, tags)


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
    if "*" in _listed(one[key]):
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
    return list(dict.fromkeys(f"tag:{each}" for tag in _listed(given) for each in projects.matching(tag)))


def _near(one: Mapping[str, Any], projects: Projects) -> tuple[str, ...]:
    """Return the selectors of the projects that a constraint speaks of."""
    if wanted := _listed(one.get("allSourceTags", [])):
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
        given = _listed(one[key])
        if any("*" in each for each in given):
            rows.append(Row(name, key, NOT, "a pattern over the names of packages has no selector; name them"))
            continue
        packages = [f"pkg:npm/{each}" for each in given]
        clauses.append(
            rule(f"{name}-{'banned' if verb == 'forbid' else 'external'}", verb, {"packages": packages}, inside=near)
        )
        rows.append(Row(name, key))
    return clauses, rows


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value]


IMPORTER = Importer(tool=TOOL, files=(".eslintrc.json", ".eslintrc.base.json"), reads=reads, read=read)
