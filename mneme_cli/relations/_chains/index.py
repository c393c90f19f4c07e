"""The nodes of a graph by name, so that a region or a selector is a few ranges and never a pass over all names."""

from __future__ import annotations

from _bisect import bisect_left
from itertools import chain

from mneme_cli.model.glob import matches, plain, stem
from mneme_cli.model.selector import named
from mneme_cli.relations._chains.spans import Spans, common, minus, runs, union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mneme_cli.graph.view import View
    from mneme_cli.model.region import Region
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations._chains.captured import Alike, Bound

OUTSIDE = ("pkg:", "std:", "?")
"""How names begin that are no files of this tree."""
_LAST = "\U0010ffff"
_MARKS = {"package": "pkg:", "std": "std:"}


def bare(target: str) -> str:
    """Return the name that code imports something outside by: `pkg:pypi/sqlalchemy.orm` → `sqlalchemy.orm`."""
    return target[1:] if target.startswith("?") else target[4:].partition("/")[2]


class Names:
    """The names of some nodes of a graph, each read when it is looked at: a range needs no more than its two ends."""

    def __init__(self, graph: View, nodes: Sequence[int]) -> None:
        self._graph, self._nodes = graph, nodes

    def __len__(self) -> int:
        return len(self._nodes)

    def __getitem__(self, at: int) -> str:
        return self._graph.name(self._nodes[at])


class Index:
    """Positions 0 … are the files, sorted; behind them, sorted too, everything that is no file of this tree.

    names, nodes: by position.  files: how many positions are files.
    known, bound, alike, open: what was asked about regions before, kept by whoever answers.
    """

    def __init__(self, names: Names | list[str], nodes: Sequence[int], files: int) -> None:
        self.names, self.nodes, self.files = names, nodes, files
        self.known: dict[object, Spans] = {}
        self.bound: dict[Region, Mapping[Bound, Spans]] = {}
        self.alike: dict[Region, list[Alike]] = {}
        self.open: dict[Region, list[tuple[tuple[int, int], list[dict[str, str]]]]] = {}
        self._bare: list[tuple[str, int]] = []

    def between(self, low: int, high: int) -> list[str]:
        """Return the names of a range."""
        return [self.names[at] for at in range(low, high)]

    def under(self, prefix: str) -> tuple[int, int]:
        """Return the range of the files whose path starts with a literal prefix."""
        return _range(self.names, prefix, 0, self.files)

    def region(self, region: Region) -> Spans:
        """Return the files that a region holds."""
        if (found := self.known.get(region)) is None:
            found = union([span for glob in region.inside for span in self.glob(glob)])
            found = minus(found, union([span for glob in region.outside for span in self.glob(glob)]))
            for more in region.allof:
                found = common(found, self.region(more))
            self.known[region] = found
        return found

    def selector(self, selector: Selector, bound: Mapping[str, str] | None = None) -> Spans:
        """Return the nodes that a selector selects (under what is bound, if anything is)."""
        if bound:
            from mneme_cli.relations._chains.captured import selected  # most rules capture nothing

            return union([*selected(self, selector.region, bound), *self._beyond(selector)])
        if (found := self.known.get(selector)) is None:
            found = union([*self.region(selector.region), *self._beyond(selector)])
            self.known[selector] = found
        return found

    def glob(self, glob: str) -> Spans:
        """Return the files that one glob matches."""
        if (found := self.known.get(glob)) is None:
            found = self.known[glob] = self._glob(glob)
        return found

    def _glob(self, glob: str) -> Spans:
        if glob == "**":
            return union([(0, self.files)])
        if glob.endswith("/**") and plain(glob[:-2]):
            low, high = self.under(glob[:-2])
            return union([(low, high)])
        low, high = self.under(stem(glob))
        return runs(at for at in range(low, high) if matches(glob, self.names[at]))

    def _beyond(self, selector: Selector) -> Spans:
        """Return what a selector selects outside the tree, where no capture is bound."""
        key = selector.form, selector.names
        if (found := self.known.get(key)) is None:
            found = self.known[key] = self._outer(selector)
        return found

    def _outer(self, selector: Selector) -> Spans:
        if not selector.names:
            return ()
        found = []
        for pattern in selector.names:
            literal = pattern.lstrip("=")[: _literal(pattern.lstrip("="))]
            if selector.form == "module":
                found += [at for name, at in self._named(literal) if named(pattern, name)]
            elif mark := _MARKS.get(selector.form):
                low, high = _range(self.names, mark + literal, self.files, len(self.names))
                found += [at for at in range(low, high) if named(pattern, self.names[at][4:])]
        return runs(sorted(set(found)))

    def _named(self, literal: str) -> list[tuple[str, int]]:
        if not self._bare:
            self._bare = sorted((bare(self.names[at]), at) for at in range(self.files, len(self.names)))
        return self._bare[bisect_left(self._bare, (literal,)) : bisect_left(self._bare, (literal + _LAST,))]


def _range(names: Names | list[str], prefix: str, low: int, high: int) -> tuple[int, int]:
    return bisect_left(names, prefix, low, high), bisect_left(names, prefix + _LAST, low, high)


def index_of(graph: View, nodes: Iterable[int] | None = None) -> Index:
    """Index the nodes of a graph, or some of them."""
    order: Sequence[int] = range(graph.nodes)
    if nodes is not None or graph.extra:
        order = graph.ordered(order if nodes is None else nodes)
    names, whole = Names(graph, order), ((0, len(order)),)
    if outside := union([_range(names, mark, 0, len(order)) for mark in OUTSIDE]):
        files = minus(whole, outside)
        order = [*chain.from_iterable([order[low:high] for low, high in (*files, *outside)])]
        return Index(Names(graph, order), order, sum([high - low for low, high in files]))
    return Index(names, order, len(order))


def index_of_paths(paths: Iterable[str]) -> Index:
    """Index files that no graph need know."""
    names = sorted(paths)
    return Index(names, range(len(names)), len(names))


def _literal(pattern: str) -> int:
    return min((at for mark in "*{\\" if (at := pattern.find(mark)) >= 0), default=len(pattern))
