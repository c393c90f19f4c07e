"""Gives a part of the program a front door.

Says:
    Everybody else uses this part through its surface only.

Why:
    What is behind the surface can then change in one commit, without asking the whole company who uses it.

Breaks:
    An import from outside `of` of one of its files that `surface` does not select.

Holds:
    Inside, everybody imports everybody. A name that the surface re-exports is used through the surface.

Instead:
    Import from the surface; if something is missing there, its owners add it.

Example:
    public:
      of: shop.billing
      surface:
        - shop.billing.api

Code:
    # src/shop/web/cart.py
    from shop.billing import api
    from shop.billing import ledger  # breaks

    # src/shop/billing/api.py
    from shop.billing import ledger

    # src/shop/billing/ledger.py
"""

from __future__ import annotations

from mneme_cli import relations
from mneme_cli.kinds import Kind, _matchers
from mneme_cli.model.fact import Want
from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations._far import selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule

_SELECTOR = {"$ref": "#/$defs/selector"}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile both sides: far is the part, and behind it its surface.

    Raises:
        ValueError: there is no surface, or the part is not ours.
    """
    if not isinstance(params, dict):
        raise ValueError("surface: is missing; write of and surface")  # noqa: TRY004 (the seam: ValueError)
    behind = {"imports": _matchers.listed(params["of"]), "through": False}
    part = relations.take("imports").lower(behind, rule._replace(kind="public"), select)
    for entry in part.far:
        if entry.form in ("package", "std"):
            raise ValueError(f"of: {entry.text} is not ours; use forbid to keep people away from parts of a package")
    surface = selectors(_matchers.listed(params["surface"]), "surface", select)
    return part._replace(far=part.far + surface, terms=dumps({"surface": len(part.far)}))


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every import from outside that goes past the surface."""
    imports = relations.take("imports")
    for rule in rules:
        cut = loads(rule.terms)["surface"]
        for row in imports.rows(rule._replace(far=rule.far[:cut]), facts):
            if isinstance(row, Want):
                yield row
            elif row.hit and not row.own and not any(entry.selects(row.target) for entry in rule.far[cut:]):
                yield _matchers.finding(rule, row._replace(claim=f"{row.claim}, past the surface"))


def _surface(rule: Rule, _: Finding) -> tuple[str, ...]:
    """Name the front door."""
    return tuple(entry.text for entry in rule.far[loads(rule.terms)["surface"] :])


def _said(rule: Rule) -> str:
    """Write the part and its front door."""
    from mneme_cli.kinds._said import listed

    cut = loads(rule.terms)["surface"]
    return f"{listed(rule.far[:cut])} go through {listed(rule.far[cut:])} only"


KIND = Kind(
    schema={
        "type": "object",
        "properties": {
            "of": {"type": "array", "x-one": True, "items": _SELECTOR, "minItems": 1},
            "surface": {"type": "array", "x-one": True, "items": _SELECTOR, "minItems": 1},
        },
        "required": ["of", "surface"],
        "additionalProperties": False,
    },
    lower=lower,
    check=check,
    line="{near}: imports of {far}",
    said=_said,
    instead=_surface,
)
