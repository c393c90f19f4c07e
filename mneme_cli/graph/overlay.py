"""Changes laid over a flat graph: the tree before, the tree after, or the graph mended by what was re-read."""

from __future__ import annotations

from _bisect import bisect_left

from mneme_cli.graph.view import View
from mneme_cli.model.fact import NAMED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    from mneme_cli.graph.flat import Graph

_BELOW = 0xFFFFFFFF


class Overlay(View):
    """Edges of some files replaced; everything else as the flat graph has it.

    edges: path → (target, mask) of every edge of that file now; a row that the graph has as well is not laid.
    gone: files that are no more; they keep their number and what still points at them, and lose their own edges.
    known: what was sought in it, for whoever asks again: a judge comes back when it has read more.
    Names that are new get numbers behind those of the graph; whatever is listed is listed by name all the same.
    """

    def __init__(
        self, graph: Graph, edges: Mapping[str, Iterable[tuple[str, int]]] | None = None, gone: Collection[str] = ()
    ) -> None:
        self.graph = graph
        rows = {path: frozenset(edges[path]) for path in sorted(edges or {}) if path not in gone} if edges else {}
        self.changed = {path: row for path, row in rows.items() if row != _row(graph, path)}
        self.gone = frozenset(gone)
        names = {*self.changed, *(target for row in self.changed.values() for target, _ in row)}
        self.extra = tuple(sorted(name for name in names if graph.number(name) < 0))
        self.flat, self.nodes = graph.nodes, graph.nodes + len(self.extra)
        self._number = {name: at for at, name in enumerate(self.extra, self.flat)}
        places = [graph.place(name.encode("utf-8", "surrogatepass")) for name in self.extra]
        self._rank = [(place << 32) + at for at, place in enumerate(places)]
        self.known: dict[object, Any] = {}
        self._over: dict[int, tuple[list[int], list[int]]] = {}
        self._entered: dict[int, tuple[list[int], list[int]]] = {}
        self._lay()

    def _lay(self) -> None:
        """Replace the rows, and note every node into which a replaced row led or leads."""
        back: dict[int, list[tuple[int, int]]] = {}
        for node in [node for path in self.gone if (node := self.number(path)) >= 0]:
            self._over[node] = ([], [])
        for path, row in self.changed.items():
            node = self.number(path)
            ends = sorted((self.rank(end), mask, end) for target, mask in row for end in (self.number(target),))
            self._over[node] = ([end for _, _, end in ends], [mask for _, mask, _ in ends])
            for _, mask, end in ends:
                back.setdefault(end, []).append((node, mask))
        for node in self._over:
            for end in self.graph.next(node) if node < self.flat else ():
                back.setdefault(end, [])
        self._back = back

    def _into(self, end: int) -> tuple[list[int], list[int]]:
        """Return the row that enters a node, made when it is first asked for: half the files may import `json`."""
        if end not in self._entered:
            self._entered[end] = self._entering(end, self._back[end])
        return self._entered[end]

    def _entering(self, end: int, rows: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
        if end < self.flat:
            kept = zip(self.graph.prev(end), self.graph.back_masks(end), strict=True)
            rows = rows + [(node, mask) for node, mask in kept if node not in self._over]
        rows = sorted(rows, key=lambda row: (self.rank(row[0]), row[1]))
        return [node for node, _ in rows], [mask for _, mask in rows]

    def laid(self, edges: Mapping[str, Iterable[tuple[str, int]]], gone: Collection[str] = ()) -> Overlay:
        """Return this overlay with more files replaced; what is said last counts."""
        kept = {path: row for path, row in self.changed.items() if path not in gone}
        return Overlay(self.graph, {**kept, **edges}, (self.gone - set(edges)) | set(gone))

    def called(self, names: Mapping[str, str], aims: Mapping[str, str]) -> Overlay:
        """Return this graph with files under other names. names: of a file with its edges; aims: of what leads to it.

        A file that is two now, what held its text and what is imported in its name, leads on from both.
        The old names stay, and lead nowhere.
        """
        key = ("called", tuple(sorted(names.items())), tuple(sorted(aims.items())))
        if key not in self.known:
            olds = sorted({*names, *aims})
            nodes = {node for old in olds if (node := self.number(old)) >= 0}
            rows = {self.name(node): self._aimed(node, aims) for node in nodes.union(*map(self.prev, nodes))}
            for old in olds:
                row = rows.pop(old, ())
                rows |= {old: (), **{new: row for new in (names.get(old), aims.get(old)) if new}}
            self.known[key] = self.laid(rows)
        found: Overlay = self.known[key]
        return found

    def _aimed(self, node: int, aims: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
        """Return the edges of a node, to the names that their ends have now."""
        ends = zip(map(self.name, self.next(node)), self.masks(node), strict=True)
        return tuple((aims.get(end, end), mask & ~NAMED) for end, mask in ends)

    def number(self, name: str) -> int:
        """Return the node of a name, -1 if it has none."""
        node = self.graph.number(name)
        return node if node >= 0 else self._number.get(name, -1)

    def name(self, node: int) -> str:
        """Return the name of a node."""
        return self.graph.name(node) if node < self.flat else self.extra[node - self.flat]

    def span(self, prefix: str) -> range:
        """Return the nodes of the flat graph under a prefix; `extra` comes on top."""
        return self.graph.span(prefix)

    def rank(self, node: int) -> int:
        """Return the place of a node in the order of names: a new one stands before the first greater old one."""
        return (node << 32) + _BELOW if node < self.flat else self._rank[node - self.flat]

    def ordered(self, nodes: Iterable[int]) -> list[int]:
        """Sort nodes by name: those of the graph are in order already, and there are few others."""
        out = sorted(nodes)
        cut = bisect_left(out, self.flat)
        late = sorted(out[cut:], key=self.rank, reverse=True)
        del out[cut:]
        for node in late:
            out.insert(bisect_left(out, self.rank(node) >> 32), node)
        return out

    def next(self, node: int) -> Sequence[int]:
        """Return the targets of a node."""
        if node in self._over:
            return self._over[node][0]
        return self.graph.next(node) if node < self.flat else ()

    def masks(self, node: int) -> Sequence[int]:
        """Return the edge kinds of `next`."""
        if node in self._over:
            return self._over[node][1]
        return self.graph.masks(node) if node < self.flat else ()

    def prev(self, node: int) -> Sequence[int]:
        """Return the sources of a node."""
        if node in self._back:
            return self._into(node)[0]
        return self.graph.prev(node) if node < self.flat else ()

    def back_masks(self, node: int) -> Sequence[int]:
        """Return the edge kinds of `prev`."""
        if node in self._back:
            return self._into(node)[1]
        return self.graph.back_masks(node) if node < self.flat else ()

    def kinds(self) -> frozenset[int]:
        """Return the masks of both."""
        return self.graph.kinds() | {mask for _, masks in self._over.values() for mask in masks}

    def rows(self) -> list[Sequence[int]]:
        """Return `next` of all nodes."""
        out = self.graph.rows() + [()] * len(self.extra)
        for node, (targets, _) in self._over.items():
            out[node] = targets
        return out


def _row(graph: Graph, path: str) -> frozenset[tuple[str, int]] | None:
    """Return the edges of a file as the graph has them, unmarked (`NAMED`); None if it has no such file."""
    node = graph.number(path)
    if node < 0:
        return None
    ends = zip(graph.next(node), graph.masks(node), strict=True)
    return frozenset((graph.name(end), mask & ~NAMED) for end, mask in ends)
