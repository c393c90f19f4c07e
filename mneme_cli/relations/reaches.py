"""A file leads to something by a chain of imports, however long: any chain is one too many, in one step or in ten.

Says:
    The first hop of a chain leaves the files that `in` selects and its last enters an entry; each pair of first
    importer and module entered is told once, with the shortest chain.

Holds:
    An entry never applies to importers that it selects itself. Edges of other kinds (`when`) and those that an
    exception hides are gone before chains are sought; an edge that is only excused stays. For `require` it is enough
    that some chain leads from a file to an entry, through whatever.
    A pair that was connected before a change is no new finding, whatever new way the change opens between the two; a
    new import from one to the other is told as existing. To have it found, ban `imports` beside `reaches`.

Example:
    forbid:
      reaches:
        - shop.infra
    in:
      - src/shop/domain/**

Code:
    # src/shop/domain/order.py
    from shop.app import session  # breaks

    # src/shop/domain/ports.py
    # src/shop/app/session.py
    from shop.infra import db

    # src/shop/infra/db.py
"""

from __future__ import annotations

from mneme_cli.model.fact import Edge, Want
from mneme_cli.relations import Relation, Row
from mneme_cli.relations._chains.ask import breaches
from mneme_cli.relations._chains.breach import claim
from mneme_cli.relations._chains.captured import bounds, holds, under
from mneme_cli.relations._chains.index import bare, index_of
from mneme_cli.relations._chains.question import Question
from mneme_cli.relations._chains.spans import each, minus, union
from mneme_cli.relations._chains.view import seen, sieve
from mneme_cli.relations._far import NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.graph.view import View
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations import Select
    from mneme_cli.relations._chains.index import Index

SCHEMA = {**NAMES, "uniqueItems": True}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the entries; a chain is closed in the middle, so the rule bears on every file."""
    far = tuple(select(text) for text in ([params] if isinstance(params, str) else params))
    return rule._replace(relation="reaches", far=far, everywhere=True, reads=("graph",), moment="change", tokens=())


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield the chains of one rule; for `require`, one for each file in `in` that leads to an entry."""
    for found in many((rule,), facts):
        yield found if isinstance(found, Want) else found[1]


def many(rules: tuple[Rule, ...], facts: Facts) -> Iterator[tuple[Rule, Row] | Want]:
    """Yield the chains of all rules: a thousand rules are one pass over the graph, not a thousand searches."""
    for breach in breaches(tuple(rule for rule in rules if rule.kind != "require"), facts, _questions):
        yield breach if isinstance(breach, Want) else (breach.question.rule, _row(breach.chain, known=breach.known))
    for rule in rules:
        if rule.kind == "require":
            if facts.graph is None:
                yield Want(what="graph")
                return
            yield from ((rule, row) for row in _leading(rule, seen(facts.graph, sieve(rule))))


def _questions(rule: Rule, index: Index) -> Iterator[Question]:
    for bound in bounds(rule, index):
        for entry in rule.far:
            yield _question(rule, entry, bound)


def _question(rule: Rule, entry: Selector, bound: Mapping[str, str]) -> Question:
    """Ask whether near (unit 0) leads to one entry (unit 1); what the entry selects is never an importer."""

    def unit(name: str) -> int:
        if entry.selects(name, bare(name), bound or None):
            return 1
        return 0 if holds(rule.near, name, bound) else -1

    def spans(index: Index) -> tuple[tuple[tuple[int, int], ...], ...]:
        ends, near = index.selector(entry, bound), under(index, rule.near, bound)
        return minus(near, ends), ends

    # Of two units only the second is banned to somebody, and to the first: its mask is its own number.
    return Question(rule=rule, unit=unit, spans=spans, into=lambda unit: unit)


def _leading(rule: Rule, graph: View) -> Iterator[Row]:
    """Yield a row for each file of near that leads to an entry, whatever lies between."""
    index = index_of(graph)
    for bound in bounds(rule, index):
        ends = union([span for entry in rule.far for span in index.selector(entry, bound)])
        far = _away(graph, [index.nodes[at] for at in each(ends)])
        for at in each(under(index, rule.near, bound)):
            if far.get(index.nodes[at], 0):
                yield _row(_walk(graph, far, index.nodes[at]))


def _away(graph: View, queue: list[int]) -> dict[int, int]:
    """Return how far everything that leads to some nodes is from them."""
    far = dict.fromkeys(queue, 0)
    for node in queue:
        for near in graph.prev(node):
            if near not in far:
                far[near] = far[node] + 1
                queue.append(near)
    return far


def _walk(graph: View, far: Mapping[int, int], node: int) -> tuple[Edge, ...]:
    edges, source = [], graph.name(node)
    while far[node]:
        steps = {near for near in graph.next(node) if far.get(near, -1) == far[node] - 1}
        target, node = min((graph.name(near), near) for near in steps)
        edges.append(Edge(source=source, target=target, name=""))
        source = target
    return tuple(edges)


def _row(chain: tuple[Edge, ...], *, known: bool = False) -> Row:
    target = chain[-1].target
    universe = {"pkg:": "packages", "std:": "std"}.get(target[:4], "internal")
    return Row(
        path=chain[0].source,
        line=0,
        column=1,
        target=target,
        symbol="",
        claim=claim(chain, known=known),
        kinds=0,
        chain=chain,
        hit=True,
        universe=universe,
        known=known,
    )


RELATION = Relation(
    schema=SCHEMA, lower=lower, rows=rows, phrase="leads to {far}, by any chain", many=many, evidence="graph"
)
