"""What an import means under a layout, and under the one below it where the first has never heard of the name.

A change of manifests has two layouts. That of before it tells what a name meant; of a name that was born with the
change it knows nothing, and to call that somebody else's package would make a breach of what is none.
"""

from __future__ import annotations

from mneme_cli.model.fact import UNRESOLVED, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree


def resolve(language: Language, path: str, found: Import, tree: Tree, layout: Layout) -> tuple[Edge, ...]:
    """Return one edge for each name that an import asks for."""
    edges = language.resolve(path, found, tree, layout)
    if not layout.under or all(_known(edge.target, language, layout) for edge in edges):
        return edges
    newer = language.resolve(path, found, tree, layout.under[0])
    pairs = zip(edges, newer, strict=True)
    return tuple(old if _known(old.target, language, layout) else new for old, new in pairs)


def absolute(language: Language, path: str, name: str, tree: Tree, layout: Layout) -> str:
    """Make a name whole that `uses` left as it is written: a specifier, NUL, and what hangs from it."""
    written, mark, _ = name.partition("\0")
    if mark and layout.under:
        (edge,) = language.resolve(path, Import(line=0, column=1, written=written), tree, layout)
        layout = layout if _known(edge.target, language, layout) else layout.under[0]
    return language.absolute(path, name, tree, layout)


def _known(target: str, language: Language, layout: Layout) -> bool:
    """Tell whether a target is no guess: something of the tree, of the standard library, or a package asked for.

    Asked for on either side of a change: else an alias takes the name of a package together with its meaning.
    """
    front = f"pkg:{language.ecosystem}/"
    if target == UNRESOLVED or not target.startswith(front):
        return target != UNRESOLVED
    name = target[len(front) :]
    fronts = (name[:at] for at, char in enumerate(name) if char in "/.")
    return not _asked(layout, language.ecosystem).isdisjoint((name, *fronts))


def _asked(layout: Layout, ecosystem: str) -> frozenset[str]:
    """Return the names of packages that somebody asks for, as imports have them; those asked for last are kept."""
    if not _KEPT or _KEPT[0][0] is not layout or _KEPT[0][1] != ecosystem:
        layouts = (layout, *layout.under)
        said = {name for each in layouts for known, name in each.declared if known == ecosystem}
        names = said | {name for each in layouts for name, _ in each.packages}
        _KEPT[:] = [(layout, ecosystem, frozenset(names))]
    return _KEPT[0][2]


_KEPT: list[tuple[Layout, str, frozenset[str]]] = []
