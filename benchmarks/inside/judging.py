"""The judge alone under many rules, every fact being there, beside networkx building the same graph; as JSON.

Both in one process, in turn: what is measured takes milliseconds, and starting costs more than that.
"""

from __future__ import annotations

import gc
import json
import sys
from time import process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def measured(root: str, rounds: int) -> dict[str, Any]:
    """Return CPU times in ms, round by round, and how many findings each kind of rule has."""
    from mneme_cli.evidence.repository import find
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.sources import ends

    both = ends(find(root), Request(mode="all"))
    runs: dict[str, Callable[[], Any]] = dict(_judges(both))
    counts = {name: len(judge().findings) for name, judge in runs.items()}
    runs["networkx"] = _networkx(both)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):
        for name, one in runs.items():
            start = process_time()
            one()
            times[name].append((process_time() - start) * 1e3)
    return {"times": {name: each[1:] for name, each in times.items()}, "findings": counts}


def _judges(both: Any) -> list[tuple[str, Callable[[], Any]]]:
    """Settle the rules of each verb once, so that every want is answered, and return the judge on those facts."""
    from mneme_cli.evidence.gather import End, Sources
    from mneme_cli.judge.judge import judge
    from mneme_cli.judge.nominate import by_bytes
    from mneme_cli.kinds import take
    from mneme_cli.model.fact import Facts
    from mneme_cli.pipeline.fresh import compiled
    from mneme_cli.pipeline.graphs import graph
    from mneme_cli.pipeline.settle import settle
    from mneme_cli.pipeline.verdict import bearing

    law = compiled(both.after, 0, None)
    end = End(tree=both.after, layout=law.layout, bound={})
    sources = Sources(after=end, before=end, graph=lambda: graph(both, end))
    paths = tuple(both.after.list())
    demand = {path: numbers for path in paths if (numbers := by_bytes(law.policy, path, both.after.read(path)))}
    rules, by_rule = bearing(law.policy, demand)
    out = []
    for name in ("imports", "reaches"):
        mine = tuple(rule for rule in rules if rule.relation == name)
        asked = {rule.id: by_rule[rule.id] for rule in mine}
        _, facts = settle(mine, Facts(added=None, demand=asked), sources, 0)
        out.append((name, lambda mine=mine, facts=facts: judge(mine, facts, take, 0)))
    return out


def _networkx(both: Any) -> Callable[[], Any]:
    """Return how networkx builds the graph of everything."""
    from networkx import DiGraph

    from mneme_cli import languages
    from mneme_cli.evidence.gather import End
    from mneme_cli.pipeline.graphs import graph

    layout = languages.take("python").layout(both.after, (), {})
    made = graph(both, End(tree=both.after, layout=layout, bound={}))
    edges = [(node, end) for node in range(made.nodes) for end in made.next(node)]
    return lambda: DiGraph(edges)


if __name__ == "__main__":
    gc.disable()
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
