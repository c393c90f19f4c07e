"""The import graph in one buffer that is read where it lies: two integer arrays each way and the names, sorted.

Compressed sparse rows, forwards and backwards; nodes are numbered in the order of their names' UTF-8 bytes, so that a
literal prefix is a range of nodes and its edge count is two reads. Nothing is deserialised. A checksum over everything
makes a truncated, torn or foreign buffer an error when it is opened, so that no later read needs to be suspicious.
"""

from __future__ import annotations

from _bisect import bisect_left

from mneme_cli.graph.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from mmap import mmap

_MAGIC = 0x6D6E6701  # "mng" and the version of this layout; another byte order reads as another number
_HEAD = 8  # magic, nodes, edges, bytes of names, of stamp, of notes, checksum, 0
_WIDTH = 0xFFFF


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
        head = _head(buf)
        self.nodes = self.flat = head[1]
        self.edges, self.digest = head[2], head[6]
        view, at, parts = memoryview(buf), 4 * _HEAD, list[memoryview]()
        for count, width in _arrays(self.nodes, self.edges):
            part = view[at : at + count * width]
            parts.append(part.cast("I") if width == 4 else part.cast("H"))
            at += count * width
        self._start, self._out, self._back_start, self._back, self._at, self._masks, self._back_masks = parts
        ends = [at + head[3], at + head[3] + head[4], at + head[3] + head[4] + head[5]]
        self._names = view[at : ends[0]]
        self.stamp = bytes(view[ends[0] : ends[1]]).decode("utf-8", "surrogatepass")
        self._notes = view[ends[1] : ends[2]]

    @property
    def notes(self) -> str:
        """The text that travels with the graph."""
        return bytes(self._notes).decode("utf-8", "surrogatepass")

    def number(self, name: str) -> int:
        """Return the node of a name, -1 if it has none; one bisection."""
        key = name.encode("utf-8", "surrogatepass")
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
        key = prefix.encode("utf-8", "surrogatepass")
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

    def _raw(self, node: int) -> bytes:
        return bytes(self._names[self._at[node] : self._at[node + 1]])


def flatten(
    edges: Iterable[tuple[str, str, int]], files: Iterable[str] = (), stamp: str = "", notes: str = ""
) -> bytes:
    """Write a graph: (source, target, mask) triples in any order, `files` for nodes that may have no edge.

    Raises:
        ValueError: a mask does not fit into 16 bits.
    """
    listed = list(edges)
    names = sorted({*files, *(edge[0] for edge in listed), *(edge[1] for edge in listed)})
    number = {name: at for at, name in enumerate(names)}
    return pack(names, {(number[source], number[target], mask) for source, target, mask in listed}, stamp, notes)


def pack(names: Sequence[str], edges: Iterable[tuple[int, int, int]], stamp: str, notes: str) -> bytes:
    """Write a graph of sorted names and numbered edges without repeats."""
    from array import array

    nodes = len(names)
    raw = [name.encode("utf-8", "surrogatepass") for name in names]
    arrays, masks, count = [], [], 0
    for starts, ends, kinds in _both_ways(edges, nodes):
        arrays += [array("I", starts), array("I", ends)]
        masks.append(array("H", kinds))
        count = len(ends)
    arrays += [array("I", _sums(map(len, raw))), *masks]
    tail = [b"".join(raw), stamp.encode("utf-8", "surrogatepass"), notes.encode("utf-8", "surrogatepass")]
    body = b"".join([*(part.tobytes() for part in arrays), *tail])
    head = array("I", [_MAGIC, nodes, count, *map(len, tail), 0, 0])
    head[6] = _sum(head.tobytes(), body)
    return head.tobytes() + body


def _both_ways(edges: Iterable[tuple[int, int, int]], nodes: int) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """Yield starts, ends and masks, forwards and then backwards; an edge is sorted as one number, which is quick."""
    wide = nodes << 16
    keys = sorted([source * wide + (target << 16) + _narrow(mask) for source, target, mask in edges])
    for _ in range(2):
        ends = [key % wide >> 16 for key in keys]
        counts = [0] * nodes
        for key in keys:
            counts[key // wide] += 1
        yield _sums(counts), ends, [key & _WIDTH for key in keys]
        keys = sorted([end * wide + (key // wide << 16) + (key & _WIDTH) for key, end in zip(keys, ends, strict=True)])


def _narrow(mask: int) -> int:
    if not 0 <= mask <= _WIDTH:
        raise ValueError("an edge-kind mask must fit into 16 bits")
    return mask


def _sums(counts: Iterable[int]) -> list[int]:
    out = [0]
    for count in counts:
        out.append(out[-1] + count)
    return out


def _arrays(nodes: int, edges: int) -> list[tuple[int, int]]:
    """List length and width of the seven arrays, in order."""
    rows = [(nodes + 1, 4), (edges, 4)]
    return [*rows, *rows, (nodes + 1, 4), (edges, 2), (edges, 2)]


def _head(buf: bytes | mmap) -> list[int]:
    view = memoryview(buf)
    if len(view) < 4 * _HEAD:
        raise ValueError("too short to be a graph")
    head = view[: 4 * _HEAD].cast("I").tolist()
    if head[0] != _MAGIC:
        raise ValueError("not a graph of this version")
    arrays = sum(count * width for count, width in _arrays(head[1], head[2]))
    if len(view) != 4 * _HEAD + arrays + head[3] + head[4] + head[5]:
        raise ValueError("a graph of another length")
    blank = view[: 4 * 6].tobytes() + bytes(8)
    if head[7] or head[6] != _sum(blank, view[4 * _HEAD :]):
        raise ValueError("a graph that is damaged")
    return head


def _sum(head: bytes, body: bytes | memoryview) -> int:
    from zlib import crc32

    return crc32(body, crc32(head))
