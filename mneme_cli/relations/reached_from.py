"""Something leads to a file by a chain of imports: what no entry point leads to is dead, or wired past the plan.

It is a demand on who imports a file, in one step or in ten; an entry that selects the file itself meets it. Edges of
other kinds (`when`) and those that an exception hides do not count.

Says:
    Some file that an entry selects leads here by a chain of imports of any length.

Example:
    require:
      reached_from:
        - src/shop/main.py
    in:
      - src/shop/jobs/**
    say: Register the job in shop.main.

Code:
    # src/shop/main.py
    import shop.jobs.mail

    # src/shop/jobs/mail.py
    import json

    # src/shop/jobs/old.py
    import json  # breaks
"""

from __future__ import annotations

from mneme_cli.model.fact import Want
from mneme_cli.relations import Relation, Row
from mneme_cli.relations._chains.captured import bounds, under
from mneme_cli.relations._chains.index import index_of
from mneme_cli.relations._chains.search import ahead
from mneme_cli.relations._chains.spans import each, union
from mneme_cli.relations._chains.view import seen, sieve
from mneme_cli.relations._far import NAMES, entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Select


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the entries.

    Raises:
        ValueError: an entry is no file of ours, so that it imports nothing here.
    """
    far = tuple(select(text) for text in entries(params, "reached_from"))
    for at, entry in enumerate(far):
        if entry.form in ("package", "std"):
            raise ValueError(f"reached_from.{at}: {entry.text} imports nothing here; name files or modules of ours")
    return rule._replace(
        relation="reached_from", far=far, everywhere=True, reads=("graph",), moment="change", tokens=(), through=False
    )


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield a row for each file that `in` selects and that some entry leads to."""
    if facts.graph is None:
        yield Want(what="graph")
        return
    graph = seen(facts.graph, sieve(rule))
    index = index_of(graph)
    for bound in bounds(rule, index):
        begun = union([span for entry in rule.far for span in index.selector(entry, bound)])
        reached = ahead(graph.next, {index.nodes[at] for at in each(begun)})
        for at in each(under(index, rule.near, bound)):
            if index.nodes[at] in reached:
                yield _row(index.names[at])


def _row(path: str) -> Row:
    return Row(path=path, line=1, column=1, target="", symbol="", claim="is reached", hit=True, universe="internal")


RELATION = Relation(
    schema={**NAMES, "uniqueItems": True},
    lower=lower,
    rows=rows,
    phrase="is reached from {far}",
    evidence="graph",
    verbs=("require",),
)
