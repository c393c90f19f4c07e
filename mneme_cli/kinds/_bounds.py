"""What layers and independent parts share: a law over units becomes findings, at an edit from the edges of its files.

A transitive law is judged twice. Before an edit lands, and without a graph, an edge that is illegal by itself is told
at once; with the graph, every chain that the change closes.
"""

from __future__ import annotations

from mneme_cli.model.fact import Want
from mneme_cli.model.finding import Finding
from mneme_cli.model.scan import loads
from mneme_cli.relations._chains.ask import breaches
from mneme_cli.relations._chains.index import index_of_paths
from mneme_cli.relations._chains.view import counts, sieve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations._chains.ask import Questions
    from mneme_cli.relations._chains.question import Question


def judged(rules: tuple[Rule, ...], facts: Facts, questions: Questions) -> Iterator[Finding | Want]:
    """Yield the findings of direct rules from rows, those of the others from the graph."""
    direct = tuple(rule for rule in rules if loads(rule.terms).get("direct"))
    for rule in direct:
        yield from _rows(rule, facts, questions)
    chained = tuple(rule for rule in rules if rule not in direct)
    if facts.graph is None:
        for rule in chained:
            yield from _early(rule, facts, questions)
    for breach in breaches(chained, facts, questions):
        if isinstance(breach, Want):
            yield breach
        else:
            yield Finding(
                rule=breach.question.rule.id,
                source=breach.source,
                target=breach.target,
                claim=breach.claim(),
                chain=breach.chain,
                status="existing" if breach.known else "",
            )


def _rows(rule: Rule, facts: Facts, questions: Questions) -> Iterator[Finding | Want]:
    """Judge single imports: those of the demanded files, or what a change adds if the rule reads the graph anyway."""
    added, paths = facts.added, facts.demand.get(rule.id, ())
    if added is None or "graph" not in rule.reads:
        if missing := tuple(path for path in paths if facts.imports(path) is None):
            yield Want(what="imports", paths=missing)
        added = tuple(edge for path in paths for edge in facts.imports(path) or ())
    for edge, claim in _illegal(rule, added, questions):
        yield _told(rule, edge, claim)._replace(kinds=edge.kinds)


def _early(rule: Rule, facts: Facts, questions: Questions) -> Iterator[Finding]:
    """Tell illegal edges before there is a graph; their identity is that of the chain they are (no kinds)."""
    edges = facts.added
    if edges is None:
        edges = tuple(edge for path in facts.demand.get(rule.id, ()) for edge in facts.imports(path) or ())
    for edge, claim in _illegal(rule, edges, questions):
        yield _told(rule, edge, claim)


def _told(rule: Rule, edge: Edge, claim: str) -> Finding:
    """Make the finding of one illegal edge."""
    return Finding(
        rule=rule.id,
        source=edge.source,
        target=edge.target,
        claim=claim,
        line=edge.line,
        column=edge.column,
        chain=(edge,),
    )


def _illegal(rule: Rule, edges: tuple[Edge, ...] | list[Edge], questions: Questions) -> Iterator[tuple[Edge, str]]:
    key = sieve(rule)
    edges = [edge for edge in edges if counts(key, edge) and rule.near.holds(edge.source)]
    if not edges:
        return
    sources = index_of_paths({edge.source for edge in edges})
    asked: list[Question] = list(questions(rule, sources))
    for edge in edges:
        for question in asked:
            importer, target = question.unit(edge.source), question.unit(edge.target)
            if question.bans(importer, target):
                words = question.words(importer, target)
                yield edge, f"imports {edge.target}: {words}"
