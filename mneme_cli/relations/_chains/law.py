"""One law around the edges that an edit adds: who leads to them, what they lead to, and which pairs that connects."""

from __future__ import annotations

from itertools import chain

from mneme_cli.relations._chains.breach import Breach, shortest
from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.listed import around, listing, nodes_of
from mneme_cli.relations._chains.question import Units
from mneme_cli.relations._chains.search import Undecided, ahead, between, middle
from mneme_cli.relations._chains.spans import union

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from mneme_cli.graph.view import View
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.listed import Listed
    from mneme_cli.relations._chains.question import Question
    from mneme_cli.relations._chains.search import Step, Steps

_PAIRS = 16
"""Pairs that are tried of what is nearest: where all was connected before, they would be searched without end."""
_FEW = 64
"""Nodes that are asked for their unit one by one, before all of a law's units are told at once."""


class Law:
    """One law over the graph after a change and before it.

    edges: that are added, from node to node.  sides: what lies behind them and ahead of them, or the whole graph; the
    first law that needs them fills them in.  steps: what all searches may still look at.
    """

    def __init__(
        self,
        question: Question,
        graphs: tuple[View, View],
        edges: list[tuple[int, int]],
        sides: list[Index],
        steps: Steps,
    ) -> None:
        self.question, self.graph, self.was, self.edges = question, *graphs, edges
        self._sides, self._steps = sides, steps
        self._now, self._then = (Units(graph, question.unit) for graph in graphs)
        self._listed: Listed | None = None
        self._reached: dict[int, set[int]] = {}

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield importers with modules entered: every pair that may be new, and those that an added edge connects.

        Raises:
            Undecided: there may be more of them; said at the end.
        """
        undecided = False
        for tail in dict.fromkeys(tail for tail, _ in self.edges):
            heads = {head for source, head in self.edges if source == tail}
            leading, entered = self._close(self.graph.prev, {tail}), self._close(self.graph.next, heads)
            if leading == set() or entered == set():
                continue
            near = (leading, entered) if leading is not None and entered is not None else None
            undecided |= yield from self._met(*near) if near else self._nearest(tail, heads)
        if undecided:
            raise Undecided

    def fresh(self, source: int, end: int) -> bool:
        """Tell whether a pair was not connected before."""
        then = [self.was.number(self.graph.name(node)) for node in (source, end)]
        return min(then) < 0 or not between(self.was, {then[0]}, {then[1]}, self._passed_then, self._steps)

    def breach(self, source: int, end: int) -> Breach | None:
        """Return the breach of a pair, with the shortest chain; None if an edge is added that the graph has not."""
        passed = self._listed.passed if self._listed else self._passed
        met = between(self.graph, {source}, {end}, passed, self._steps)
        if not met:
            return None
        early, late = middle(self.graph.prev, *met), middle(self.graph.next, *met[::-1])
        far = {node: at for at, level in enumerate(late + early[-2::-1]) for node in level}
        return Breach(question=self.question, chain=shortest(self.graph, self._now, far, source))

    def _close(self, step: Step, starts: set[int]) -> set[int] | None:
        """Return what is listed and met from some nodes, nothing listed between; None = there is much between."""
        found, seen, level = set[int](), {*starts}, starts
        while level:
            met = {node for node in level if self._now[node] >= 0}
            found |= met
            level = set(chain.from_iterable(map(step, level - met))) - seen
            seen |= level
            if len(seen) > _FEW:
                return None
        return found

    def _met(self, leading: set[int], entered: set[int]) -> Generator[tuple[int, int], None, bool]:
        """Yield pairs of all that lies around; tell whether they are too many."""
        now, holds, bans = self._now, self.question.rule.near.holds, self.question.bans
        leading = {node for node in leading if holds(self.graph.name(node))}
        many = False
        for unit in sorted({now[node] for node in entered}):
            sources = {node for node in leading if bans(now[node], unit)}
            many |= yield from self._crossed(sources, {node for node in entered if now[node] == unit})
        return many

    def _listing(self) -> Listed:
        self._sides += () if self._sides else around(self.graph, self.edges)
        self._listed = self._listed or listing(self.question, *self._sides)
        return self._listed

    def _nearest(self, tail: int, heads: set[int]) -> Generator[tuple[int, int], None, bool]:
        """Yield pairs of what is nearest to the edges on either side; tell whether others may be new.

        Of many units all that lies around is found out at once. Whoever leads to the tail was connected with all that
        the tail led to: that is left out of the second pairs.
        """
        listed = self._listing()
        units = [(unit, ends) for unit, ends in enumerate(listed.ends) if ends and self.question.into(unit)]
        every, many = None, False
        if len(units) > 1:
            behind = ahead(self.graph.prev, {tail}, listed.walls, self._steps) & listed.walls
            every = behind, ahead(self.graph.next, heads, listed.walls, self._steps) & listed.walls
        for unit, ends in units:
            entered = ends & every[1] if every else self._entered(heads, ends, listed)
            if entered and (leading := self._leading(tail, unit, listed, every[0] if every else None)):
                many |= (yield from self._crossed(leading, entered)) and tail in listed.walls
                left = ends - self._led(tail, ends)
                entered = left & every[1] if every else self._entered(heads, left, listed)
                more = yield from self._crossed(leading, entered)
                many |= more or (not every and bool(entered))
        return many

    def _crossed(self, leading: set[int], entered: set[int]) -> Generator[tuple[int, int], None, bool]:
        """Yield the first pairs by the names of modules entered and importers; tell whether there are more."""
        sources = self.graph.ordered(leading)
        pairs = [(source, end) for end in self.graph.ordered(entered) for source in sources]
        yield from pairs[:_PAIRS]
        return len(pairs) > _PAIRS

    def _led(self, tail: int, ends: set[int]) -> set[int]:
        """Return the modules by which a unit was entered from a file before."""
        if tail not in self._reached:
            index = index_of(self.was)
            walls = nodes_of(index, union(chain.from_iterable(self.question.spans(index))))
            then = self.was.number(self.graph.name(tail))
            self._reached[tail] = ahead(self.was.next, {then} - {-1}, walls - {then}, self._steps)
        return {end for end in ends if self.was.number(self.graph.name(end)) in self._reached[tail]}

    def _entered(self, heads: set[int], ends: set[int], listed: Listed) -> set[int]:
        """Return the nearest modules by which a unit is entered from some files; these, if they lie in it."""
        if here := heads & ends:
            return here
        met = between(self.graph, heads - listed.walls, ends, listed.passed, self._steps)
        return middle(self.graph.next, *met[::-1])[0] if met else set()

    def _leading(self, tail: int, unit: int, listed: Listed, every: set[int] | None) -> set[int]:
        """Return the nearest importers that lead to a file and must not reach a unit, or all; itself, if it is one."""
        banned = [nodes for at, nodes in enumerate(listed.importers) if self.question.bans(at, unit)]
        if every is not None:
            return every.intersection(chain.from_iterable(banned))
        if tail in listed.walls:
            return {tail} if any(tail in nodes for nodes in banned) else set()
        starts = set().union(*banned)
        self._steps.take(starts)
        met = between(self.graph, starts, {tail}, listed.passed, self._steps)
        return middle(self.graph.prev, *met)[0] if met else set()

    def _passed(self, level: set[int]) -> set[int]:
        return {node for node in level if self._now[node] < 0}

    def _passed_then(self, level: set[int]) -> set[int]:
        return {node for node in level if self._then[node] < 0}
