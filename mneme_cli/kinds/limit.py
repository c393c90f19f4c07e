"""Keeps a number of a file within bounds.

Says:
    No file is longer, imports more, or is imported by more or fewer files than this.

Why:
    A file that everybody imports cannot change any more, and one that nobody imports is dead. A number makes the
    talk about it short.

Breaks:
    A file that `in` selects whose number is above `at_most` or below `at_least`: `lines`; `fan_out`, the files of
    ours that it imports; `fan_in`, the files that import it.

    A file that was out of bounds before a change breaks it anew if its number gets worse, accepted in the baseline or
    not.

Holds:
    The bound itself is within bounds. A file imported twice by the same file counts once. What was out of bounds before
    may stay as it is, and may come closer.

Instead:
    Split the file along what its importers use, or delete it.

Example:
    limit:
      metric: fan_out
      at_most: 2
    in:
      - src/**

Code:
    # src/shop/cart.py
    from shop import price, tax

    # src/shop/order.py
    from shop import cart, price, tax  # breaks

    # src/shop/price.py
    # src/shop/tax.py
"""

from __future__ import annotations

from mneme_cli.kinds import Kind
from mneme_cli.kinds._measure import MEASURES
from mneme_cli.model.fact import Want
from mneme_cli.model.finding import Finding
from mneme_cli.model.scan import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule

_SAYS = {"lines": "has {0} lines", "fan_out": "imports {0} files", "fan_in": "is imported by {0} files"}


def lower(params: Any, rule: Rule, select: Select) -> Rule:  # noqa: ARG001 (every kind's lower has this shape)
    """Compile the bounds.

    Raises:
        ValueError: there is no bound, or the bounds leave no room.
    """
    least, most = params.get("at_least"), params.get("at_most")
    if least is None and most is None:
        raise ValueError("at_most: is missing; write at_most or at_least")
    if least is not None and most is not None and least > most:
        raise ValueError(f"at_least: {least} is more than at_most {most}; no file can be within")
    everywhere = params["metric"] == "fan_in"  # who is imported too much need not be in the change
    reads = ("graph", "imports") if everywhere else ()
    return rule._replace(kind="limit", moment="change", everywhere=everywhere, reads=reads, terms=dumps(params))


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every file whose number is out of bounds."""
    for rule in rules:
        terms = loads(rule.terms)
        for number in MEASURES[terms["metric"]](rule, facts):
            if isinstance(number, Want):
                yield number
            elif bound := _broken(terms, number[1]):
                yield _finding(rule, terms, bound, *number)


def _broken(terms: dict[str, Any], number: int) -> str:
    """Say which bound a number breaks, "" if none."""
    if number > terms.get("at_most", number):
        return "at_most"
    if number < terms.get("at_least", number):
        return "at_least"
    return ""


def _finding(rule: Rule, terms: dict[str, Any], bound: str, path: str, number: int) -> Finding:
    """Make the finding of one file, which carries its number: what is there may stay, and not get worse."""
    claim = f"{_SAYS[terms['metric']].format(number)}, {terms[bound]} {bound.replace('_', ' ')}"
    worse = number if bound == "at_most" else -number
    return Finding(rule=rule.id, source=path, symbol=terms["metric"], claim=claim, line=1, number=worse)


def _said(rule: Rule) -> str:
    """Write the bounds as what a file must not be."""
    terms = loads(rule.terms)
    bounds = {"at_most": "more than", "at_least": "fewer than"}
    return " or ".join(
        _SAYS[terms["metric"]].format(f"{word} {terms[bound]}") for bound, word in bounds.items() if bound in terms
    )


KIND = Kind(
    schema={
        "type": "object",
        "properties": {
            "metric": {"enum": sorted(MEASURES)},
            "at_most": {"type": "integer", "minimum": 0},
            "at_least": {"type": "integer", "minimum": 0},
        },
        "required": ["metric"],
        "additionalProperties": False,
    },
    lower=lower,
    check=check,
    line="{near}: no file {far}",
    said=_said,
)
