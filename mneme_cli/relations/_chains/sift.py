"""Clear the laws that hold, all at once: one bit for each unit of each law, one pass over the graph for all bits.

What is left need not be broken (a chain may lead through a listed unit that may); what is cleared holds.
"""

from __future__ import annotations

from mneme_cli.graph.spread import spread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mneme_cli.graph.view import View
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question
    from mneme_cli.relations._chains.spans import Spans


def suspects(
    questions: Iterable[Question], graph: View, index: Index
) -> Iterator[tuple[Question, Callable[[int], bool]]]:
    """Yield the laws that may be broken, each with the test whether a node leads to (or lies in) a banned unit."""
    asked = [(question, question.spans(index)) for question in questions]
    asked = [(question, spans) for question, spans in asked if sum(map(bool, spans)) > 1]
    if not asked:
        return
    own = _own([spans for _, units in asked for spans in units], index)
    reach = spread(graph.rows(), _by_node(own, index, graph.nodes))
    strict = Ranges([reach[node] & ~mine for node, mine in zip(index.nodes, own, strict=True)])
    for node, mine in zip(index.nodes, own, strict=True):
        reach[node] |= mine
    first = 0
    for question, units in asked:
        if wanted := _wanted(question, units, first, strict):
            yield question, lambda node, wanted=wanted: bool(reach[node] & wanted)  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        first += len(units)


def _wanted(question: Question, units: tuple[Spans, ...], first: int, strict: Ranges) -> int:
    """Return the bits of the units that are reached by one that must not."""
    wanted = 0
    ends = [(end, question.into(end)) for end in range(len(units)) if units[end]]
    for start, spans in enumerate(units):
        banned = sum(1 << end for end, into in ends if end != start and into >> start & 1) if spans else 0
        if banned:
            wanted |= strict.join(spans) & banned << first
    return wanted


def _own(units: list[Spans], index: Index) -> list[int]:
    """Return the bits of each position: a range switches its bit on where it begins and off behind its end."""
    turns = [0] * (len(index.nodes) + 1)
    for bit, spans in enumerate(units):
        for low, high in spans:
            turns[low] ^= 1 << bit
            turns[high] ^= 1 << bit
    bits, out = 0, []
    for turn in turns[:-1]:
        bits ^= turn
        out.append(bits)
    return out


def _by_node(own: list[int], index: Index, nodes: int) -> list[int]:
    out = [0] * nodes
    for node, bits in zip(index.nodes, own, strict=True):
        out[node] = bits
    return out


class Ranges:
    """The join (OR) of any range of a list in a logarithm of its length: a segment tree in one array."""

    def __init__(self, bits: Sequence[int]) -> None:
        self._size = len(bits)
        self._tree = [0] * self._size + list(bits)
        for at in range(self._size - 1, 0, -1):
            self._tree[at] = self._tree[2 * at] | self._tree[2 * at + 1]
        self._known: dict[Spans, int] = {}

    def join(self, spans: Spans) -> int:
        """Return everything that is set anywhere in the ranges."""
        if (bits := self._known.get(spans)) is None:
            bits = 0
            for low, high in spans:
                bits |= self._join(low + self._size, high + self._size)
            self._known[spans] = bits
        return bits

    def _join(self, low: int, high: int) -> int:
        bits = 0
        while low < high:
            if low & 1:
                bits |= self._tree[low]
                low += 1
            if high & 1:
                high -= 1
                bits |= self._tree[high]
            low, high = low >> 1, high >> 1
        return bits
