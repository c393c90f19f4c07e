from __future__ import annotations

import json

import pytest

from mneme_cli.decisions.network import draw, network
from tests.decisions.made import build, decision, waiver

CORPUS = build(
    decision("B", supersedes=["A"], relates=["A"]),
    decision("A"),
    waiver("W", "B#x"),
    waiver("V", "A#q", until="2026-01-01"),
).corpus


def test_nodes_and_edges():
    graph = network(CORPUS)
    assert sorted(graph) == ["A", "A#x", "B", "B#x", "V", "W"]
    assert sorted(graph.edges(data="kind")) == [
        ("A", "A#x", "has"),
        ("B", "A", "relates"),
        ("B", "A", "supersedes"),
        ("B", "B#x", "has"),
        ("W", "B#x", "waives"),
    ]
    assert graph.nodes["A"] == {"what": "decision", "title": "About A", "state": "superseded"}
    assert (graph.nodes["V"]["state"], graph.nodes["W"]["state"]) == ("expired", "in-force")


def test_text():
    assert draw(network(CORPUS), "text") == (
        "A  superseded  About A\n"
        "  has A#x  forbid  superseded\n"
        "B  in-force  About B\n"
        "  relates A\n"
        "  supersedes A\n"
        "  has B#x  forbid  in-force\n"
        "V  expired  vendor\n"
        "W  in-force  vendor\n"
        "  waives B#x  forbid  in-force\n"
    )


def test_mermaid_and_dot():
    mermaid = draw(network(CORPUS), "mermaid")
    assert mermaid.startswith("graph LR\n")
    assert '  n3("B&#35;x<br/>in-force")\n' in mermaid
    assert "  n2 -- supersedes --> n0\n" in mermaid
    dot = draw(network(CORPUS), "dot")
    assert '  "A" [shape=box, tooltip="About A", style=dashed];\n' in dot
    assert '  "W" -> "B#x" [label="waives"];\n' in dot
    assert dot.endswith("}\n")


def test_what_people_write_is_quoted():
    title = 'Say "no" to\n<b>\\'
    graph = network(build(decision("A")._replace(title=title)).corpus)
    assert r'tooltip="About' not in draw(graph, "dot")
    assert 'tooltip="Say \\"no\\" to <b>\\\\"' in draw(graph, "dot")


def test_json():
    data = json.loads(draw(network(CORPUS), "json"))
    assert data["nodes"][0] == {"id": "A", "what": "decision", "title": "About A", "state": "superseded"}
    assert {"source": "W", "target": "B#x", "kind": "waives"} in data["edges"]
    with pytest.raises(KeyError):
        draw(network(CORPUS), "html")
