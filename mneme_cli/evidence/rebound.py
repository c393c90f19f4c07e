"""Which names does a changed file bind to something else than before? Only what is written otherwise is resolved.

What a name means depends on how it is written, on the layout, and on which files there are: a change that neither adds
nor deletes one moves no name that stands as it stood.
"""

from __future__ import annotations

from mneme_cli.evidence.barrels import STAR, bound, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.evidence.barrels import Row, Selects
    from mneme_cli.evidence.gather import End
    from mneme_cli.model.fact import Change, Edge


def still(changes: Iterable[Change]) -> bool:
    """Tell whether a change leaves the files that there are as they are, so that both trees answer alike."""
    return all(change.op in ("edit", "mode") for change in changes)


def passed(path: str, after: End, before: End, selects: Selects, alike: bool) -> frozenset[str]:
    """Return the names under which a file newly passes on something selected, and the star if it has a new one."""
    new = rebound(path, after, before, alike)
    found = {name for name, edges in new.items() if any(map(selects, edges))}
    return frozenset(found | {STAR for edge in new.get(STAR, ()) if after.tree.has(edge.target)})


def rebound(path: str, after: End, before: End, alike: bool) -> Mapping[str, tuple[Edge, ...]]:
    """Return name → what it is bound to, of the names that were not bound to that before.

    alike: both trees have the same files, and one layout.
    """
    now, then = written(path, after), written(path, before)
    new, old = _spelled(now), _spelled(then)
    other = frozenset(name for name, said in new.items() if not (alike and said == old.get(name)))
    if not other:
        return {}
    was = {name: _meant(edges) for name, edges in bound(path, then, before, other).items()}
    return {name: edges for name, edges in bound(path, now, after, other).items() if _meant(edges) != was.get(name)}


def _spelled(rows: Iterable[Row]) -> dict[str, set[tuple[str, tuple[str, ...], int]]]:
    """Return name → the imports that bind it, as far as what they mean depends on them."""
    out: dict[str, set[tuple[str, tuple[str, ...], int]]] = {}
    for raw, names in rows:
        for at, name in enumerate(names):
            out.setdefault(name, set()).add((raw.written, raw.names[at : at + 1], raw.kinds))
    return out


def _meant(edges: Iterable[Edge]) -> set[tuple[str, str, str, int]]:
    return {(edge.target, edge.name, edge.member, edge.kinds) for edge in edges}
