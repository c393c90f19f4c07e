"""Searches and chains on graphs small enough to try every path by hand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.graph.chain import chain, chains
from mneme_cli.graph.overlay import Overlay
from mneme_cli.graph.search import search, walk
from tests.graph.worlds import OTHERS, PATHS, edges, graph, triples

names = st.frozensets(st.sampled_from(PATHS + OTHERS), max_size=4)


def every_chain(model, starts, ends, blocked):
    """All shortest chains from the model, by trying every path without repeats."""
    step = {}
    for source, target, _ in sorted(model):
        step.setdefault(source, {})[target] = True
    level, found = [[start] for start in sorted(starts - ends)], []
    for _ in range(len(PATHS) + len(OTHERS)):
        grown = [[*path, end] for path in level for end in step.get(path[-1], ()) if end not in path]
        found = [path for path in grown if path[-1] in ends]
        if found:
            return sorted(found)
        level = [path for path in grown if path[-1] not in blocked | starts | ends]
    return found


def spelled(view, path):
    return [view.name(node) for node in path]


@given(world=edges, over=edges, starts=names, ends=names, blocked=names)
def test_a_chain_is_shortest_and_first_by_name(world, over, starts, ends, blocked) -> None:
    view = Overlay(graph(world, []), over)
    marks = [view.mark(those.__contains__) for those in (starts, ends, blocked)]
    best = every_chain(triples({**world, **over}), starts, ends, blocked)
    assert spelled(view, chain(view, *marks)) == (best[0] if best else [])


@given(world=edges, starts=names, ends=names, blocked=names)
def test_chains_has_one_for_every_pair(world, starts, ends, blocked) -> None:
    view, model = graph(world), triples(world)
    marks = [view.mark(those.__contains__) for those in (starts, ends, blocked)]
    expected = []
    for start in sorted(starts - ends):
        for end in sorted(ends):
            best = every_chain(model, frozenset({start}), frozenset({end}), (blocked | starts | ends) - {end})
            expected += best[:1]
    assert [spelled(view, path) for path in chains(view, *marks)] == expected


@given(world=edges, start=st.sampled_from(PATHS), stop=names, shut=names, back=st.booleans())
def test_search_stops_and_is_shut_out(world, start, stop, shut, back) -> None:
    view = graph(world)
    found = search(view, [view.number(start)], view.mark(stop.__contains__), view.mark(shut.__contains__), back=back)
    step = view.prev if back else view.next
    for node, source in found.items():
        path = walk(found, node)
        assert path[0] == view.number(start)
        assert all(after in step(before) for before, after in pairwise(path))
        assert not {view.name(each) for each in path[1:-1]} & (stop | shut)
        assert source == node or view.name(node) not in shut
    for node in found:
        if view.name(node) not in stop or node == view.number(start):
            assert all(end in found or view.name(end) in shut for end in step(node))


def test_ties_go_by_name_even_for_new_files() -> None:
    view = Overlay(
        graph({"a.py": [("z.py", 1)], "z.py": [("pkg:pypi/sql", 1)]}),
        {"a.py": [("z.py", 1), ("new.py", 1)], "new.py": [("pkg:pypi/sql", 1)]},
    )
    path = chain(view, view.mark("a.py".__eq__), view.mark("pkg:pypi/sql".__eq__))
    assert spelled(view, path) == ["a.py", "new.py", "pkg:pypi/sql"]
