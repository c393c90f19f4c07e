"""Guards something from everybody but a few.

Says:
    Only these may import that.

Why:
    Some code is safe in one place only: the ledger that must be written in one transaction, the client that holds a
    secret. The rule stands beside what it guards, so a new part of the program is kept out from its first day.

Breaks:
    An import of `what` by a file that `allow` does not select.

Holds:
    What is protected may import itself; two protected entries do not excuse each other. An empty
    `allow` lets nobody in. What a `{name}` binds in `what` is the same text in `allow`.

Instead:
    Call what `allow` names, or ask its owners for a function there.

Example:
    protect:
      what: shop.billing.ledger
      allow:
        - shop.billing

Code:
    # src/shop/billing/api.py
    from shop.billing import ledger

    # src/shop/web/cart.py
    from shop.billing import ledger  # breaks

    # src/shop/billing/ledger.py
"""

from __future__ import annotations

from mneme_cli import relations
from mneme_cli.kinds import Kind, _matchers
from mneme_cli.model.fact import Want
from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations._far import captures, selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row

_SELECTOR = {"$ref": "#/$defs/selector"}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile both sides: far is what is protected, and behind it those who are allowed.

    Raises:
        ValueError: an allowed entry is not a file of this repository.
    """
    named = params if isinstance(params, dict) else {"what": params}
    what = {"imports": _matchers.listed(named["what"]), "through": False}
    guarded = relations.take("imports").lower(what, rule._replace(kind="protect"), select)
    allowed = selectors(_matchers.listed(named.get("allow", [])), "allow", select)
    for at, entry in enumerate(allowed):
        if entry.form in ("package", "std"):
            raise ValueError(f"allow.{at}: {entry.text} imports nothing here; name files or modules of this repository")
    return guarded._replace(far=guarded.far + allowed, terms=dumps({"allow": len(guarded.far)}))


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every import of what is protected by somebody who is not allowed."""
    imports = relations.take("imports")
    for rule in rules:
        cut = loads(rule.terms)["allow"]
        for row in imports.rows(rule._replace(far=rule.far[:cut]), facts):
            if isinstance(row, Want):
                yield row
            elif row.hit and not row.own and not _allowed(rule, row, cut):
                yield _matchers.finding(rule, row._replace(claim=f"{row.claim}, which is protected"))


def _allowed(rule: Rule, row: Row, cut: int) -> bool:
    """Tell whether `allow` selects the importer, for every protected entry that it imports; captures are one text."""
    others = tuple(entry.region for entry in rule.far[cut:])
    edge = row.chain[0]
    met = [
        (entry, bound)
        for bound in captures(rule, row.path)
        for entry in rule.far[:cut]
        if entry.selects(edge.target, edge.name, bound)
    ]
    return bool(met) and all(entry.joins(edge.target, (entry.region, *others), row.path, bound) for entry, bound in met)


def _said(rule: Rule) -> str:
    """Write what is protected, and who may import it."""
    from mneme_cli.kinds._said import listed

    cut = loads(rule.terms)["allow"]
    return f"{listed(rule.far[:cut])}, except by {listed(rule.far[cut:]) or 'nobody'}"


KIND = Kind(
    schema={
        "type": "object",
        "x-short": "what",
        "properties": {
            "what": {"type": "array", "x-one": True, "items": _SELECTOR, "minItems": 1},
            "allow": {"type": "array", "x-one": True, "items": _SELECTOR},
        },
        "required": ["what"],
        "additionalProperties": False,
    },
    lower=lower,
    check=check,
    line="{near}: no imports of {far}",
    said=_said,
)
