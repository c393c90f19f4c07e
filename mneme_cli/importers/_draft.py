"""What every importer writes: a decision with its origin and an honest context, and rules with names of their own."""

from __future__ import annotations

import re

from mneme_cli.model.corpus import Clause, Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_CONTEXT = """\
{tool} holds this in {path} as {what}. It was moved here rule by rule; why it was decided is not written there.
Fill that in, or amend it.
"""


def decision(
    tool: str, path: str, name: str, title: str, clauses: Iterable[Clause], *, what: str = "", more: str = ""
) -> Decision:
    """Make a decision without id and date. what: the construct, in the tool's words; more: further context."""
    kept = tuple(_settled(one) for one in clauses)
    told = _CONTEXT.format(tool=tool, path=path, what=what or f"'{name}'") + (f"{more.rstrip()}\n" if more else "")
    origin = {"tool": tool, "file": path, "name": name}
    said = " ".join(title.split()) or name
    return Decision(
        id="", title=said, status="accepted", date=0, clauses=kept, context=told, extra={"x-imported-from": origin}
    )


def _settled(one: Clause) -> Clause:
    """Name each exception once; what hides no way bounds what the rule is about, and may excuse nothing today."""
    once: dict[str, tuple[str, str, bool]] = {}
    for what, why, hide in one.excuses:
        once[what] = (what, once.get(what, ("", why))[1], hide or (what in once and once[what][2]))
    return one._replace(
        excuses=tuple(once.values()), standing=tuple(what for what, _, hide in once.values() if not hide)
    )


def clause(key: str, verb: str, params: Any, **more: Any) -> Clause:
    """Make a rule; its id gets the decision's in front later."""
    return Clause(id=f"#{slug(key)}", verb=verb, params=params, **more)


def unique(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Number rules of one name apart."""
    seen: dict[str, int] = {}
    out = []
    for one in clauses:
        count = seen[one.id] = seen.get(one.id, 0) + 1
        out.append(one if count == 1 else one._replace(id=f"{one.id}-{count}"))
    return tuple(out)


def slug(text: str) -> str:
    """Make a rule's key of any text."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "rule"


def origin(one: Decision) -> Mapping[str, str]:
    """Return where an imported decision comes from: tool, file, name."""
    found: Mapping[str, str] = one.extra["x-imported-from"]
    return found
