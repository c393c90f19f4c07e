"""The verdict for machines: versioned, described by `schemas/verdict.schema.json`, the same bytes on every machine.

Nothing here depends on a clock, a folder or a terminal. Keys are sorted, text is ASCII with escapes, so a path that
is not valid Unicode survives. New keys may appear within a version; a key that changes its meaning makes version 2.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from mneme_cli.model.day import show
from mneme_cli.model.fact import kind_names
from mneme_cli.model.rule import Texts
from mneme_cli.reports import Report
from mneme_cli.reports._digest import digest
from mneme_cli.reports._tally import aside, decision, graver, gravity, ordered, stuck, tally

if TYPE_CHECKING:
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page

VERSION = 1


def render(page: Page) -> str:
    """Write a page as JSON."""
    return dumps(_verdict(page), indent=2, sort_keys=True) + "\n"


def _verdict(page: Page) -> dict[str, Any]:
    verdict = page.verdict
    return {
        "version": VERSION,
        "engine": page.version,
        "outcome": verdict.outcome,
        "judged": not stuck(verdict),
        "as_of": show(verdict.as_of) if verdict.as_of else None,
        "scope": verdict.scope,
        "base": page.base or None,
        "head": page.head or None,
        "approved_by": verdict.approved_by or None,
        "counts": {"files": verdict.files, "rules": verdict.rules, **tally(verdict)},
        "findings": [_finding(finding, page.texts.get(finding.rule, Texts())) for finding in ordered(verdict)],
        "problems": [
            {**one._asdict(), "gravity": gravity(one), "fatal": one.fatal}
            for one in sorted(verdict.problems, key=graver)
        ],
        "skipped": [one._asdict() for one in sorted(verdict.skipped)],
        "noted": [{"path": one.path, "why": one.why} for one in sorted(verdict.noted)],
        "changed_policy": sorted(verdict.changed_policy),
    }


def _finding(finding: Finding, texts: Texts) -> dict[str, Any]:
    how, by = aside(finding)
    return {
        "rule": finding.rule,
        "decision": decision(finding.rule),
        **_said(texts),
        "outcome": finding.outcome,
        "status": finding.status or None,
        "aside": {"how": how, "by": by, "why": finding.why_aside} if how else None,
        "due": finding.why_aside if finding.status == "due" else None,
        "path": finding.source,
        "line": finding.line,
        "column": finding.column,
        "claim": finding.claim,
        "target": finding.target,
        "symbol": finding.symbol,
        "kinds": list(kind_names(finding.kinds)),
        "chain": [_hop(edge) for edge in finding.chain],
        "times": finding.times,
        "more": finding.more,
        "identity": digest(finding),
    }


def _said(texts: Texts) -> dict[str, Any]:
    return {
        "title": texts.title,
        "why": texts.why,
        "instead": texts.say,
        "says": texts.line,
        "written_at": texts.source,
    }


def _hop(edge: Edge) -> dict[str, Any]:
    kept = ("source", "target", "name", "line", "column", "via")
    return {**{key: getattr(edge, key) for key in kept}, "kinds": list(kind_names(edge.kinds))}


REPORT = Report(render=render, suffix=".json")
