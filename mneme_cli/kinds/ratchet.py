"""Lets a number only fall.

Says:
    There are never more of these than there were.

Why:
    Some habits are too many to ban today. A ratchet stops the growth from the first day and never asks anybody to
    clean up; every clean-up is kept.

Breaks:
    A change after which there are more rows of `count` than before it, over all files of the change together: it is
    told at the line that the change wrote. With `at_most`, also a check of everything that counts more than that. So
    does a check of given files, which counts in all files, and is told if the given ones hold any of it.

Holds:
    Moving one from file to file, renaming its file, removing some. What is there already is no finding. A baseline
    accepts the count, whatever files it lies in: as many, and no more. What a waiver, an override or `except` sets
    aside is left out of the count, and nothing else is.

Instead:
    Use what `say` names in the new code, or remove one elsewhere in the same change.

Example:
    ratchet:
      count:
        calls:
          - print
      at_most: 1
    in:
      - src/shop/**

Code:
    # src/shop/cart.py
    print("one")
    print("two")  # breaks

    # src/shop/order.py
    NAME = "print"
"""

from __future__ import annotations

from mneme_cli.kinds import Kind, _matchers
from mneme_cli.kinds._said import phrases
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts, Want
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Row


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile what is counted.

    Raises:
        ValueError: it cannot be counted in a file.
    """
    counting = rule._replace(kind="ratchet")
    parts = _matchers.lower(params["count"], counting, select, "forbid", "count")
    for part in parts:
        if part.relation not in ("imports", "packages", "calls", "symbols", "text", "written", "unresolved"):
            raise ValueError(f"count.{part.relation}: cannot be counted file by file")
    terms = {"at_most": params["at_most"]} if "at_most" in params else {"at_most": None}
    joined = _matchers.join(counting, tuple(part._replace(through=False) for part in parts), terms)
    # A file whose last row went must be seen too, or moving one would look like growth.
    return joined._replace(relation="", tokens=(), through=False, moment="change")


def check(rules: tuple[Rule, ...], facts: Facts) -> Iterator[Finding | Want]:
    """Yield a finding for every file whose rows rose, if their number rose over all; of everything, the number."""
    for rule in rules:
        if facts.added is None and not facts.change:
            from mneme_cli.kinds._tally import overrun

            yield from overrun(rule, facts)
        else:
            yield from _changed(rule, facts)


def _changed(rule: Rule, facts: Facts) -> Iterator[Finding | Want]:
    """Compare the number before a change with the one after it."""
    after, wants = _counted(rule, facts, "after")
    before, more = _counted(rule, facts, "before")
    yield from (*wants, *more)
    if not wants and not more and len(after) > len(before):
        from mneme_cli.kinds._tally import Rise, risen

        yield from risen(Rise(rule=rule, before=before, after=after), facts)


def _counted(rule: Rule, facts: Facts, side: str) -> tuple[tuple[Row, ...], tuple[Want, ...]]:
    """Return the rows of one side of the change, and what must be known of it first."""
    skip = {change.path for change in facts.change if change.op == ("delete" if side == "after" else "add")}
    paths = {*facts.demand.get(rule.id, ()), *(change.path for change in facts.change)} - skip
    return _matchers.counted(rule, facts, side, tuple(sorted(paths)))


def _said(rule: Rule) -> str:
    """Write what is counted, and how many there may be."""
    most = loads(rule.terms)["at_most"]
    return f"never more of what {', '.join(phrases(rule))} than before" + (
        f", {most} at most" if most is not None else ""
    )


KIND = Kind(
    schema={
        "type": "object",
        "properties": {
            "count": {"type": "object", "x-relations": "forbid", "minProperties": 1},
            "at_most": {"type": "integer", "minimum": 0},
        },
        "required": ["count"],
        "additionalProperties": False,
    },
    lower=lower,
    check=check,
    reads="both",
    line="{near}: {far}",
    said=_said,
)
