"""Nominating by the graph and judging, every fact being there, beside networkx building the same graph; as JSON.

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
    """Return CPU times in ms, round by round, and how many rules bore and what they found."""
    from mneme_cli.evidence.repository import find
    from mneme_cli.model.request import Request
    from mneme_cli.pipeline.sources import ends

    judge, build = _both(ends(find(root), Request(mode="all")))
    verdict = judge()
    times: dict[str, list[float]] = {"judge": [], "networkx": []}
    for _ in range(rounds + 1):
        for name, one in (("judge", judge), ("networkx", build)):
            start = process_time()
            one()
            times[name].append((process_time() - start) * 1e3)
    return {"times": {name: each[1:] for name, each in times.items()}, "findings": len(verdict.findings)}


def _both(both: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Settle everything once, so that every want is answered; return the judge on those facts, and networkx at work."""
    from networkx import DiGraph

    from mneme_cli.judge.judge import judge
    from mneme_cli.kinds import take
    from mneme_cli.model.fact import Facts
    from mneme_cli.pipeline.check import sources_of
    from mneme_cli.pipeline.clock import today
    from mneme_cli.pipeline.fresh import compiled
    from mneme_cli.pipeline.nominated import everything
    from mneme_cli.pipeline.settle import settle
    from mneme_cli.pipeline.verdict import bearing

    day = today()
    law = compiled(both.after, day, None)
    sources, paths = sources_of(both, law), tuple(both.after.list())
    known: list[Facts] = []

    def judged() -> Any:
        rules, by_rule = bearing(law.policy, everything(law.policy, sources, paths))
        if not known:
            known.append(settle(rules, Facts(added=None, demand=by_rule), sources, day)[1])
        return judge(rules, known[0], take, day)

    made = sources.graph()
    edges = [(node, end) for node in range(made.nodes) for end in made.next(node)]
    return judged, lambda: DiGraph(edges)


if __name__ == "__main__":
    gc.disable()
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
