"""The Reviewdog Diagnostic Format, which reviewdog turns into review comments on whatever service it knows.

The shape is the message `DiagnosticResult` in its JSON form (https://github.com/reviewdog/reviewdog, proto/rdf). The
URL of a code holds the identity of the finding: it is the one place of the format that takes it.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from mneme_cli.model.rule import Texts
from mneme_cli.reports import Report
from mneme_cli.reports._digest import digest, named
from mneme_cli.reports._review import NEEDED, beside, waiting
from mneme_cli.reports._tally import explain, gravity, told
from mneme_cli.reports._words import WHOLE, exact, sentence, trouble, unread

if TYPE_CHECKING:
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.group import Group
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.review import Touch

SEVERITIES = {"block": "ERROR", "ask": "ERROR", "warn": "WARNING"}
GRAVITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
HOME = {"name": "mneme"}


def render(page: Page) -> str:
    """Write a page as one result."""
    verdict = page.verdict
    rows = [_part(one, said) for one, said in waiting(page)]
    rows += [_problem(one) for one in beside(page)]
    rows += [_unread(one) for one in sorted(verdict.skipped)]
    rows += [_finding(one, page) for one in told(verdict)]
    return dumps({"source": HOME, "diagnostics": rows}, indent=2, sort_keys=True) + "\n"


def _finding(entry: Group, page: Page) -> dict[str, Any]:
    finding = entry.lead
    said = f"{sentence(entry, page.texts.get(finding.rule, Texts()))}\nExplain: {explain(finding.rule)}"
    place = _place(finding.source, finding.line, _bytes(page, finding.source, finding.line, finding.column))
    return _diagnostic(said, finding.rule, digest(finding), SEVERITIES.get(finding.outcome, "INFO"), place)


def _problem(one: Problem) -> dict[str, Any]:
    place, identity = _place(one.path, one.line, one.column), named(one.code, one.path, one.message)
    return _diagnostic(trouble(one), one.code, identity, GRAVITIES[gravity(one)], place)


def _part(one: Touch, said: str) -> dict[str, Any]:
    identity = named("policy", one.kind, one.what, one.how, *one.says)
    return _diagnostic(said, NEEDED, identity, SEVERITIES["ask"], _place(one.path, one.line, 0))


def _unread(one: Skipped) -> dict[str, Any]:
    name, why = unread(one)
    place, identity = _place(one.path, one.line, one.column), named("unread", one.path, why)
    return _diagnostic(f"{name}: {why}", name, identity, "ERROR" if one.fatal else "WARNING", place)


def _diagnostic(said: str, name: str, identity: str, severity: str, place: dict[str, Any]) -> dict[str, Any]:
    return {
        "message": exact(said),
        "location": place,
        "severity": severity,
        "code": {"value": exact(name), "url": f"urn:mneme:{identity}"},
    }


def _place(path: str, line: int, column: int) -> dict[str, Any]:
    """Write a place; without a line it is the whole file."""
    start = {"line": line, **({"column": column} if column else {})}
    return {"path": exact(path) or WHOLE, **({"range": {"start": start}} if line else {})}


def _bytes(page: Page, path: str, line: int, column: int) -> int:
    """Return a column as this format counts it: in bytes of UTF-8, where ours count characters."""
    before = page.code.get((path, line), "")[: max(column - 1, 0)]
    return max(column, 1) + len(before.encode("utf-8", "replace")) - len(before)


REPORT = Report(render=render, suffixes=(".rdjson",), kin=(".json", ".rdjson"))
