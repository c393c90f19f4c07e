"""One law over units: who must not reach whom. Layers, independent parts and forbidden targets are all this."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NamedTuple

    from mneme_cli.graph.view import View
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.spans import Spans
else:
    from mneme_cli.model.noun import NamedTuple


class Question(NamedTuple):
    """Units are numbered from 0; a node lies in one of them or in none.

    unit: name of a node → its unit, -1 = in none. It is the truth; `spans` is the same, told for a whole index at once.
    spans: index → the nodes of each unit; the units known by then, in order.
    into: unit → mask of the units that must not reach it (-1 ^ own bit: nobody else).
    words: (importing unit, target unit) → why not, for the claim; "" = nothing to add.
    """

    rule: Rule
    unit: Callable[[str], int]
    spans: Callable[[Index], tuple[Spans, ...]]
    into: Callable[[int], int]
    words: Callable[[int, int], str] = lambda _importer, _target: ""

    def bans(self, importer: int, target: int) -> bool:
        """Tell whether one unit must not reach the other."""
        return importer >= 0 and target >= 0 and importer != target and bool(self.into(target) >> importer & 1)

    def crosses(self, behind: tuple[Spans, ...], front: tuple[Spans, ...]) -> bool:
        """Tell whether a unit that lies ahead is banned to one that lies behind: without names of nodes this is cheap.

        behind, front: the nodes of each unit there.
        """
        ends = [number for number, spans in enumerate(front) if spans]
        if not ends:
            return False
        starts = sum(1 << number for number, spans in enumerate(behind) if spans)
        return any(self.into(end) & starts for end in ends)


class Units(dict[int, int]):
    """The unit of each node of one graph, worked out when it is first asked for."""

    def __init__(self, graph: View, unit: Callable[[str], int]) -> None:
        super().__init__()
        self._graph, self._unit = graph, unit

    def __missing__(self, node: int) -> int:
        unit = self[node] = self._unit(self._graph.name(node))
        return unit
