"""The decision graph: records and the links between them, as networkx for questions and as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from mneme_cli.model.scan import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mneme_cli.model.corpus import Corpus

    Graph = nx.MultiDiGraph[str]

SHAPES = {"decision": ("[", "]", "box"), "rule": ("(", ")", "ellipse"), "waiver": ("{{", "}}", "hexagon")}


def network(corpus: Corpus) -> Graph:
    """Build the graph. Nodes carry what, title, state; edges carry kind: a link's, `has`, or `waives`."""
    graph: Graph = nx.MultiDiGraph()
    for one in corpus.decisions:
        graph.add_node(one.id, what="decision", title=one.title, state=corpus.states[one.id].state)
        for clause in one.clauses:
            graph.add_node(clause.id, what="rule", title=clause.verb, state=corpus.states[clause.id].state)
            graph.add_edge(one.id, clause.id, kind="has")
    for link in corpus.links:
        graph.add_edge(link.source, link.target, kind=link.kind)
    for waiver in corpus.waivers:
        state = "expired" if waiver.until < corpus.as_of else "in-force"
        graph.add_node(waiver.id, what="waiver", title=waiver.because, state=state)
        for target in waiver.waives:
            if target in graph:
                graph.add_edge(waiver.id, target, kind="waives")
    return graph


def draw(graph: Graph, form: str) -> str:
    """Write the graph as text, mermaid, dot or json; nodes and edges sorted, one newline at the end.

    Raises:
        KeyError: there is no such form.
    """
    return _FORMS[form](graph) + "\n"


def _text(graph: Graph) -> str:
    lines = []
    for name in sorted(graph):
        about = graph.nodes[name]
        if about["what"] == "rule":
            continue
        lines.append(f"{name}  {about['state']}  {about['title']}")
        lines += [f"  {kind} {_rule(graph, target)}" for source, target, kind in _edges(graph) if source == name]
    return "\n".join(lines)


def _rule(graph: Graph, name: str) -> str:
    about = graph.nodes[name]
    return f"{name}  {about['title']}  {about['state']}" if about["what"] == "rule" else name


def _mermaid(graph: Graph) -> str:
    number = {name: f"n{at}" for at, name in enumerate(sorted(graph))}
    lines = ["graph LR"]
    for name in sorted(graph):
        left, right, _ = SHAPES[graph.nodes[name]["what"]]
        label = f"{_quoted(name)}<br/>{graph.nodes[name]['state']}"
        lines.append(f'  {number[name]}{left}"{label}"{right}')
    lines += [f"  {number[source]} -- {kind} --> {number[target]}" for source, target, kind in _edges(graph)]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace("#", "&#35;").replace('"', "&quot;").replace("<", "&lt;")


def _dot(graph: Graph) -> str:
    lines = ["digraph decisions {", "  rankdir=LR;"]
    for name in sorted(graph):
        about = graph.nodes[name]
        shape = SHAPES[about["what"]][2]
        dim = ", style=dashed" if about["state"] not in ("in-force", "advisory", "amended") else ""
        lines.append(f"  {_string(name)} [shape={shape}, tooltip={_string(about['title'])}{dim}];")
    lines += [
        f"  {_string(source)} -> {_string(target)} [label={_string(kind)}];" for source, target, kind in _edges(graph)
    ]
    return "\n".join([*lines, "}"])


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _json(graph: Graph) -> str:
    nodes: list[dict[str, Any]] = [{"id": name, **graph.nodes[name]} for name in sorted(graph)]
    edges = [{"source": source, "target": target, "kind": kind} for source, target, kind in _edges(graph)]
    return dumps({"nodes": nodes, "edges": edges})


def _edges(graph: Graph) -> Iterator[tuple[str, str, str]]:
    yield from sorted(graph.edges(data="kind"))


_FORMS: dict[str, Callable[[Graph], str]] = {"text": _text, "mermaid": _mermaid, "dot": _dot, "json": _json}
