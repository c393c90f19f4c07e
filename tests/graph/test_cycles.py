"""Cycles and closures against networkx, an oracle that nobody here wrote."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.graph.cuts import cuts
from mneme_cli.graph.cycles import components, inside, shortest, tangles
from mneme_cli.graph.spread import spread
from tests.graph.worlds import edges, graph

NODES = 9
digraphs = st.lists(st.frozensets(st.integers(0, NODES - 1), max_size=4).map(sorted), min_size=NODES, max_size=NODES)
marks = st.lists(st.integers(0, 1), min_size=NODES, max_size=NODES).map(bytearray)


def oracle(rows):
    out = nx.DiGraph()
    out.add_nodes_from(range(len(rows)))
    out.add_edges_from((node, end) for node, row in enumerate(rows) for end in row)
    return out


@given(rows=digraphs)
def test_components_are_those_of_networkx_and_in_order(rows) -> None:
    of, groups = components(rows)
    assert {frozenset(group) for group in groups} == set(map(frozenset, nx.strongly_connected_components(oracle(rows))))
    assert sum(map(len, groups)) == NODES
    assert all(node in groups[of[node]] for node in range(NODES))
    assert all(of[end] <= of[node] for node, row in enumerate(rows) for end in row)
    assert tangles(rows) == sorted(sorted(group) for group in groups if len(group) > 1)


@given(rows=digraphs)
def test_an_edge_is_inside_if_its_target_leads_back(rows) -> None:
    net = oracle(rows)
    expected = [(node, end) for node, row in enumerate(rows) for end in row if nx.has_path(net, end, node)]
    assert inside(rows) == expected


@given(rows=digraphs, source=st.integers(0, NODES - 1), target=st.integers(0, NODES - 1))
def test_the_shortest_cycle_through_an_edge(rows, source, target) -> None:
    found, net = shortest(rows, source, target), oracle(rows)
    if not nx.has_path(net, target, source):
        assert found == []
        return
    paths = [[source]] if source == target else list(nx.all_shortest_paths(net, target, source))
    assert found == [source, *min(paths)]
    assert all(after in rows[before] for before, after in list(pairwise(found))[1:])


@given(rows=digraphs, weights=st.lists(st.integers(1, 9), min_size=NODES * NODES, max_size=NODES * NODES))
def test_without_the_cuts_nothing_turns_round_and_none_is_idle(rows, weights) -> None:
    for group in tangles(rows):
        cut = cuts(rows, group, lambda source, target: weights[source * NODES + target])
        rest = oracle(rows).subgraph(group).copy()
        rest.remove_edges_from((node, node) for node in group)
        rest.remove_edges_from(cut)
        assert cut == sorted(cut)
        assert nx.is_directed_acyclic_graph(rest)
        for edge in cut:
            rest.add_edge(*edge)
            assert not nx.is_directed_acyclic_graph(rest)
            rest.remove_edge(*edge)


def test_the_cheap_edge_is_cut() -> None:
    rows = [[1], [2], [0]]
    assert cuts(rows, [0, 1, 2], lambda source, target: 5 if (source, target) != (1, 2) else 1) == [(1, 2)]
    assert cuts(rows, [0, 1, 2]) == [(2, 0)]


def test_a_hundred_thousand_deep_is_no_recursion() -> None:
    deep = 100_000
    rows = [[node + 1] for node in range(deep - 1)] + [[0]]
    assert len(tangles(rows)[0]) == deep
    assert len(shortest(rows, deep - 1, 0)) == deep + 1


@given(rows=digraphs, stop=marks)
def test_spread_is_one_search_per_node(rows, stop) -> None:
    seeds = [1 << node for node in range(NODES)]
    for node, reached in enumerate(spread(rows, seeds, stop)):
        assert {end for end in range(NODES) if reached >> end & 1} == led(rows, node, stop)
    assert spread(rows, seeds) == spread(rows, seeds, bytearray(NODES))


def led(rows, start, stop):
    """Everything one edge or more ahead, without passing what stops."""
    found, queue = set(), list(rows[start])
    for node in queue:
        if node not in found:
            found.add(node)
            if not stop[node]:
                queue += rows[node]
    return found


@given(rows=digraphs)
def test_spread_of_one_bit_a_node_is_the_closure(rows) -> None:
    closure = nx.transitive_closure(oracle(rows), reflexive=False)
    spreading = spread(rows, [1 << node for node in range(NODES)])
    for node in range(NODES):
        assert {end for end in range(NODES) if spreading[node] >> end & 1} == set(closure.successors(node))


@given(world=edges)
def test_rows_of_a_graph_serve(world) -> None:
    view = graph(world)
    ahead = spread(view.rows(), [1 << node for node in range(view.nodes)])
    for node in range(view.nodes):
        met = led(view.rows(), node, bytearray(view.nodes))
        assert {end for end in range(view.nodes) if ahead[node] >> end & 1} == met
