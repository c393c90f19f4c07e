"""Keeps parts apart: none knows another, by any chain.

Says:
    The parts are `units: [...]`, or each child of a folder (`each_child_of: src/features`: a folder, or a file without
    its suffix). Others may import what `but` lists; it may import none of them. `direct: true` looks at single imports
    only.

Why:
    Parts that do not know each other can be built, tested, handed over and thrown away alone.

Breaks:
    A part that reaches another by any chain whose middle lies in no part. One finding for each pair of first importer
    and module entered, with the shortest chain.

Holds:
    What lies in no part may know all of them; but a chain through it is a chain.

Instead:
    Move what both need into a part of its own (`but`), or let whoever knows both connect them.

Example:
    independent:
      each_child_of: src/features
      but:
        - shared

Code:
    # src/features/cart/view.py
    from features.shared import money
    from features.billing import ledger  # breaks

    # src/features/billing/ledger.py
    # src/features/shared/money.py
"""

from __future__ import annotations

from mneme_cli.kinds import Kind
from mneme_cli.kinds._bounds import judged
from mneme_cli.kinds._said import any_chain, listed
from mneme_cli.kinds._units import containers, folders, grown, selected
from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations._chains.question import Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.kinds._units import Units
    from mneme_cli.model.fact import Facts, Want
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations._chains.index import Index

_NAME = {"type": "string", "minLength": 1}
_NAMES = {"type": "array", "items": _NAME, "minItems": 1, "uniqueItems": True}
SCHEMA = {
    "type": "object",
    "x-short": "units",
    "properties": {
        "units": {**_NAMES, "minItems": 2},
        "each_child_of": {**_NAMES, "x-one": True},
        "but": {**_NAMES, "x-one": True},
        "direct": {"type": "boolean"},
    },
    "oneOf": [{"required": ["units"]}, {"required": ["each_child_of"]}],
    "additionalProperties": False,
}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Put the parts, then what `but` lists, into `far`; with `each_child_of`, the folders.

    Raises:
        ValueError: a part stands twice, or there is neither `units` nor `each_child_of`.
    """
    params = {"units": params} if isinstance(params, list) else params
    texts, terms = _parts(params)
    for at, text in enumerate(texts):
        if text in texts[:at]:
            raise ValueError(f"'{text}' stands twice; each part stands in one place")
    read = folders(select) if terms["children"] else select
    return rule._replace(
        far=tuple(read(text) for text in texts),
        everywhere=not terms["direct"],
        reads=("imports",) if terms["direct"] else ("graph",),
        moment="edit" if terms["direct"] else "change",
        tokens=(),
        terms=dumps(terms),
    )


def _parts(params: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """Return what `far` is made of, and the terms; `but` is names of children, or places in `far`."""
    but, direct = list(params.get("but", ())), bool(params.get("direct"))
    if "each_child_of" in params:
        named = params["each_child_of"]
        return [named] if isinstance(named, str) else list(named), {"children": True, "but": but, "direct": direct}
    if "units" not in params:
        raise ValueError("independent needs `units` or `each_child_of`")
    texts = [*params["units"], *but]
    return texts, {"children": False, "but": list(range(len(params["units"]), len(texts))), "direct": direct}


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield what leads from one part to another."""
    yield from judged(rules, facts, _questions)


def _questions(rule: Rule, index: Index) -> Iterator[Question]:
    terms = loads(rule.terms)
    if terms["children"]:
        for container in containers(index, rule.far):
            # `but` comes first, so that its numbers are known before any child is met.
            yield _question(rule, grown(container, list(terms["but"])), frozenset(range(len(terms["but"]))))
    else:
        yield _question(rule, selected(rule.far), frozenset(terms["but"]))


def _question(rule: Rule, units: Units, shared: frozenset[int]) -> Question:
    """Ban everybody from every part but itself: all bits set, whatever parts there will be."""

    def into(unit: int) -> int:
        return 0 if unit in shared else ~(1 << unit)

    def words(importer: int, target: int) -> str:
        if importer in shared:
            return f"{units.text(importer)} is shared and knows none of the parts"
        return f"{units.text(importer)} and {units.text(target)} are independent"

    return Question(rule=rule, unit=units.unit, spans=units.spans, into=into, words=words)


def _children(rule: Rule) -> tuple[str, ...]:
    """Name the children that others may import."""
    terms = loads(rule.terms)
    return tuple(terms["but"]) if terms["children"] else ()


def _said(rule: Rule) -> str:
    """Write the parts, how far the law reaches, and what others may import."""
    terms = loads(rule.terms)
    cut = len(rule.far) if terms["children"] else len(rule.far) - len(terms["but"])
    parts = f"the children of {listed(rule.far)}" if terms["children"] else listed(rule.far[:cut])
    shared = ", ".join(terms["but"]) if terms["children"] else listed(rule.far[cut:])
    said = f"{parts} do not know each other, {any_chain(terms)}"
    return f"{said}; all may import {shared}, which knows none of them" if shared else said


KIND = Kind(
    schema=SCHEMA,
    lower=lower,
    check=check,
    line="{far}",
    said=_said,
    children=_children,
)
