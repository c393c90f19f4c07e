"""Which packages the manifests ask for, and under which names: `"ax": "npm:axios@1"` is axios, and code says `ax`."""

from __future__ import annotations

from mneme_cli import manifests

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.tree import Tree


def meant(tree: Tree, paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the packages that are meant by each name that some manifest asks for."""
    out: dict[str, frozenset[str]] = {}
    for path in paths:
        for each in manifests.read(path, tree.read(path)).entries:
            out[each.written] = out.get(each.written, frozenset()) | {each.name}
    return out


def renamed(names: Mapping[str, frozenset[str]]) -> tuple[tuple[str, str, str], ...]:
    """Return the names that stand for other packages in some manifest.

    In another one a name may be a package of its own: a rule names no folder with a name, so that both are meant. Were
    it neither, one line in any manifest would end a ban.
    """
    return tuple(("npm", name, real) for name in sorted(names) for real in sorted(names[name]) if name != real)
