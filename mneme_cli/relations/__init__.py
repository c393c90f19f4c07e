"""The objects of the verbs: what a file can have to do with something else; `forbid`, `only`, `require` take all."""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, NamedTuple

    from mneme_cli.model.fact import Edge, Facts, Want
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

    Select = Callable[[str], Selector]
else:
    from mneme_cli.model.noun import NamedTuple


class Row(NamedTuple):
    """One thing one file has to do with something: an import, a call, a line that a text rule matches, a path event.

    target, symbol, kinds, chain: as in `Finding`.  claim: "imports sqlalchemy.orm".
    universe: internal | packages | std | calls | … : which `only` list closes it.
    hit: one entry of the rule's far side selects it.
    """

    path: str
    line: int
    column: int
    target: str
    symbol: str
    claim: str
    kinds: int = 1
    chain: tuple[Edge, ...] = ()
    hit: bool = False
    universe: str = ""


class Relation(NamedTuple):
    """One object.

    schema: of what stands behind its word (`imports: [...]`).
    lower: compile time: parameters and rule → rule with relation, far, tokens, through, terms, moment, everywhere.
    rows: judge time: for one rule, every row of the demanded files (hit or not), or wants.
    phrase: for packet lines ("imports {far}").
    many: `rows` for all rules of a kind in one pass, each row with its rule; None = ask `rows` rule by rule.
    """

    schema: dict[str, Any]
    lower: Callable[[Any, Rule, Select], Rule]
    rows: Callable[[Rule, Facts], Iterator[Row | Want]]
    phrase: str
    many: Callable[[tuple[Rule, ...], Facts], Iterator[tuple[Rule, Row] | Want]] | None = None


def take(name: str) -> Relation:
    """Return one relation by its name."""
    relation: Relation = shelf.take("mneme_cli.relations", name, "RELATION")
    return relation
