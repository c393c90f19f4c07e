"""How an import is spelled: relative, or relative to a parent package.

Says:
    `relative` is any import that begins with a dot, `relative_parent` one that begins with two or more.

Example:
    forbid:
      written: [relative_parent]
    say: Write the package's full name.

Code:
    # src/shop/web/cart.py
    from ..domain import order  # breaks
    from . import page
    from shop.domain import order

    # src/shop/web/page.py
    # src/shop/domain/order.py
"""

from __future__ import annotations

from mneme_cli.model.fact import Want
from mneme_cli.model.selector import Selector
from mneme_cli.relations import Relation
from mneme_cli.relations._far import entries, near, row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row, Select

SPELLINGS = ("relative", "relative_parent", "alias", "base_url")
_START = {"relative": ".", "relative_parent": ".."}


def lower(params: Any, rule: Rule, select: Select) -> Rule:  # noqa: ARG001 (every relation's lower has this shape)
    """Compile the spellings."""
    far = tuple(Selector(text=spelling, form="written") for spelling in entries(params, "written"))
    return rule._replace(relation="written", far=far, tokens=(), through=False, moment="edit")


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield the imports of the demanded files that are spelled as an entry says."""
    starts = tuple(_START[entry.text] for entry in rule.far if entry.text in _START)
    said = frozenset(entry.text for entry in rule.far)
    for seen in near(rule, facts, "imports"):
        if isinstance(seen, Want):
            yield seen
            continue
        for edge in seen[1]:
            if edge.via or not rule.counts(edge.kinds):
                continue
            if edge.spelled in said or edge.written.startswith(starts):
                found = row(edge, hit=True)
                yield found._replace(claim=f"{found.claim}, written {edge.written}")


RELATION = Relation(
    schema={"type": "array", "x-one": True, "items": {"enum": list(SPELLINGS)}, "minItems": 1},
    lower=lower,
    rows=rows,
    phrase="imports written {far}",
    verbs=("forbid",),
)
