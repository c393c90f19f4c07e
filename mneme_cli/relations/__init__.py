"""The objects of the verbs: what a file can have to do with something else; `forbid`, `only`, `require` take all."""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.model.fact import Edge, Facts, Want
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

    Select = Callable[[str | Mapping[str, Any]], Selector]
    """See `mneme_cli.kinds.Select`. It may carry `roots`: the source roots of the tree, as folders with their slash."""
else:
    from mneme_cli.model.noun import NamedTuple


class Row(NamedTuple):
    """One thing one file has to do with something: an import, a call, a line that a text rule matches, a path event.

    target, symbol, kinds, chain: as in `Finding`.  claim: "imports sqlalchemy.orm".
    universe: internal | packages | std | calls | … : which `only` list closes it.
    hit: one entry of the rule's far side selects it.
    own: every entry that selects it selects the importer too, so that both lie in one unit: no breach of a ban.
    known: the two were connected before the change that adds it.
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
    own: bool = False
    known: bool = False


class Relation(NamedTuple):
    """One object.

    schema: of what stands behind its word (`imports: [...]`).
    lower: compile time: parameters and rule → rule with relation, far, tokens, through, terms, moment, everywhere.
        Parameters are the entries, or a map of the relation's word to the entries beside its options.
    rows: judge time: for one rule, the rows of the demanded files that its far side selects, or wants. For a rule of
        kind `only`, what it does not select as well: that is what `only` is about.
    phrase: for packet lines ("imports {far}"), over {far} and {on} (the events of `paths`).
    many: `rows` for all rules of a kind in one pass, each row with its rule; None = ask `rows` rule by rule.
    evidence: what its rows are made of, as in `Want.what`; "change" = the change itself, nothing to read.
    options: keys that may stand beside its word (`through: false`), each with its schema.
    verbs: which verbs take it.
    """

    schema: dict[str, Any]
    lower: Callable[[Any, Rule, Select], Rule]
    rows: Callable[[Rule, Facts], Iterator[Row | Want]]
    phrase: str
    many: Callable[[tuple[Rule, ...], Facts], Iterator[tuple[Rule, Row] | Want]] | None = None
    evidence: str = "imports"
    options: dict[str, Any] = {}
    verbs: tuple[str, ...] = ("forbid", "require")


def take(name: str) -> Relation:
    """Return one relation by its name."""
    relation: Relation = shelf.take("mneme_cli.relations", name, "RELATION")
    return relation


def schemas(verb: str) -> dict[str, Any]:
    """Return the properties that relations add to one verb's map: every word with its options (compile time)."""
    out: dict[str, Any] = {}
    for name in shelf.names("mneme_cli.relations"):
        relation = take(name)
        if verb in relation.verbs:
            out |= {name: relation.schema} | relation.options
    return out
