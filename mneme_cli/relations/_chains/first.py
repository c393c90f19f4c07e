"""Find for each law one chain that an edit brings, from both its ends at once: most of a large graph is left alone.

A new chain leads from an importer to a file that got an import, and from what is imported to the module entered. Where
either way is missing the law holds. Else importers are paired with modules entered: all of them where few files lie
between, else the nearest on either side. Told is the first pair, by module entered and importer, that was not connected
before and that no exception covers: of the first file by name, and there of the first unit. If some pairs are none of
that and they are not all, or too much is looked at, `brought` answers, in its own order. So a law is broken here if and
only if it is there, and each breach is one of those.
"""

from __future__ import annotations

from itertools import chain

from mneme_cli.relations._chains.ask import together
from mneme_cli.relations._chains.breach import again
from mneme_cli.relations._chains.index import index_of_paths
from mneme_cli.relations._chains.law import Law
from mneme_cli.relations._chains.search import Steps, Undecided
from mneme_cli.relations._chains.view import covered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Edge
    from mneme_cli.relations._chains.ask import Ask
    from mneme_cli.relations._chains.breach import Breach
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question

_LAWS = 16
"""More laws than these are cleared all at once: each search of its own has to be worth it."""
_LITTLE, _WALKS = 256, 4
"""Nodes that may be looked at in a graph of any size, and how often all of a large one."""


def first(asks: list[Ask], graphs: tuple[View, View], added: list[Edge]) -> Iterator[Iterator[Breach]]:
    """Yield for each law the breaches that added edges bring, up to one that nothing excuses, or a few more.

    asks: of each rule for its laws.  graphs: after the change and before it.
    """
    plain = [[*ask(index_of_paths(()))] for ask in asks]
    laws = [question for questions in plain for question in questions]
    if len(laws) > _LAWS:
        laws, plain = [], [[] for _ in asks]
    if dear := [ask for ask, questions in zip(asks, plain, strict=True) if not questions]:  # files' names make the laws
        from mneme_cli.relations._chains.brought import through

        yield from through(together(dear), *graphs, added)
    yield from _each(laws, graphs, added)


def _each(laws: list[Question], graphs: tuple[View, View], added: list[Edge]) -> Iterator[Iterator[Breach]]:
    """Yield the same for laws that no name of a file makes; what is behind and ahead of the edges serves them all."""
    graph, steps = graphs[0], Steps(_LITTLE + _WALKS * graphs[0].nodes)
    edges = [(graph.number(edge.source), graph.number(edge.target)) for edge in added]
    edges = sorted({edge for edge in edges if min(edge) >= 0}, key=lambda edge: graph.rank(edge[0]))
    near: list[Index] = []
    every: list[Index] = []
    for question in laws:
        try:
            yield iter(_decided(Law(question, graphs, edges, near, steps)))
        except Undecided:
            from mneme_cli.relations._chains.brought import around, broken

            every += () if every else around(graph, edges)
            yield broken(question, graphs, every, edges)


def _decided(law: Law) -> list[Breach]:
    """Return one breach that nothing excuses; if there is none, those that are excused, and behind them the known.

    Raises:
        Undecided: there may be others.
    """
    rule, name = law.question.rule, law.graph.name
    excused: dict[tuple[str, str], Breach] = {}
    known = set()
    for source, end in law.pairs():
        if law.fresh(source, end):
            breach = law.breach(source, end)
            if breach and not covered(rule, breach.source, breach.target):
                return [breach]
            excused |= {(breach.target, breach.source): breach} if breach else {}
        elif (source, end) in law.edges:
            known.add((name(source), end))
    told = (again(law.question, (law.graph, law.was), source, end) for source, end in sorted(known))
    return [*(excused[pair] for pair in sorted(excused)), *chain.from_iterable(told)]
