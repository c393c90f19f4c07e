r"""A group that holds more than one folder's name, moved to hold the name alone: `(^src/[^/]+/)` is `^src/([^/]+)/`.

dependency-cruiser puts what a group caught into the other pattern as it is, so what is fixed in a group may as well
stand in both patterns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mneme_cli.importers.dependency_cruiser.targets import patterns

if TYPE_CHECKING:
    from collections.abc import Mapping

_GROUP = re.compile(r"(?<!\\)\((?!\?)([^()|]*)\)(?![?*+{])")
_FIXED = r"(?:[\w/@-]|\[[.]\]|\\[./-])*"
_SHAPE = re.compile(rf"\^?({_FIXED})(\[\^/\]\+)?({_FIXED})")


def hoisted(source: Mapping[str, Any], to: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return both sides with the group of `from` moved, or as they are if that cannot be done."""
    given = source.get("path", "")
    path = given[0] if isinstance(given, list) and len(given) == 1 else given
    used = [text for key in ("path", "pathNot") for text in patterns(to.get(key, []))]
    if not isinstance(path, str) or not any(re.search(r"\$\d", text) for text in used):
        return source, to
    path = path.replace("[^\\/]+", "[^/]+")
    groups = list(_GROUP.finditer(path))
    shape = _SHAPE.fullmatch(groups[0][1]) if len(groups) == 1 and path.count("(") == 1 else None
    if shape is None:
        return source, to
    head, name, tail = shape[1], shape[2], shape[3]
    anchor = "^" if groups[0][1].startswith("^") else ""
    inner = f"{anchor}{head}({name}){tail}" if name else f"{anchor}{head}{tail}"
    said = f"{head}$1{tail}" if name else head + tail
    moved = {key: [text.replace("$1", said) for text in patterns(to[key])] for key in ("path", "pathNot") if key in to}
    return {**source, "path": path[: groups[0].start()] + inner + path[groups[0].end() :]}, {**to, **moved}
