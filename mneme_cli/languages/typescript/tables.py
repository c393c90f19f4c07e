"""A layout made ready to be asked about TypeScript: whose aliases hold for a file, what a package's name stands for."""

from __future__ import annotations

from mneme_cli.model.glob import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.layout import Layout

LANGUAGE = "typescript"
OWN, INTERNAL = "=", "#"
"""What the alias sets of a package begin with: its `exports` (pattern "" = its main file), and its `imports`."""
INSTALLED = "node_modules/"
"""Where a package lies that is not ours although one of ours has its name."""
BASE_URL = ""
"""The pattern under which a set holds the folder of `baseUrl`."""


class Tables:
    """What resolution asks of a layout, as tables."""

    def __init__(self, layout: Layout) -> None:
        self.scopes = [row[1:] for row in layout.scopes if row[0] == LANGUAGE]
        self.sets: dict[str, dict[str, list[str]]] = {}
        for language, name, pattern, target in layout.aliases:
            if language == LANGUAGE:
                self.sets.setdefault(name, {}).setdefault(pattern, []).append(target)
        self.packages: dict[str, list[tuple[str, str]]] = {}
        for language, name, folder, seen in layout.workspaces:
            if language == LANGUAGE:
                self.packages.setdefault(name, []).append((seen, folder))
        self.declared = frozenset(name for ecosystem, name in layout.declared if ecosystem == "npm")
        self.tests = layout.tests
        self._config, self._test = ("", ""), ("", False)

    def config(self, path: str) -> str:
        """Return the alias set that holds for a file: the innermost that takes it in, else the innermost there is."""
        if self._config[0] != path:
            self._config = (path, self._found(path))
        return self._config[1]

    def _found(self, path: str) -> str:
        nearest = ""
        for folder, inside, outside, name in self.scopes:
            if not path.startswith(folder):
                continue
            if _any(inside, path) and not _any(outside, path):
                return name
            nearest = nearest or name
        return nearest

    def package(self, path: str, name: str) -> str | None:
        """Return the folder of the package that a file sees under a name, None if it is none of ours."""
        seen = [(len(where), folder) for where, folder in self.packages.get(name, ()) if path.startswith(where)]
        nearest = max(seen)[1] if seen else INSTALLED
        return None if INSTALLED in nearest else nearest

    def test(self, path: str) -> bool:
        """Tell whether a file is a test; the last answer is kept, because a file has many imports."""
        if self._test[0] != path:
            self._test = (path, any(matches(glob, path) for glob in self.tests))
        return self._test[1]


def tables(layout: Layout) -> Tables:
    """Return the tables of a layout; those of the two asked for last are kept, as a change may have two."""
    for known, made in _KEPT:
        if known is layout:
            return made
    _KEPT[:] = [(layout, Tables(layout)), *_KEPT[:1]]
    return _KEPT[0][1]


_KEPT: list[tuple[Layout, Tables]] = []


def _any(globs: str, path: str) -> bool:
    return any(matches(glob, path) for glob in globs.split("\n") if glob)
