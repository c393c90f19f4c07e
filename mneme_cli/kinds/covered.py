"""Leaves no file outside the map.

Says:
    Every file belongs to a component.

Why:
    Rules over components say nothing of a file that belongs to none. A new folder beside the map is how a boundary
    is lost without anybody breaking a rule.

Breaks:
    A file that `in` selects and that no component selects.

Holds:
    A file in any component, nested ones included. `by` names the components that count; without it all do.

Instead:
    Add the folder to a component in mneme.yaml, or narrow `in` to the folders that are mapped.

Example:
    covered: true
    in:
      - src/shop/**

Code:
    # mneme.yaml
    components:
      domain: src/shop/domain/**

    # src/shop/domain/order.py
    import decimal

    # src/shop/scratch.py
    import json  # breaks
"""

from __future__ import annotations

from mneme_cli.kinds import Kind
from mneme_cli.model.fact import Want
from mneme_cli.model.finding import Finding
from mneme_cli.relations._far import SELECTORS, selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the components, by default all that are declared.

    Raises:
        ValueError: there are none.
    """
    named = params if isinstance(params, dict) else {}
    names = list(named.get("by", sorted(getattr(select, "components", ()))))
    if params is False or not names:
        raise ValueError("covered: there are no components to belong to; declare some in mneme.yaml")
    return rule._replace(kind="covered", far=selectors(names, "by", select), moment="change")


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every file that is in no component."""
    files = facts.rows("files").get("")
    if rules and files is None:
        yield Want(what="files")
    for rule in rules if files is not None else ():
        there = set(files or ())
        looked = files if facts.added is None and not facts.change else facts.demand.get(rule.id, ())
        for path in looked or ():
            if path in there and rule.near.holds(path) and not any(entry.selects(path) for entry in rule.far):
                yield Finding(rule=rule.id, source=path, claim="belongs to no component", line=1)


KIND = Kind(
    schema={
        "type": ["object", "boolean"],
        "properties": {"by": SELECTORS},
        "additionalProperties": False,
    },
    lower=lower,
    check=check,
    line="{near}: every file belongs to one of the components {far}",
)
