"""The projects of a workspace and their tags, as project.json and package.json have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers._json import quiet
from mneme_cli.model.glob import matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.tree import Tree


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


def projects_of(tree: Tree) -> Projects:
    """Find every project but the root; what project.json says wins."""
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


def listed(value: Any) -> list[str]:
    """Read one text or a list of them as a list."""
    return [value] if isinstance(value, str) else [str(each) for each in value]
