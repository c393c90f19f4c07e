"""Every decision and waiver in full: what a click in the graph shows, and what is there without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.cli.words.report.drawing import numbers
from mneme_cli.cli.words.report.markup import link, prose, state, text, worded
from mneme_cli.model.day import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.commands.graph import Node
    from mneme_cli.commands.report import Report
    from mneme_cli.model.corpus import Decision, Waiver

_PASSIVE = {
    "supersedes": "superseded by",
    "amends": "amended by",
    "overrides": "overridden by",
    "waives": "waived by",
}
_PROSE = ("context", "decision", "consequences", "alternatives")


def records(one: Report) -> str:
    """Write all records, in the order of the graph."""
    decisions = {each.id: each for each in one.corpus.decisions}
    waivers = {each.id: each for each in one.corpus.waivers}
    made = []
    for at, node in enumerate(one.graph.nodes):
        inner = _decision(decisions[node.id], one) if node.id in decisions else _waiver(waivers[node.id])
        made.append(_article(at, node, inner + _links(one, node.id)))
    return "<section><h2>Records</h2>\n" + "\n".join(made) + "\n</section>" if made else ""


def _article(at: int, node: Node, inner: str) -> str:
    return (
        f'<article id="record-{at}" data-record="{at}">\n<h3>{text(node.id)} {state(node.state)}</h3>\n'
        f'<p class="title">{worded(node.title)}</p>\n{inner}</article>'
    )


def _decision(one: Decision, report: Report) -> str:
    facts = [f"decided {show(one.date)}" if one.date else ""]
    facts += [f"by {text(', '.join(one.by))}" if one.by else ""]
    facts += [f"in {text(', '.join(one.scope))}" if one.scope else ""]
    facts += [f"<code>{text(one.place.path)}</code>"]
    made = f'<p class="facts">{" · ".join(each for each in facts if each)}</p>\n'
    if one.clauses:
        rules = "\n".join(f"<li>{each}</li>" for each in _rules(one, report))
        made += f"<ul>\n{rules}\n</ul>\n"
    for key in _PROSE:
        if said := getattr(one, key).strip():
            made += f'<h4>{key.capitalize()}</h4>\n<p class="prose">{prose(said)}</p>\n'
    return made


def _rules(one: Decision, report: Report) -> Iterator[str]:
    for clause in one.clauses:
        key = text(clause.id.partition("#")[2])
        line = report.lines.get(clause.id)
        says = worded(line) if line else f"{text(clause.verb)}, not in force"
        yield f"<code>{key}</code> {says}" + (f"<br>{worded(clause.say)}" if clause.say else "")


def _waiver(one: Waiver) -> str:
    where = f" in {text(', '.join(one.inside))}" if one.inside else ""
    return (
        f'<p class="facts">until {show(one.until)} · approved by {text(one.approved_by)} · '
        f"<code>{text(one.place.path)}</code></p>\n<p>{text(', '.join(one.waives))}{where}</p>\n"
    )


def _links(one: Report, name: str) -> str:
    known = numbers(one)
    out = [(arrow.kind, arrow.target, arrow.rules) for arrow in one.graph.arrows if arrow.source == name]
    into = [
        (_PASSIVE.get(arrow.kind, arrow.kind), arrow.source, arrow.rules)
        for arrow in one.graph.arrows
        if arrow.target == name
    ]
    said = [f"<li>{_link(kind, known, end, rules)}</li>" for kind, end, rules in (*out, *into)]
    return f'<ul class="links">{"".join(said)}</ul>\n' if said else ""


def _link(kind: str, known: dict[str, int], end: str, rules: tuple[str, ...]) -> str:
    keys = f" <code>{text(', '.join(f'#{key}' for key in rules))}</code>" if rules else ""
    return f"{text(kind)} {link(known[end], end)}{keys}"
