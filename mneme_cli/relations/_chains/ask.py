"""Put the questions of all rules of one kind to the facts: wants what is missing, groups what sees the same graph."""

from __future__ import annotations

from mneme_cli.model.fact import Want
from mneme_cli.relations._chains.breach import everywhere, through
from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.view import by_sieve, counts, seen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations._chains.breach import Breach
    from mneme_cli.relations._chains.index import Index
    from mneme_cli.relations._chains.question import Question

    Questions = Callable[[Rule, Index], Iterator[Question]]
    """The laws that a rule makes, where the files of an index are importers."""


def both(facts: Facts) -> tuple[View | None, View | None]:
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
    index = index_of(whole) if facts.added is None else None
    for key, group in by_sieve(rules):

        def ask(where: Index, group: tuple[Rule, ...] = group) -> Iterator[Question]:
            return (question for rule in group for question in questions(rule, where))

        graph = seen(whole, key)
        if index is not None:
            yield from everywhere(ask(index), graph, index)
        elif added := [edge for edge in facts.added or () if counts(key, edge)]:
            yield from through(ask, graph, seen(was, key), added)
