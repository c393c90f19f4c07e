"""The verdict for machines: versioned, described by `schemas/verdict.schema.json`, the same bytes on every machine.

Nothing here depends on a clock, a folder or a terminal. Keys are sorted, text is ASCII with escapes, so a path that
is not valid Unicode survives. New keys may appear within a version; a key that changes its meaning makes version 2.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from mneme_cli.model.day import show
from mneme_cli.model.fact import kind_names
from mneme_cli.model.group import groups
from mneme_cli.model.rule import Texts
from mneme_cli.reports import Report
from mneme_cli.reports._digest import digest
from mneme_cli.reports._review import data
from mneme_cli.reports._tally import aside, decision, graver, gravity, order, ordered, stuck, tally

if TYPE_CHECKING:
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page
    from mneme_cli.model.reason import Reason

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
        "counts": {"files": verdict.files, "unchanged": verdict.unchanged, "rules": verdict.rules, **tally(verdict)},
        "findings": _all(page),
        "problems": [
            {**one._asdict(), "gravity": gravity(one), "fatal": one.fatal}
            for one in sorted(verdict.problems, key=graver)
        ],
        "skipped": [one._asdict() for one in sorted(verdict.skipped)],
        "noted": [{"path": one.path, "why": one.why} for one in sorted(verdict.noted)],
        "changed_policy": sorted(verdict.changed_policy),
        **({} if page.review is None else {"policy": data(page.review)}),
        **({} if page.reasons is None else {"rules": [_counted(one) for one in page.reasons]}),
    }


def _all(page: Page) -> list[dict[str, Any]]:
    """Write every finding by place, each with the identity of the one that it is told and counted with, if any.

    One that is told for others as well says how many in `more`.
    """
    told = groups(ordered(page.verdict))
    every = [(each.lead, None) for each in told] + [(one, digest(each.lead)) for each in told for one in each.rest]
    return [
        {**finding(one, page.texts.get(one.rule, Texts())), "told_with": lead}
        for one, lead in sorted(every, key=lambda pair: order(pair[0]))
    ]


def _counted(one: Reason) -> dict[str, Any]:
    """Write what became of one rule, its findings as a number."""
    kept = ("decision", "how", "by", "reason", "rule", "since", "until")
    told = reason(one, Texts())
    return {**{key: told[key] for key in kept}, "findings": len(groups(one.findings))}


def finding(one: Finding, texts: Texts) -> dict[str, Any]:
    """Write one finding with what its rule says."""
    how, by = aside(one)
    return {
        "rule": one.rule,
        "decision": decision(one.rule),
        **_said(texts),
        "outcome": one.outcome,
        "status": one.status or None,
        "aside": {"how": how, "by": by, "why": one.why_aside} if how else None,
        "due": one.why_aside if one.status == "due" and not how else None,
        **{"path": one.source, "line": one.line, "column": one.column},
        "claim": one.claim,
        "target": one.target,
        "symbol": one.symbol,
        "kinds": list(kind_names(one.kinds)),
        "chain": [_hop(edge) for edge in one.chain],
        "also": [_again(edge) for edge in one.also],
        "times": one.times,
        "number": abs(one.number) or None,
        "more": one.more,
        "group": one.group or None,
        "identity": digest(one),
    }


def reason(one: Reason, texts: Texts) -> dict[str, Any]:
    """Write what became of one rule."""
    return {
        "rule": one.rule,
        "decision": decision(one.rule),
        **_said(texts),
        "how": one.how,
        "by": list(one.by),
        "reason": one.why,
        "since": show(one.since) if one.since else None,
        "until": show(one.until) if one.until else None,
        "history": [" ".join(line.split()) for line in texts.history],
        "findings": [finding(each, texts) for each in one.findings],
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


def _again(edge: Edge) -> dict[str, Any]:
    return {"path": edge.source, "line": edge.line, "column": edge.column, "kinds": list(kind_names(edge.kinds))}


REPORT = Report(render=render, suffixes=(".json",), kin=(".json",))
