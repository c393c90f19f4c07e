"""The graph's part of the page: data for the library, the search, the place where a decision is shown."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from mneme_cli.commands.report.places import places
from mneme_cli.model.visible import visible

if TYPE_CHECKING:
    from mneme_cli.commands.report import Report


def numbers(one: Report) -> dict[str, int]:
    """Number the records: ids of elements must not be what somebody wrote."""
    return {node.id: at for at, node in enumerate(one.graph.nodes)}


def data(one: Report) -> str:
    """Write the graph as JSON that no parser of HTML can take for an end of the script."""
    known, spots = numbers(one), places(one.graph)
    nodes = [
        {
            "id": f"n{at}",
            "record": at,
            "label": f"{visible(node.id)}\n{_short(visible(node.title))}",
            "state": node.state,
            "kind": node.kind,
            "x": spots[node.id][0],
            "y": spots[node.id][1],
        }
        for at, node in enumerate(one.graph.nodes)
    ]
    said = dumps({"nodes": nodes, "edges": _edges(one, known)}, sort_keys=True)
    return said.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _edges(one: Report, known: dict[str, int]) -> list[dict[str, str]]:
    return [
        {
            "id": f"e{at}",
            "source": f"n{known[arrow.source]}",
            "target": f"n{known[arrow.target]}",
            "label": arrow.kind,
            "kind": arrow.kind,
        }
        for at, arrow in enumerate(one.graph.arrows)
    ]


def _short(title: str) -> str:
    """Cut a title to what a node holds; long words may break, at a space that has no width."""
    kept = title if len(title) <= 46 else title[:45].rstrip() + "…"
    return " ".join("\u200b".join(word[at : at + 22] for at in range(0, len(word), 22)) for word in kept.split())


def section(one: Report) -> str:
    """Write the section; without JavaScript it says where the same is told."""
    many = len(one.graph.nodes)
    return f"""<section id="graph">
<h2>Graph</h2>
<p class="search"><label for="search">Search</label>
<input id="search" type="search" placeholder="id, word, state, path" autocomplete="off" hidden>
<output id="count" for="search" aria-live="polite">{many} records</output></p>
<noscript><p>The picture and the search need JavaScript; everything that they show stands below.</p></noscript>
<p id="hint" hidden>There is more of it: drag to move it, pinch or turn the wheel to see it smaller.</p>
<div class="split" id="split" hidden>
<div id="picture" role="img" aria-label="Graph of the decisions and their links; all of them stand below as text"></div>
<aside id="detail" aria-live="polite" tabindex="-1"><p>Choose a decision to read it here.</p></aside>
</div>
</section>"""
