"""The projects of a workspace and their tags, as project.json and package.json have them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers._draft import slug
from mneme_cli.importers._json import quiet
from mneme_cli.languages.typescript.manifest import belongs, members
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.model.tree import Tree

PROJECT, PACKAGE = "project.json", "package.json"


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

    def having(self, tag: str) -> set[str]:
        """Return the projects that have a tag, each of them for `*`."""
        meant = set(self.matching(tag))
        return {name for name, tags in self.tags.items() if tag == "*" or meant & set(tags)}

    def of(self, path: str) -> str:
        """Return the project that a file lies in, the deepest one; "" if it lies in none."""
        around = [name for name, folder in self.folders.items() if path.startswith(f"{folder}/")]
        return max(around, key=lambda name: len(self.folders[name]), default="")


def projects_of(tree: Tree) -> Projects:
    """Find every project but the root: what has a project.json, and what the root's workspaces name.

    A folder has the tags of both its files; its name is that of project.json.
    """
    folders: dict[str, str] = {}
    tags: dict[str, tuple[str, ...]] = {}
    paths = [path for path in tree.list() if path.endswith((PROJECT, PACKAGE)) and "node_modules/" not in path]
    own = {path.rpartition("/")[0] for path in paths if path.rpartition("/")[2] == PROJECT}
    globs = members(tree, "", _json(tree, PACKAGE))
    for folder in sorted({path.rpartition("/")[0] for path in paths} - {""}):
        if folder in own or (tree.has(f"{folder}/{PACKAGE}") and belongs(folder, globs)):
            project, package = _json(tree, f"{folder}/{PROJECT}"), _json(tree, f"{folder}/{PACKAGE}")
            more = package.get("nx")
            more = more if isinstance(more, dict) else {}
            last = folder.rpartition("/")[2]
            name = str(project.get("name") or more.get("name") or package.get("name") or last)
            folders[name] = folder
            tags[name] = tuple(dict.fromkeys((*_given(project), *_given(more), *_brought(package))))
    return Projects(folders, tags)


known: Callable[[Tree], Projects] = lru_cache(maxsize=2)(projects_of)  # type: ignore[assignment]
"""The projects of a tree that is asked again; trees are compared by identity."""


def _json(tree: Tree, path: str) -> Mapping[str, Any]:
    found = quiet(path, tree.read(path)) if tree.has(path) else None
    return found if isinstance(found, dict) else {}


def _given(found: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(listed(found.get("tags") or ()))


def _brought(package: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags that Nx itself gives a package: whether it is published, and its keywords."""
    if not package:
        return ()
    words = package.get("keywords")
    return (
        "npm:private" if package.get("private") else "npm:public",
        *(f"npm:{each}" for each in (words if isinstance(words, list) else ())),
    )


def slugs(names: Iterable[str]) -> tuple[str, ...]:
    """Return the components of projects."""
    return tuple(sorted(slug(name) for name in names))


def listed(value: Any) -> list[str]:
    """Read one text or a list of them as a list."""
    return [value] if isinstance(value, str) else [str(each) for each in value]
