"""The files a file imports in one step, as written and, for a ban, as defined behind a re-export.

Says:
    An entry is a component, a module of ours with everything below it, a path, or a third-party module.

Holds:
    `through: false` keeps to what is written, so that an import by way of a re-export is none of its definition.

Example:
    forbid:
      imports:
        - shop.infra
    in:
      - src/shop/domain/**

Code:
    # src/shop/domain/order.py
    from shop.infra import db  # breaks
    from shop.domain import ports

    # src/shop/domain/ports.py
    # src/shop/infra/db.py
    from shop.domain import ports
"""

from __future__ import annotations

from mneme_cli.model.fact import Want
from mneme_cli.relations import Relation
from mneme_cli.relations._far import SELECTORS, captures, entries, meets, near, option, row, selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row, Select


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the entries; `through: false` keeps to the imports as written."""
    from mneme_cli.relations._token import tokens

    far = selectors(entries(params, "imports"), "imports", select)
    return rule._replace(
        relation="imports",
        far=far,
        tokens=tokens(rule.near, far, select),
        through=bool(option(params, "through", True)),
        moment="edit",
    )


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield the imports of the demanded files that `when` counts and an entry selects."""
    for seen in near(rule, facts, "imports"):
        if isinstance(seen, Want):
            yield seen
        else:
            yield from _of(rule, *seen)


def _of(rule: Rule, path: str, edges: tuple[Edge, ...]) -> Iterator[Row]:
    bounds = captures(rule, path)
    counted = [edge for edge in edges if rule.counts(edge.kinds)]
    hits: list[Edge] = []
    for edge in counted:
        if not edge.via:
            hit, own = meets(rule.far, edge, bounds)
            hits += [edge] * (hit and not own)
            if hit or rule.kind == "only":
                yield row(edge, hit, own)
    if rule.through:
        for edge in counted:
            if edge.via and not any(_same(edge, written) for written in hits):
                hit, own = meets(rule.far, edge, bounds)
                if hit:
                    yield row(edge, hit, own)


def _same(definition: Edge, written: Edge) -> bool:
    """Tell whether the import as written is a hit already, so that its definition would say it twice."""
    if (definition.line, definition.column) != (written.line, written.column):
        return False
    return written.target == definition.via or written.name == definition.name


RELATION = Relation(
    schema=SELECTORS,
    lower=lower,
    rows=rows,
    phrase="imports {far}",
    options={"through": {"type": "boolean"}},
)
