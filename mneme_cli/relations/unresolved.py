"""Imports that are ours by name and lead to no file: `unresolved: true`.

Says:
    A module of ours that is not there: renamed, deleted, or forgotten in this commit. So is a name taken out of a
    package of Python (`from shop import taxes`) that is no submodule and that its `__init__` does not bind.

Holds:
    What is installed, whether or not it is: whether a package is there is no business of the repository's files. Names
    of a package that may bind what nobody can read there: by a star, `__getattr__`, `globals()`, `sys.modules`.

Example:
    forbid:
      unresolved: true
    in:
      - src/shop/**

Code:
    # src/shop/cart.py
    from shop import price
    import shop.taxes  # breaks
    from shop import vat  # breaks
    import requests

    # src/shop/price.py
    # src/shop/__init__.py
"""

from __future__ import annotations

from mneme_cli.model.fact import UNRESOLVED, Want
from mneme_cli.model.selector import Selector
from mneme_cli.relations import Relation
from mneme_cli.relations._far import near, row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Edge, Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row, Select


def lower(params: Any, rule: Rule, select: Select) -> Rule:  # noqa: ARG001 (every relation's lower has this shape)
    """Compile the flag.

    Raises:
        ValueError: the flag is not `true`; leaving the key out is how to allow them.
    """
    if params is not True:
        raise ValueError("unresolved: write true, or leave the key out")
    far = (Selector(text="what is not there", form="unresolved"),)
    return rule._replace(relation="unresolved", far=far, tokens=(), through=False, moment="edit")


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield every unresolved import of the demanded files that `when` counts, once for what a line takes from it."""
    for seen in near(rule, facts, "imports"):
        if isinstance(seen, Want):
            yield seen
            continue
        path, edges = seen
        more = _absent(path, edges, facts)
        if more is None:
            yield Want(what="absent", side="after", paths=(path,))
            continue
        said: set[tuple[int, str]] = set()
        for edge in sorted((*edges, *more), key=lambda edge: (edge.line, edge.column)):
            counts = edge.target == UNRESOLVED and not edge.via and rule.counts(edge.kinds)
            if counts and (edge.line, edge.module) not in said:
                said.add((edge.line, edge.module))
                yield row(edge, hit=True)


def _absent(path: str, edges: tuple[Edge, ...], facts: Facts) -> tuple[Edge, ...] | None:
    """Return the edges to names that a package lacks, None = not known; a hook leaves them to whoever looks later."""
    if facts.few or not any(edge.member and not edge.via for edge in edges):
        return ()
    return facts.rows("absent").get(path)


RELATION = Relation(schema={"const": True}, lower=lower, rows=rows, phrase="imports {far}", verbs=("forbid",))
