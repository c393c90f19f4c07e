"""The verbs: what can be wrong. One file, one verb; the file's name is the word in YAML."""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.model.fact import Facts, Want
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

    Select = Callable[[str | Mapping[str, Any]], Selector]
    """Turn one selector as written into a compiled one; what is wrong with it becomes a problem at its line.

    It may carry `roots` (source roots, folders with their slash) and `components` (declared names), read by getattr.
    """
else:
    from mneme_cli.model.noun import NamedTuple


def _nothing(_rule: Rule, _finding: Finding) -> tuple[str, ...]:
    """Know of nothing to import instead."""
    return ()


def _named(rule: Rule) -> str:
    """Name the far side as written."""
    return ", ".join(one.text for one in rule.far)


def _childless(_rule: Rule) -> tuple[str, ...]:
    """Name no child of a folder."""
    return ()


class Kind(NamedTuple):
    """One verb, met four times.

    schema: JSON Schema of what stands under the verb, plain data. `x-short` names the key that the list form is short
        for; `x-relations: true` (or a verb) = its relations' words may stand there too; `schema(name)` fills them in.
    lower: compile time; parameters and a rule that has its id, near, level and asides → that rule with everything else.
        Raises ValueError(message) on parameters no schema can refuse; `key path` first if it is known ("order.2: …").
    check: judge time; ALL rules of this kind at once and the facts → findings (status "" ) and wants. Pure. For each
        rule look at `facts.demand[rule.id]`; a row that is absent is a Want, never a read.
    line: packet line, a str.format template over {near} (as written) and {far} (what `said` says).
    said: the far side and the terms of a rule in words; as they are written if there are no terms.
    reads: rows (of its relation) | graph (it compares before and after itself, by added edges) | both (it compares
        both sides itself).
    instead: asked of a finding: what its file may import in place of what it names, as the decision words it; () = the
        verb knows of nothing.
    children: names of which each must be a child of one of the folders that are the far side (compile time).
    """

    schema: dict[str, Any]
    lower: Callable[[Any, Rule, Select], Rule]
    check: Callable[[tuple[Rule, ...], Facts], Iterator[Finding | Want]]
    line: str
    reads: str = "rows"
    instead: Callable[[Rule, Finding], tuple[str, ...]] = _nothing
    children: Callable[[Rule], tuple[str, ...]] = _childless
    said: Callable[[Rule], str] = _named


def evidence(rule: Rule) -> tuple[str, ...]:
    """Return what a compiled rule is judged on, as in `Want.what`; () = more than can be told (compile time).

    A verb that knows says so when it lowers; else it is what the rule's relations are made of.
    """
    if rule.reads or take(rule.kind).reads == "graph":
        return rule.reads or ("graph",)
    from mneme_cli import relations
    from mneme_cli.kinds._matchers import split

    names = {part.relation for part in split(rule)}
    return tuple(sorted({relations.take(name).evidence for name in names})) if names and "" not in names else ()


def take(name: str) -> Kind:
    """Return one verb by its name."""
    kind: Kind = shelf.take("mneme_cli.kinds", name, "KIND")
    return kind


def schema(name: str) -> dict[str, Any]:
    """Return one verb's JSON Schema as decisions meet it, with the words of the relations filled in (compile time)."""
    filled: dict[str, Any] = _filled(take(name).schema, name)
    return filled


def _filled(node: Any, verb: str) -> Any:
    """Put the words of the relations wherever `x-relations` names the verb that takes them (true = this one)."""
    if not isinstance(node, dict):
        return node
    out = {key: _filled(value, verb) for key, value in node.items()}
    if marked := out.pop("x-relations", None):
        from mneme_cli import relations

        words = relations.schemas(verb if marked is True else marked)
        out |= {"properties": {**out.get("properties", {}), **words}, "additionalProperties": False}
    return out
