"""Orders parts from high to low; nothing reaches upwards.

Says:
    An entry of `order` may know those after it. A list is siblings that do not know each other, `{peers: [...]}` are
    siblings that may; `name?` need not exist. `direct: true` looks at single imports only. `closed: [...]` names
    entries that may not be skipped from above. `containers: [src/shop/*]` repeats the law in each of these folders,
    where entries are names of children (a folder, or a file without its suffix); `exhaustive: true`, or
    `{but: [_version]}`, wants every child listed.

Why:
    Layers are the promise that the lower part can be understood, tested and kept without the upper one.

Breaks:
    An entry that reaches a higher one, an independent sibling, or one below a closed layer, by any chain whose middle
    lies in no entry. One finding for each pair of first importer and module entered, with the shortest chain.

Holds:
    What no entry selects may import and be imported freely, and chains pass through it. `hide: true` takes an excused
    edge out before chains are sought; without it only the finding of that very edge is excused.

Instead:
    Move what both need further down, or hand it in from above: a port in the lower layer, its adapter above.

Example:
    layers:
      order:
        - shop.web
        - shop.app
        - shop.domain

Code:
    # src/shop/web/cart.py
    from shop.app import checkout

    # src/shop/app/checkout.py
    from shop.domain import order

    # src/shop/domain/order.py
    from shop.app import checkout  # breaks
"""

from __future__ import annotations

from mneme_cli.kinds import Kind
from mneme_cli.kinds._bounds import judged
from mneme_cli.kinds._levels import below, into
from mneme_cli.kinds._said import ordered
from mneme_cli.kinds._strangers import strangers
from mneme_cli.kinds._units import containers, folders, listed, selected
from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations._chains.question import Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sized
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.kinds._units import Units
    from mneme_cli.model.fact import Facts, Want
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector
    from mneme_cli.relations._chains.index import Index

_NAME = {"type": "string", "minLength": 1}
_NAMES = {"type": "array", "items": _NAME, "minItems": 1, "uniqueItems": True}
_PEERS = {"type": "object", "properties": {"peers": _NAMES}, "required": ["peers"], "additionalProperties": False}
_LISTED = {**_NAMES, "x-one": True}
_BUT = {"type": "object", "properties": {"but": _LISTED}, "required": ["but"], "additionalProperties": False}
SCHEMA = {
    "type": "object",
    "x-short": "order",
    "properties": {
        "order": {"type": "array", "items": {"anyOf": [_NAME, _NAMES, _PEERS]}, "minItems": 1},
        "direct": {"type": "boolean"},
        "closed": _LISTED,
        "containers": _LISTED,
        "exhaustive": {"anyOf": [{"type": "boolean"}, _BUT]},
    },
    "required": ["order"],
    "additionalProperties": False,
}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Number the units in the order written; selectors go to `far`, the structure to `terms`.

    Raises:
        ValueError: one entry alone, one twice, `closed` names no entry, or `exhaustive` stands without `containers`.
    """
    params = {"order": params} if isinstance(params, list) else params
    names, terms = _structure(params["order"])
    _enough(names, params)
    terms["closed"] = sorted(_level_of(name, at, names, terms) for at, name in enumerate(params.get("closed", ())))
    terms["direct"] = bool(params.get("direct"))
    if params.get("exhaustive"):
        if "containers" not in params:
            raise ValueError(
                "exhaustive: it speaks of the children of `containers`; name them, or use the verb covered"
            )
        terms["but"] = [] if params["exhaustive"] is True else list(params["exhaustive"]["but"])
    if "containers" in params:
        far, terms["names"] = [folders(select)(text) for text in params["containers"]], names
    else:
        far, terms["names"] = [_entry(select, name, at in terms["optional"]) for at, name in enumerate(names)], []
    reads = ("imports",) if terms["direct"] and "but" not in terms else ("graph",)
    return rule._replace(
        far=tuple(far), everywhere=not terms["direct"], reads=reads, moment="edit", tokens=(), terms=dumps(terms)
    )


def _enough(names: Sized, params: Any) -> None:
    """Refuse a rule that can never find anything."""
    if len(names) < 2 and not params.get("exhaustive"):
        raise ValueError("a single layer has nothing above it and nothing below it: name two")


def _entry(select: Select, name: str, optional: bool) -> Selector:
    """Compile one entry; one that need not exist keeps its `?`, by which whoever compiles knows it."""
    return select(name + "?" * optional)


def _structure(order: list[Any]) -> tuple[list[str], dict[str, Any]]:
    names: list[str] = []
    levels, peers, optional = [], [], []
    for at, entry in enumerate(order):
        if isinstance(entry, dict):
            peers.append(at)
        group = [entry] if isinstance(entry, str) else entry["peers"] if isinstance(entry, dict) else entry
        for text in group:
            name = text.removesuffix("?")
            if name in names:
                raise ValueError(f"order.{at}: '{name}' stands twice; each entry stands in one place")
            if text != name:
                optional.append(len(names))
            names.append(name)
        levels.append(list(range(len(names) - len(group), len(names))))
    return names, {"levels": levels, "peers": peers, "optional": optional}


def _level_of(name: str, at: int, names: list[str], terms: dict[str, Any]) -> int:
    if name not in names:
        raise ValueError(f"closed.{at}: '{name}' is no entry of order")
    return next(level for level, units in enumerate(terms["levels"]) if names.index(name) in units)


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield what reaches upwards, and children that nobody listed."""
    yield from judged(rules, facts, _questions)
    for rule in rules:
        terms = loads(rule.terms)
        if "but" in terms:
            yield from strangers(rule, facts, (*terms["names"], *terms["but"]))


def _questions(rule: Rule, index: Index) -> Iterator[Question]:
    terms = loads(rule.terms)
    banned = into(terms)
    if not terms["names"]:
        yield _question(rule, selected(rule.far), terms, banned)
    else:
        for container in containers(index, rule.far):
            yield _question(rule, listed(container, tuple(terms["names"])), terms, banned)


def _question(rule: Rule, units: Units, terms: Any, banned: list[int]) -> Question:
    level = {unit: at for at, group in enumerate(terms["levels"]) for unit in group}

    def words(importer: int, target: int) -> str:
        one, other = units.text(importer).removesuffix("?"), units.text(target).removesuffix("?")
        if level[importer] > level[target]:
            return f"{one} lies below {other}"
        if level[importer] == level[target]:
            return f"{one} and {other} are independent"
        return f"from {one} to {other} only through the closed layer between"

    return Question(rule=rule, unit=units.unit, spans=units.spans, into=banned.__getitem__, words=words)


def _children(rule: Rule) -> tuple[str, ...]:
    """Name the entries that some container must have."""
    terms = loads(rule.terms)
    return tuple(name for at, name in enumerate(terms["names"]) if at not in terms["optional"])


KIND = Kind(
    schema=SCHEMA,
    lower=lower,
    check=check,
    line="{far}",
    said=ordered,
    instead=below,
    children=_children,
)
