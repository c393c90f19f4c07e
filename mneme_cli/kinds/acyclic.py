"""Keeps imports from running in circles.

Says:
    `by: file` (what is meant if nothing is said): no file leads back to itself. `by: component`: no component does,
    whatever files the way leads through. `by: children`: in every package, its children (folders and files) do not;
    `depth: 2` stops two packages below the top of where the rule speaks.

Why:
    What runs in a circle can only be loaded, tested and understood as one lump.

Breaks:
    An import that lies inside a cycle; of a change, the import that it adds and that closes one. A report tells one
    entry for each knot of files that lead to one another: the shortest way round, how many there are in all, and the
    cheapest imports to cut, so that nothing is left of it.

Holds:
    `when` and `hide` take edges out before cycles are sought: `when: {not: [type]}` finds the cycle at run time behind
    any number of cycles of types.

Instead:
    Cut where the finding says; move what both sides need into a module of its own, or hand it in from outside.

Example:
    acyclic:
      by: file
    when:
      not:
        - type

Code:
    # src/shop/cart.py
    from shop import price  # breaks

    # src/shop/price.py
    from typing import TYPE_CHECKING

    from shop import cart  # breaks

    if TYPE_CHECKING:
        from shop import tax

    # src/shop/tax.py
    from shop import price
"""

from __future__ import annotations

from itertools import pairwise

from mneme_cli.kinds import Kind
from mneme_cli.kinds._knots import by_children, by_unit, new_knots, of_files, of_units
from mneme_cli.kinds._rounds import cut, rounds
from mneme_cli.kinds._said import listed
from mneme_cli.kinds._units import selected
from mneme_cli.model.fact import Edge, Want
from mneme_cli.model.finding import Finding
from mneme_cli.model.group import CYCLE
from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations._chains.ask import both
from mneme_cli.relations._chains.view import counts, seen, sieve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.kinds._knots import Knot, Knots, Pair
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

SCHEMA = {
    "type": "object",
    "x-short": "by",
    "properties": {
        "by": {"enum": ["file", "component", "children"]},
        "depth": {"type": "integer", "minimum": 0},
        "components": {"type": "array", "x-one": True, "items": {"type": "string", "minLength": 1}},
    },
    "additionalProperties": False,
}
_RING = 7


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Put the components into `far`; the rest goes to `terms`.

    Raises:
        ValueError: there are no components, or `depth` stands without `by: children`.
    """
    params = {"by": params} if isinstance(params, str) else params or {}
    by = params.get("by", "file")
    far: tuple[Selector, ...] = ()
    if "depth" in params and by != "children":
        raise ValueError("depth: it belongs to `by: children`")
    if by == "component":
        names = params.get("components") or sorted(getattr(select, "components", ()))
        if not names:
            raise ValueError("by: there are no components; declare them in mneme.yaml")
        far = tuple(select(name) for name in names)
    terms = dumps({"by": by, "depth": params.get("depth", -1)})
    return rule._replace(far=far, everywhere=True, reads=("graph",), moment="change", tokens=(), terms=terms)


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield every import inside a cycle; of a change, those that it adds and that close one."""
    if facts.added is not None and not facts.added:
        return
    whole, was = both(facts)
    if whole is None or was is None:
        yield Want(what="graph", side="before" if whole else "after")
        return
    for rule in rules:
        key, knots = sieve(rule), _knots(rule)
        graph = seen(whole, key)
        if facts.added is None:
            for knot in knots(graph, None):
                yield from _findings(rule, knot, knot.imports(), "is in")
        elif added := [edge for edge in facts.added if counts(key, edge)]:
            for knot, before in new_knots(knots, graph, seen(was, key), added):
                yield from _findings(rule, knot, *_closing(rule, knot, before, added))


def _knots(rule: Rule) -> Knots:
    """Return what finds the knots of a graph for this rule."""
    terms = loads(rule.terms)
    if terms["by"] == "file":
        return of_files
    if terms["by"] == "component":
        units = selected(rule.far)
        return lambda graph, _: of_units(graph, by_unit(units.unit, units.text))
    return lambda graph, _: of_units(graph, by_children(lambda folder: _within(rule, folder, terms["depth"])))


def _within(rule: Rule, folder: str, depth: int) -> bool:
    """Tell whether a package lies where the rule speaks, no deeper than `depth` below the top of that."""
    tops = []
    for region in (rule.near, *rule.near.allof):
        above = [stem for stem in region.stems() if f"{folder}/".startswith(stem)]
        if not above:
            return False
        tops.append(max(stem.count("/") for stem in above))
    levels = folder.count("/") + bool(folder)
    return depth < 0 or levels - max(tops) <= depth


def _closing(rule: Rule, knot: Knot, before: set[Pair], added: list[Edge]) -> tuple[set[Pair], str]:
    """Return the imports of a knot that a change answers for, and what they do: those that it adds, in no knot before.

    Where the rule does not speak in the files that have them, it is the imports of its own files that they drew in.
    """
    fresh = {pair for pair in knot.imports() - before if rule.near.holds(pair[0])}
    own = fresh & {(edge.source, edge.target) for edge in added}
    return (own, "closes") if own else (fresh, "is by this change in")


def _findings(rule: Rule, knot: Knot, told: set[Pair], verb: str) -> Iterator[Finding]:
    """Yield a finding for each import inside a knot that is to be told."""
    if not told:
        return
    around, untied = rounds(knot.edges), cut(knot.edges)
    units = {unit for pair in knot.edges for unit in pair}
    by = loads(rule.terms)["by"]
    noun = {"file": "files", "component": "components"}.get(by, f"children of {knot.group or '.'}")
    group = f"{CYCLE}{knot.group}:{min(units)}"
    for unit, pairs in knot.edges.items():
        ring = around[unit]
        rest = [knot.edges[hop][0] for hop in pairwise(ring)][1:]
        shown = f" ({' -> '.join(ring)})" if by != "file" and len(ring) <= _RING else ""
        size = f", the shortest way round in a knot of {len(units)}" if len(units) > len(ring) - 1 else ""
        advice = f"cheapest to cut{' all of it' if size else ''}: {untied}"
        claim = f"{verb} an import cycle of {len(ring) - 1} {noun}{shown}{size}; {advice}"
        for pair in pairs:
            if pair in told and rule.near.holds(pair[0]):
                chain = tuple(Edge(source=source, target=target, name="") for source, target in (pair, *rest))
                yield Finding(rule=rule.id, source=pair[0], target=pair[1], claim=claim, chain=chain, group=group)


def _said(rule: Rule) -> str:
    """Write whose imports, and how deep."""
    terms = loads(rule.terms)
    if terms["by"] == "component":
        return f"components ({listed(rule.far)})"
    if terms["by"] == "children":
        return "the children of each package" + (f", {terms['depth']} deep" if terms["depth"] >= 0 else "")
    return "files"


KIND = Kind(
    schema=SCHEMA,
    lower=lower,
    check=check,
    line="{near}: imports of {far} do not run in circles",
    reads="graph",
    said=_said,
)
