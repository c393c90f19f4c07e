"""Lets a number only fall.

Says:
    There are never more of these than there were.

Why:
    Some habits are too many to ban today. A ratchet stops the growth from the first day and never asks anybody to
    clean up; every clean-up is kept.

Breaks:
    A change after which there are more rows of `count` than before it, over all files of the change together. With
    `at_most`, also a check of everything that counts more than that.

Holds:
    Moving one from file to file, renaming its file, removing some. What is there already is no finding. A baseline
    accepts the count, whatever files it lies in: as many, and no more.

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
from mneme_cli.model.fact import Want
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.kinds import Select
    from mneme_cli.model.fact import Facts
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
    """Yield a finding for every file whose rows rose, if their number rose over all."""
    for rule in rules:
        after, wants = _counted(rule, facts, "after")
        everything = facts.added is None and not facts.change
        before, more = ((), ()) if everything else _counted(rule, facts, "before")
        yield from (*wants, *more)
        if not wants and not more:
            yield from _over(rule, after) if everything else _risen(rule, before, after)


def _counted(rule: Rule, facts: Facts, side: str) -> tuple[tuple[Row, ...], tuple[Want, ...]]:
    """Return the rows of one side of the change, in order, and what must be known of it first."""
    skip = {change.path for change in facts.change if change.op == ("delete" if side == "after" else "add")}
    paths = {*facts.demand.get(rule.id, ()), *(change.path for change in facts.change)} - skip
    seen = facts._replace(
        after=facts.after if side == "after" else facts.before, demand={rule.id: tuple(sorted(paths))}
    )
    rows, wants = [], []
    for part in _matchers.split(rule):
        for row in _matchers.rows(part, seen):
            if isinstance(row, Want):
                wants.append(row._replace(side=side))
            elif row.hit and not row.own:
                rows.append(row)
    return tuple(sorted(rows, key=lambda row: (row.path, row.line, row.column, row.claim))), tuple(wants)


def _risen(rule: Rule, before: tuple[Row, ...], after: tuple[Row, ...]) -> Iterator[Finding]:
    """Yield the last new row of every file that has more rows than it had."""
    if len(after) <= len(before):
        return
    said = f", which makes {len(after)} of these in the files of this change; there were {len(before)}"
    for path in sorted({row.path for row in after}):
        now = [row for row in after if row.path == path]
        was = [_words(row) for row in before if row.path == path]
        if len(now) > len(was):
            row = next((row for row in reversed(now) if _words(row) not in was), now[-1])
            yield _matchers.finding(rule, row._replace(claim=row.claim + said))


def _words(row: Row) -> tuple[str, str]:
    return row.target, row.symbol


def _over(rule: Rule, after: tuple[Row, ...]) -> Iterator[Finding]:
    """Yield the first row beyond what is allowed over all, as an example: the finding is the count, in no file."""
    most = loads(rule.terms)["at_most"]
    if most is not None and len(after) > most:
        row = after[most]
        said = row._replace(claim=f"{row.claim}: {len(after)} of these, {most} at most")
        yield _matchers.finding(rule, said)._replace(number=len(after), whole=True)


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
