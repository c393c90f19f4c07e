"""What a change does to paths: for what is protected, frozen, or closed to newcomers. The change itself is the fact.

Says:
    No change adds, edits, deletes or renames (`on: [...]`; all four if nothing is said) a file that an entry selects.

Holds:
    What lies there already: a check of everything finds nothing.

Example:
    forbid:
      paths:
        - src/shop/migrations/**
      on: [edit, delete]
    say: Migrations that ran are history; write a new one.

Code:
    # src/shop/migrations/m0001.py
    TABLE = "orders"  # breaks

    # src/shop/order.py
    TABLE = "orders"
"""

from __future__ import annotations

from mneme_cli.model.scan import dumps, loads
from mneme_cli.relations import Relation, Row
from mneme_cli.relations._far import SELECTORS, captures, entries, option, selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.model.fact import Change, Facts, Want
    from mneme_cli.model.rule import Rule
    from mneme_cli.relations import Select

EVENTS = ("add", "edit", "delete", "rename")
_SAID = {"add": "is added", "edit": "is edited", "delete": "is deleted"}


def lower(params: Any, rule: Rule, select: Select) -> Rule:
    """Compile the paths and the events that count (`on`, by default all four).

    Raises:
        ValueError: an entry is not a path of this repository.
    """
    far = selectors(entries(params, "paths"), "paths", select)
    for at, entry in enumerate(far):
        if entry.form in ("package", "std"):
            raise ValueError(f"paths.{at}: {entry.text} is no path; write it under packages or imports")
        if entry.form == "module" and not entry.region.inside:
            known = "neither a component of mneme.yaml nor a module of ours"
            raise ValueError(f"paths.{at}: '{entry.text}' is {known}; a path needs a slash: ./{_bare(entry.text)}")
    on = sorted(set(option(params, "on", EVENTS)))
    return rule._replace(relation="paths", far=far, tokens=(), through=False, moment="edit", terms=dumps({"on": on}))


def _bare(text: str) -> str:
    """Return what a reading such as `mod:` was written before."""
    return text.rpartition(":")[2]


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield one row for each selected path of the change to which one of the events happens."""
    on = set(loads(rule.terms)["on"])
    left = {change.was for change in facts.change if change.was}
    for change in facts.change:
        bounds = captures(rule, change.path)
        if bounds and on & _events(change, left):
            hit = any(entry.selects(change.path, "", bound) for entry in rule.far for bound in bounds)
            if hit:
                yield _row(change, left)


def _events(change: Change, left: set[str]) -> set[str]:
    """Name what happens to a path: a rename is a delete of the old path and an add of the new one."""
    if change.op == "mode":
        return {"edit"}
    moved = change.was if change.op == "add" else change.op == "delete" and change.path in left
    return {change.op, "rename"} if moved else {change.op}


def _row(change: Change, left: set[str]) -> Row:
    op = "edit" if change.op == "mode" else change.op
    claim = _SAID[op]
    if change.was:
        claim = f"is renamed from {change.was}"
    elif op == "delete" and change.path in left:
        claim = "is renamed away"
    return Row(path=change.path, line=0, column=1, target="", symbol=op, claim=claim, hit=True, universe="paths")


RELATION = Relation(
    schema=SELECTORS,
    lower=lower,
    rows=rows,
    phrase="lets anybody {on} {far}",
    evidence="change",
    options={"on": {"type": "array", "items": {"enum": list(EVENTS)}, "minItems": 1}},
    verbs=("forbid",),
)
