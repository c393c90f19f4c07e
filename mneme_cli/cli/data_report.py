"""What `mneme report --format json` writes, and what the page is made of; `shape_report` says its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli import VERSION
from mneme_cli.cli.data import write
from mneme_cli.model.day import show

if TYPE_CHECKING:
    from mneme_cli.commands.report import Report
    from mneme_cli.commands.report.history import History, Point


def reported(one: Report) -> str:
    """Write a report."""
    states = [row.state for row in one.rows]
    return write(
        engine=VERSION,
        as_of=show(one.corpus.as_of),
        judged=one.judged,
        errors=one.errors,
        owed=one.owed,
        states={state: states.count(state) for state in sorted(set(states))},
        decisions=[{**row._asdict(), "date": show(row.date) if row.date else None} for row in one.rows],
        rules=[{**each._asdict(), "says": one.lines.get(each.id, "")} for each in one.rules],
        never_exercised=[each._asdict() for each in one.idle],
        waivers=[{**each._asdict(), "until": show(each.until)} for each in one.waivers],
        debt=_history(one.history),
        graph={
            "nodes": [{**node._asdict(), "date": show(node.date) if node.date else None} for node in one.graph.nodes],
            "links": [{**arrow._asdict(), "rules": list(arrow.rules)} for arrow in one.graph.arrows],
        },
    )


def _history(past: History) -> dict[str, Any]:
    points = [_point(each) for each in past.points]
    return {"branch": past.branch, "walked": past.walked, "points": points}


def _point(one: Point) -> dict[str, Any]:
    return {
        "commit": one.oid,
        "day": show(one.day),
        "accepted": one.accepted,
        "found": one.found,
        "failed": one.failed,
    }
