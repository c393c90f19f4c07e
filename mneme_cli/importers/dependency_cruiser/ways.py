"""Chains of imports: either tool tells one way of several, and from which file to which, so the ends are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.importers import Said
from mneme_cli.model.group import CYCLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mneme_cli.importers import Case
    from mneme_cli.model.finding import Finding


def chained(finding: Finding) -> bool:
    """Tell whether a finding is about a chain."""
    return len(finding.chain) > 1 and not finding.group.startswith(CYCLE)


def within(case: Case) -> str:
    """Explain a chain of theirs that holds one of ours: they tell it from every file before it, to every one behind."""
    facts = case.answer.facts
    if not facts["rules"].get(case.said.name, {}).get("to", {}).get("reachable"):
        return ""
    onward = _reached(case.said.source, facts["ahead"])
    back = _reached(case.said.target, facts["behind"])
    inner = next((each for each in sorted(case.told()) if each.source in onward and each.target in back), None)
    if inner is None:
        return ""
    return f"both find the way: mneme tells the part of it from {inner.source} to {inner.target}, once"


def hops(case: Case) -> Iterator[Case]:
    """Yield each import of a chain of ours that they have not, as a case of its own."""
    finding = case.finding
    assert finding is not None
    for edge in finding.chain:
        if (edge.source, edge.target) not in case.answer.facts["edges"]:
            said = Said(case.said.name, edge.source, edge.target, edge.line)
            alone = finding._replace(source=edge.source, target=edge.target, line=edge.line, chain=(edge,))
            yield case._replace(said=said, finding=alone._replace(kinds=edge.kinds))


def _reached(start: str, after: Mapping[str, list[str]]) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        new = set(after.get(todo.pop(), ())) - found
        found |= new
        todo += new
    return found
