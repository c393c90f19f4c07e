"""Put the questions of all rules of one kind to the facts: wants what is missing, groups what sees the same graph."""

from __future__ import annotations

from mneme_cli.model.fact import Want
from mneme_cli.relations._chains.breach import everywhere
from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.view import by_sieve, counts, covered, seen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mneme_cli.graph.overlay import Overlay
    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations._chains.breach import Breach
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question

    Ask = Callable[[Index], Iterable[Question]]
    Questions = Callable[[Rule, Index], Iterator[Question]]
    """The laws that a rule makes, where the files of an index are importers."""


def both(facts: Facts) -> tuple[Overlay | None, Overlay | None]:
    """Return the graph after and before a change; none is missed before where everything is looked at."""
    return facts.graph, facts.graph if facts.added is None else facts.was


def breaches(rules: tuple[Rule, ...], facts: Facts, questions: Questions) -> Iterator[Breach | Want]:
    """Yield every broken pair of the whole graph, or those that the added edges of a change bring."""
    if not rules or (facts.added is not None and not facts.added):
        return
    whole, was = both(facts)
    if whole is None or was is None:
        yield Want(what="graph", side="before" if whole else "after")
        return
    key = (
        "chains",
        id(was),
        facts.added is None,
        facts.few,
        tuple((rule.id, rule.kind, rule.relation) for rule in rules),
    )
    if key not in whole.known:
        whole.known[key] = tuple(_found(rules, facts, questions, (whole, was)))
    yield from whole.known[key]


def _found(rules: tuple[Rule, ...], facts: Facts, questions: Questions, graphs: tuple[View, View]) -> Iterator[Breach]:
    index = index_of(graphs[0]) if facts.added is None else None
    for key, group in by_sieve(rules):
        asks = [_asking(rule, questions) for rule in group]
        graph, was = seen(graphs[0], key), seen(graphs[1], key)
        if index is not None:
            yield from everywhere(together(asks)(index), graph, index)
        elif added := [edge for edge in facts.added or () if counts(key, edge)]:
            yield from _brought(asks, (graph, was), added, few=facts.few)


def _asking(rule: Rule, questions: Questions) -> Ask:
    return lambda where: questions(rule, where)


def together(asks: Iterable[Ask]) -> Ask:
    """Ask for the laws of several rules at once."""
    return lambda where: (question for ask in asks for question in ask(where))


def _brought(asks: list[Ask], graphs: tuple[View, View], added: list[Edge], *, few: bool) -> Iterator[Breach]:
    """Yield what added edges break. few: a hook needs one breach of a law, and not what finds all of them."""
    if few:
        from mneme_cli.relations._chains.first import first

        for found in first(asks, graphs, added):
            yield from _first(found)
    else:
        from mneme_cli.relations._chains.brought import through

        for found in through(together(asks), *graphs, added):
            yield from found


def _first(found: Iterable[Breach]) -> Iterator[Breach]:
    """Yield a law's breaches up to the first that no exception covers."""
    for breach in found:
        yield breach
        if not covered(breach.question.rule, breach.source, breach.target):
            return
