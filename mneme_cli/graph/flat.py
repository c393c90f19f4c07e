"""The import graph in one buffer that is read where it lies: two integer arrays each way and the names, sorted.

Compressed sparse rows, forwards and backwards; nodes are numbered in the order of their names' UTF-8 bytes, so that a
literal prefix is a range of nodes and its edge count is two reads. Nothing is deserialised. A checksum over everything
makes a truncated, torn or foreign buffer an error when it is opened, so that no later read needs to be suspicious.
"""

from __future__ import annotations

from _bisect import bisect_left
from itertools import chain

from mneme_cli.graph.frame import HEAD, WIDTH, arrays, head, seal
from mneme_cli.graph.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from mmap import mmap


class Graph(View):
    """A graph over bytes or a memory map.

    Attributes:
        edges: how many edges there are, parallel edges of different kinds counted each.
        stamp: what the graph was made from, as its maker wrote it.
        notes: plain text that travels with the graph.
        digest: the checksum of the buffer.

    Raises:
        ValueError: the buffer is not a graph of this version, or not whole.
    """

    def __init__(self, buf: bytes | mmap) -> None:
        said = head(buf)
        self.nodes = self.flat = said[1]
        self.edges, self.digest = said[2], said[6]
        view, at, parts = memoryview(buf), HEAD, list[memoryview]()
        for count, width in arrays(self.nodes, self.edges):
            part = view[at : at + count * width]
            parts.append(part.cast("I") if width == 4 else part.cast("H"))
            at += count * width
        self._start, self._out, self._back_start, self._back, self._at, self._masks, self._back_masks = parts
        ends = [at + said[3], at + sum(said[3:5]), at + sum(said[3:6])]
        self._names, self._body = view[at : ends[0]], view[HEAD:at]
        self.stamp = bytes(view[ends[0] : ends[1]]).decode("utf-8", "surrogatepass")
        self._notes = view[ends[1] : ends[2]]

    @property
    def notes(self) -> str:
        """The text that travels with the graph."""
        return bytes(self._notes).decode("utf-8", "surrogatepass")

    def number(self, name: str) -> int:
        """Return the node of a name, -1 if it has none; one bisection."""
        key = _raw(name)
        at = self.place(key)
        return at if at < self.nodes and self._raw(at) == key else -1

    def name(self, node: int) -> str:
        """Return the name of a node."""
        return self._raw(node).decode("utf-8", "surrogatepass")

    def place(self, key: bytes) -> int:
        """Return how many names are less than these bytes."""
        return bisect_left(range(self.nodes), key, key=self._raw)

    def span(self, prefix: str) -> range:
        """Return the nodes whose name starts with a prefix."""
        key = _raw(prefix)
        if not key:
            return range(self.nodes)
        return range(self.place(key), self.place(key[:-1] + bytes([key[-1] + 1])))  # UTF-8 has no byte 255

    def rank(self, node: int) -> int:
        """Return the node: numbers are in the order of names."""
        return node

    def next(self, node: int) -> Sequence[int]:
        """Return the targets of a node."""
        return self._out[self._start[node] : self._start[node + 1]]

    def prev(self, node: int) -> Sequence[int]:
        """Return the sources of a node."""
        return self._back[self._back_start[node] : self._back_start[node + 1]]

    def masks(self, node: int) -> Sequence[int]:
        """Return the edge kinds of `next`."""
        return self._masks[self._start[node] : self._start[node + 1]]

    def back_masks(self, node: int) -> Sequence[int]:
        """Return the edge kinds of `prev`."""
        return self._back_masks[self._back_start[node] : self._back_start[node + 1]]

    def kinds(self) -> frozenset[int]:
        """Return every mask that an edge carries."""
        return frozenset(self._masks)

    def rows(self) -> list[Sequence[int]]:
        """Return `next` of all nodes; slices of one list, five times quicker than one memory view a node."""
        out, start = self._out.tolist(), self._start.tolist()
        return [out[start[node] : start[node + 1]] for node in range(self.nodes)]

    def count(self, nodes: range, *, back: bool = False) -> int:
        """Return how many edges leave (or enter, with `back`) a range of nodes: two reads."""
        start = self._back_start if back else self._start
        return start[nodes.stop] - start[nodes.start] if nodes else 0

    def stamped(self, stamp: str, notes: str) -> bytes:
        """Return the same graph in a buffer with another stamp."""
        tail = self._names.tobytes(), _raw(stamp), _raw(notes)
        return seal(self.nodes, self.edges, self._body.tobytes(), tail)

    def _raw(self, node: int) -> bytes:
        return bytes(self._names[self._at[node] : self._at[node + 1]])


def flatten(
    edges: Iterable[tuple[str, str, int]], files: Iterable[str] = (), stamp: str = "", notes: str = ""
) -> bytes:
    """Write a graph: (source, target, mask) triples in any order, `files` for nodes that may have no edge.

    Raises:
        ValueError: a mask does not fit into 16 bits.
    """
    listed = set(edges)
    names = sorted({*files, *(edge[0] for edge in listed), *(edge[1] for edge in listed)})
    number = {name: at for at, name in enumerate(names)}
    table: list[list[int]] = [[] for _ in names]
    for source, target, mask in listed:
        if not 0 <= mask <= WIDTH:
            raise ValueError("an edge-kind mask must fit into 16 bits")
        table[number[source]].append(number[target] << 16 | mask)
    for row in table:
        row.sort()
    return pack(names, (([end >> 16 for end in row], [end & WIDTH for end in row]) for row in table), stamp, notes)


def pack(names: Sequence[str], rows: Iterable[tuple[Sequence[int], Sequence[int]]], stamp: str, notes: str) -> bytes:
    """Write a graph of sorted names; rows: of every node in turn its targets and their masks, sorted, no repeats."""
    from array import array

    raw = [_raw(name) for name in names]
    ahead = list(rows)
    ways = (ahead, _turned(ahead))
    parts = []
    for way in ways:
        parts += [
            array("I", _sums(len(ends) for ends, _ in way)),
            array("I", chain.from_iterable(row[0] for row in way)),
        ]
    parts.append(array("I", _sums(map(len, raw))))
    parts += [array("H", chain.from_iterable(row[1] for row in way)) for way in ways]
    body = b"".join(part.tobytes() for part in parts)
    return seal(len(names), len(parts[1]), body, (b"".join(raw), _raw(stamp), _raw(notes)))


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _turned(ahead: list[tuple[Sequence[int], Sequence[int]]]) -> list[tuple[list[int], list[int]]]:
    """Turn rows round; they come out sorted because they are filled in the order of their sources."""
    out: list[tuple[list[int], list[int]]] = [([], []) for _ in ahead]
    for node, (ends, masks) in enumerate(ahead):
        for end, mask in zip(ends, masks, strict=True):
            sources, kinds = out[end]
            sources.append(node)
            kinds.append(mask)
    return out


def _sums(counts: Iterable[int]) -> list[int]:
    out = [0]
    for count in counts:
        out.append(out[-1] + count)
    return out
