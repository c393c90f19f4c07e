"""Pictures of the decision graph: a tree of words for a terminal, mermaid for Markdown, dot for graphviz, JSON."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from mneme_cli.cli.words.list import STYLES
from mneme_cli.model.day import show
from mneme_cli.model.visible import visible
from mneme_cli.reports.text.spans import wrap

if TYPE_CHECKING:
    from mneme_cli.commands.graph import Arrow, Graph
    from mneme_cli.reports.text.spans import Line

VERSION = 1
_LINE = {"supersedes": "-->", "amends": "-.->", "overrides": "-.->", "waives": "-.->", "relates": "---"}
_DOT = {"supersedes": "solid", "amends": "dashed", "overrides": "dashed", "waives": "dotted", "relates": "dotted"}


def tree(graph: Graph, width: int) -> list[Line]:
    """Write every record with its outgoing links below it."""
    made: list[Line] = []
    for node in graph.nodes:
        title = wrap(visible(node.title), max(width - len(node.id) - len(node.state) - 5, 20)) or [""]
        more = "…" if len(title) > 1 else ""
        state = (node.state, STYLES.get(node.state, "dim"))
        made.append(((visible(node.id), "rule"), ("  ", ""), state, ("  ", ""), (title[0] + more, "")))
        out = (arrow for arrow in graph.arrows if arrow.source == node.id)
        made += [((f"  {arrow.kind} ", "dim"), (visible(_target(arrow)), "rule")) for arrow in out]
    return made or [(("no decision here; `mneme new TITLE` writes one", ""),)]


def mermaid(graph: Graph) -> str:
    """Write a flowchart that Markdown viewers draw (https://mermaid.js.org)."""
    names = {node.id: f"n{at}" for at, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    lines += [
        f'  {names[node.id]}["{entity(node.id)}<br/>{entity(node.title)}"]:::{_class(node.state)}'
        for node in graph.nodes
    ]
    for arrow in graph.arrows:
        label = entity(_label(arrow))
        lines.append(f'  {names[arrow.source]} {_LINE[arrow.kind]}|"{label}"| {names[arrow.target]}')
    lines += ["  classDef live stroke-width:2px", "  classDef gone stroke-dasharray:4,color:#888"]
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """Write a digraph for graphviz."""
    lines = ["digraph decisions {", "  rankdir=LR;", '  node [shape=box, style=rounded, fontname="sans-serif"];']
    for node in graph.nodes:
        faded = "" if _class(node.state) == "live" else ", color=gray, fontcolor=gray"
        lines.append(f"  {quoted(node.id)} [label={quoted(f'{node.id}{chr(10)}{node.title}')}{faded}];")
    for arrow in graph.arrows:
        ends = f"{quoted(arrow.source)} -> {quoted(arrow.target)}"
        lines.append(f"  {ends} [label={quoted(_label(arrow))}, style={_DOT[arrow.kind]}];")
    return "\n".join([*lines, "}"]) + "\n"


def json(graph: Graph) -> str:
    """Write nodes and arrows as JSON, version 1."""
    nodes = [{**node._asdict(), "date": show(node.date) if node.date else None} for node in graph.nodes]
    arrows = [{**arrow._asdict(), "rules": list(arrow.rules)} for arrow in graph.arrows]
    return dumps({"version": VERSION, "nodes": nodes, "links": arrows}, indent=2, sort_keys=True) + "\n"


def _target(arrow: Arrow) -> str:
    return arrow.target + (f"#{', #'.join(arrow.rules)}" if arrow.rules else "")


def _label(arrow: Arrow) -> str:
    return " ".join([arrow.kind, *(f"#{key}" for key in arrow.rules)])


def _class(state: str) -> str:
    return "live" if state in STYLES else "gone"


def entity(text: str) -> str:
    """Spell what mermaid or HTML would read as its own as numbered entities."""
    return "".join(char if char.isalnum() or char in " .,:-_/()" else f"#{ord(char)};" for char in visible(text))


def quoted(text: str) -> str:
    """Write text as a string of dot."""
    lines = [visible(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n")]
    return '"' + "\\n".join(lines) + '"'
