"""What every graph can be asked, whether it lies in a file, has changes laid over it, or hides some of its edges."""

from __future__ import annotations

from mneme_cli.graph.mark import mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from mneme_cli.model.region import Region
    from mneme_cli.model.selector import Selector


class View:
    """Nodes are the numbers 0 … nodes - 1; those below `flat` are numbered in the order of their names.

    Attributes:
        nodes: how many there are, `extra` included.
        flat: how many of them lie in the file.
        extra: names of the nodes from `flat` on, sorted among themselves.
    """

    nodes: int = 0
    flat: int = 0
    extra: tuple[str, ...] = ()

    def number(self, name: str) -> int:
        """Return the node of a path, `pkg:…`, `std:…` or `?name`; -1 if it has none."""
        raise NotImplementedError

    def name(self, node: int) -> str:
        """Return what a node stands for."""
        raise NotImplementedError

    def span(self, prefix: str) -> range:
        """Return the nodes below `flat` whose name starts with a literal prefix: they are consecutive."""
        raise NotImplementedError

    def rank(self, node: int) -> int:
        """Return a number that orders nodes as their names do."""
        raise NotImplementedError

    def next(self, node: int) -> Sequence[int]:
        """Return the targets of a node's edges in the order of their names; parallel edges repeat their target."""
        raise NotImplementedError

    def prev(self, node: int) -> Sequence[int]:
        """Return the sources of a node's edges in the order of their names; parallel edges repeat their source."""
        raise NotImplementedError

    def masks(self, node: int) -> Sequence[int]:
        """Return the edge kinds of `next`, entry by entry."""
        raise NotImplementedError

    def back_masks(self, node: int) -> Sequence[int]:
        """Return the edge kinds of `prev`, entry by entry."""
        raise NotImplementedError

    def kinds(self) -> frozenset[int]:
        """Return every mask that an edge carries; a mask too many does no harm."""
        raise NotImplementedError

    def rows(self) -> list[Sequence[int]]:
        """Return `next` of all nodes at once, for whoever walks the whole graph."""
        return [self.next(node) for node in range(self.nodes)]

    def ordered(self, nodes: Iterable[int]) -> list[int]:
        """Sort nodes by name."""
        return sorted(nodes, key=self.rank) if self.extra else sorted(nodes)

    def mark(self, what: Callable[[str], bool] | Region | Selector) -> bytearray:
        """Return one byte per node: 1 = a region, a selector or a test of names takes it in."""
        return mark(self, what)

    def filtered(self, keep: Callable[[int], bool], hidden: Collection[tuple[str, str]] = ()) -> View:
        """Hide the edges whose mask `keep` refuses, and those between the (source, target) names of `hidden`."""
        if not hidden and all(keep(mask) for mask in self.kinds()):
            return self
        return Filtered(self, keep, hidden)


class Filtered(View):
    """A graph some of whose edges are hidden; its nodes are those of the graph behind it."""

    def __init__(self, source: View, keep: Callable[[int], bool], hidden: Collection[tuple[str, str]] = ()) -> None:
        self.source = source
        self.hidden = frozenset((source.number(name), source.number(target)) for name, target in hidden)
        self.nodes, self.flat, self.extra = source.nodes, source.flat, source.extra
        self._kept = frozenset(mask for mask in source.kinds() if keep(mask))
        self._touched = frozenset(node for edge in self.hidden for node in edge)

    def number(self, name: str) -> int:
        """Return the node of a name, as behind the filter."""
        return self.source.number(name)

    def name(self, node: int) -> str:
        """Return the name of a node, as behind the filter."""
        return self.source.name(node)

    def span(self, prefix: str) -> range:
        """Return the nodes under a prefix, as behind the filter."""
        return self.source.span(prefix)

    def rank(self, node: int) -> int:
        """Return the place of a node in the order of names, as behind the filter."""
        return self.source.rank(node)

    def ordered(self, nodes: Iterable[int]) -> list[int]:
        """Sort nodes by name, as behind the filter."""
        return self.source.ordered(nodes)

    def next(self, node: int) -> Sequence[int]:
        """Return the targets of the edges that are left."""
        return [target for target, _ in self._out(node)]

    def masks(self, node: int) -> Sequence[int]:
        """Return the kinds of the edges that are left."""
        return [mask for _, mask in self._out(node)]

    def prev(self, node: int) -> Sequence[int]:
        """Return the sources of the edges that are left."""
        return [source for source, _ in self._back(node)]

    def back_masks(self, node: int) -> Sequence[int]:
        """Return the kinds of the edges that are left, backwards."""
        return [mask for _, mask in self._back(node)]

    def kinds(self) -> frozenset[int]:
        """Return the masks that were kept."""
        return self._kept

    def _out(self, node: int) -> list[tuple[int, int]]:
        kept = self._kept
        left = [at for at in zip(self.source.next(node), self.source.masks(node), strict=True) if at[1] in kept]
        return [at for at in left if (node, at[0]) not in self.hidden] if node in self._touched else left

    def _back(self, node: int) -> list[tuple[int, int]]:
        kept = self._kept
        left = [at for at in zip(self.source.prev(node), self.source.back_masks(node), strict=True) if at[1] in kept]
        return [at for at in left if (at[0], node) not in self.hidden] if node in self._touched else left
