"""SARIF 2.1.0, the exchange format of code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).

Waivers, overrides and exceptions become `suppressions`, introduced and existing become `baselineState`, our identity
becomes a partial fingerprint, so that a code-scanning service tracks a finding as we do. Fixed findings are left out:
`absent` is SARIF's word for them, but GitHub does not read it and would open an alert for what is gone.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from mneme_cli.model.group import groups
from mneme_cli.reports import Report
from mneme_cli.reports._tally import HEAPS, heap, order
from mneme_cli.reports.sarif.notices import invocation
from mneme_cli.reports.sarif.result import ACCEPTED, STATES, result
from mneme_cli.reports.sarif.rule import descriptor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page

MOST = 25_000
"""GitHub refuses a run with more results (https://docs.github.com/code-security, "SARIF support")."""
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(page: Page) -> str:
    """Write a page as one SARIF log with one run."""
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(page)]}, indent=2, sort_keys=True) + "\n"


def _run(page: Page) -> dict[str, Any]:
    there = [finding for finding in page.verdict.findings if heap(finding) != "fixed"]
    told = groups(sorted(there, key=_worst))
    kept = told[:MOST]
    rules = sorted({one.lead.rule for one in kept})
    places = {rule: place for place, rule in enumerate(rules)}
    compared = _compared(one.lead for one in kept)
    return {
        "tool": {"driver": {"name": "mneme", **_version(page), "rules": [descriptor(one, page) for one in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "invocations": [invocation(page, left=len(told) - len(kept))],
        "results": [
            {**result(one, page, compared=compared), "ruleIndex": places[one.lead.rule]}
            for one in sorted(kept, key=lambda entry: order(entry.lead))
        ],
    }


def _compared(findings: Iterable[Finding]) -> bool:
    """Tell whether every result has a state: against a base, or, in a check of everything, against the baseline."""
    seen = [(one.status or "-", one.aside == ACCEPTED) for one in findings]
    states = {status for status, _ in seen}
    return states <= STATES.keys() and ("found" not in states or any(accepted for _, accepted in seen))


def _version(page: Page) -> dict[str, str]:
    return {"version": page.version} if page.version else {}


def _worst(finding: Finding) -> tuple[int, tuple[str, int, int, str, str, str, int]]:
    return HEAPS.index(heap(finding)), order(finding)


REPORT = Report(render=render, suffixes=(".sarif", ".sarif.json"), kin=(".sarif", ".json"))
