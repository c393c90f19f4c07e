"""A layout made ready to be asked about Python: which roots a file lies in, and where a top-level name of ours is.

The order of a layout's roots means something: those in front of "" (the repository's root) are declared by a manifest
or a setting, and a relative import does not climb over them; those behind it were inferred from where the
`__init__.py` chains begin.
"""

from __future__ import annotations

from mneme_cli.model.glob import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree

LANGUAGE = "python"
MOST = 20_000
"""So many answers are kept."""


class Places:
    """What resolution asks of a layout, as tables."""

    def __init__(self, layout: Layout) -> None:
        roots = layout.of(LANGUAGE) or ("",)
        declared = roots.index("") if "" in roots else len(roots)
        self.roots, self.walls = roots, frozenset(roots[:declared])
        self.deepest_first = tuple(sorted({*roots, ""}, key=len, reverse=True))
        self.packages = frozenset(name.partition(".")[0] for name, _ in layout.packages)
        self.tests = layout.tests
        self.own: dict[str, tuple[str, ...]] = {}
        for language, name, root in layout.own:
            if language == LANGUAGE:
                self.own[name] = (*self.own.get(name, ()), root)
        self.last = ("", False)
        self._around: tuple[str, tuple[str, ...]] = ("", ("",))
        self._found: tuple[object, dict[object, Any]] = (None, {})

    def around(self, path: str) -> tuple[str, ...]:
        """Return the roots that a file lies in, nearest first; the last answer is kept, as for `test`."""
        if self._around[0] != path:
            self._around = (path, tuple(root for root in self.deepest_first if path.startswith(root)))
        return self._around[1]

    def found(self, tree: Tree) -> dict[object, Any]:
        """Return what the resolution keeps of a tree, as long as it is the same one, and until it is too much."""
        if self._found[0] is not tree or len(self._found[1]) > MOST:
            self._found = (tree, {})
        return self._found[1]

    def candidates(self, top: str, path: str) -> tuple[str, ...]:
        """Return where to look for a top-level name: the importer's own roots, then the others (none of test data)."""
        known = self.own.get(top, ())
        if len(known) == 1 and path.startswith(known[0]):
            return known
        near = sorted((root for root in known if path.startswith(root)), key=len, reverse=True)
        return (*near, *(root for root in known if not path.startswith(root) and not self.test(root + "x.py")))

    def test(self, path: str) -> bool:
        """Tell whether a file is a test; the last answer is kept, because a file has many imports."""
        if self.last[0] != path:
            self.last = (path, any(_may(glob, path) and matches(glob, path) for glob in self.tests))
        return self.last[1]


def places(layout: Layout) -> Places:
    """Return the tables of a layout; those of the two asked for last are kept, as a change may have two."""
    for known, made in _KEPT:
        if known is layout:
            return made
    _KEPT[:] = [(layout, Places(layout)), *_KEPT[:1]]
    return _KEPT[0][1]


_KEPT: list[tuple[Layout, Places]] = []


def _may(glob: str, path: str) -> bool:
    """Tell cheaply whether a glob can match: each literal piece of it must be in the path."""
    if "{" in glob or "\\" in glob:
        return True
    return all(piece in path for piece in glob.replace("*", "/").split("/"))
