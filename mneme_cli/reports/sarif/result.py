"""A finding of ours as a SARIF result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.languages import asked
from mneme_cli.model.fact import kind_names
from mneme_cli.model.rule import Texts
from mneme_cli.reports._digest import digest
from mneme_cli.reports._tally import aside, heap
from mneme_cli.reports._words import sentence
from mneme_cli.reports.sarif.place import literal, location

if TYPE_CHECKING:
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.group import Group
    from mneme_cli.model.page import Page

LEVELS = {"block": "error", "ask": "error", "warn": "warning", "allow": "note"}
STATES = {"introduced": "new", "due": "new", "found": "new", "existing": "unchanged"}
ACCEPTED = "baseline"
"""The tag of a finding that the baseline sets aside."""
PLACES = 1_000
"""GitHub refuses a result with more locations."""


def result(entry: Group, page: Page, *, compared: bool) -> dict[str, Any]:
    """Write one result. compared: every finding of the run has a status, so baselineState may be said."""
    finding = entry.lead
    code = page.code.get((finding.source, finding.line), "")
    state = "unchanged" if finding.aside == ACCEPTED else STATES[finding.status] if compared else ""
    return {
        "ruleId": finding.rule,
        "level": "note" if heap(finding) in ("existing", "clear", "due") else LEVELS[finding.outcome],
        "message": {"text": literal(_said(entry, page.texts.get(finding.rule, Texts())))},
        "locations": [location(finding.source, finding.line, finding.column, code)],
        **_related(finding),
        "partialFingerprints": {"mnemeIdentity/v1": digest(finding)},
        **({"baselineState": state} if compared else {}),
        "suppressions": _suppressions(finding),
        "occurrenceCount": max(finding.times, 1),
        "properties": {
            "outcome": finding.outcome,
            "status": finding.status,
            "target": finding.target,
            "symbol": finding.symbol,
            "kinds": list(kind_names(finding.kinds)),
            "more": finding.more,
        },
    }


def _said(entry: Group, texts: Texts) -> str:
    left = len(_places(entry.lead)) - PLACES
    return sentence(entry, texts) + (f" {left} places more are left out here." if left > 0 else "")


def _related(finding: Finding) -> dict[str, Any]:
    """Write the hops of a chain, and where they are written once more; a direct finding has one hop, its own place."""
    hops = _places(finding)[:PLACES]
    related = [{**_hop(hop), "id": at} for at, hop in enumerate(hops, 1)]
    flow = [{"location": _hop(hop)} for hop in hops[: len(finding.chain)]] if len(finding.chain) > 1 else []
    return {
        **({"relatedLocations": related} if related else {}),
        **({"codeFlows": [{"threadFlows": [{"locations": flow}]}]} if flow else {}),
    }


def _places(finding: Finding) -> tuple[Edge, ...]:
    return (*(finding.chain if len(finding.chain) > 1 else ()), *finding.also)


def _hop(hop: Edge) -> dict[str, Any]:
    return location(hop.source, hop.line, hop.column, said=f"imports {asked(hop)}")


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    how, by = aside(finding)
    if not how:
        return []
    why = f": {finding.why_aside}" if finding.why_aside else ""
    return [{"kind": "external", "status": "accepted", "justification": f"{how} {by}".rstrip() + why}]
