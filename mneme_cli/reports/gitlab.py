"""GitLab's code quality report: what a merge request shows as new and as fixed, by comparing two of these.

The shape is the subset of the Code Climate issue that GitLab reads (https://docs.gitlab.com/ci/testing/code_quality/).
Two entries with one fingerprint are one to GitLab, and a fingerprint that is gone is "fixed": hence our identity, the
second and third of one identity with their number (the old ones counted first, so that a new one is what is new), and
hence old findings are listed too. What a waiver, an exception or the baseline sets aside is not.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from mneme_cli.model.group import groups
from mneme_cli.model.rule import Texts
from mneme_cli.reports import Report
from mneme_cli.reports._digest import digest, named
from mneme_cli.reports._review import NEEDED, beside, waiting
from mneme_cli.reports._tally import gravity, heap, ordered, told
from mneme_cli.reports._words import WHOLE, exact, sentence, trouble, unread

if TYPE_CHECKING:
    from mneme_cli.model.fact import Skipped
    from mneme_cli.model.group import Group
    from mneme_cli.model.page import Page
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.review import Touch

SEVERITIES = {"block": "critical", "ask": "major", "warn": "minor"}
GRAVITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(page: Page) -> str:
    """Write a page as one array of issues."""
    verdict = page.verdict
    old = groups(one for one in ordered(verdict) if heap(one) == "existing")
    rows = [_part(one, said) for one, said in waiting(page)]
    rows += [_problem(one) for one in beside(page)]
    rows += [_unread(one) for one in sorted(verdict.skipped)]
    rows += [_finding(one, page) for one in told(verdict)]
    there = _apart([*(_finding(one, page) for one in old), *rows])
    return dumps([*there[len(old) :], *there[: len(old)]], indent=2, sort_keys=True) + "\n"


def _apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every row a fingerprint of its own: that of its identity, and from the second on with its number."""
    met: dict[str, int] = {}
    out = []
    for row in rows:
        own = row["fingerprint"]
        met[own] = met.get(own, 0) + 1
        out.append(row if met[own] == 1 else {**row, "fingerprint": named(own, str(met[own]))})
    return out


def _finding(entry: Group, page: Page) -> dict[str, Any]:
    finding = entry.lead
    said = sentence(entry, page.texts.get(finding.rule, Texts()))
    severity = SEVERITIES.get(finding.outcome, "info")
    return _issue(said, finding.rule, digest(finding), severity, finding.source, finding.line)


def _problem(one: Problem) -> dict[str, Any]:
    return _issue(trouble(one), one.code, named(one.code, one.path, one.message), _grave(one), one.path, one.line)


def _part(one: Touch, said: str) -> dict[str, Any]:
    identity = named("policy", one.kind, one.what, one.how, *one.says)
    return _issue(said, NEEDED, identity, SEVERITIES["ask"], one.path, one.line)


def _grave(problem: Problem) -> str:
    return "blocker" if problem.fatal else GRAVITIES[gravity(problem)]


def _unread(one: Skipped) -> dict[str, Any]:
    name, why = unread(one)
    severity = "blocker" if one.fatal else "minor"
    return _issue(f"{name}: {why}", name, named("unread", one.path, why), severity, one.path, one.line)


def _issue(said: str, name: str, fingerprint: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "description": exact(said),
        "check_name": exact(name),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": exact(path) or WHOLE, "lines": {"begin": max(line, 1)}},
    }


REPORT = Report(render=render, suffixes=(".gitlab.json",), kin=(".json",))
