"""An overlay says what a rebuilt graph would say; order is by name even where numbers are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.graph.overlay import Overlay
from tests.graph.worlds import OTHERS, PATHS, edges, graph, said, seen, triples


def laid(world, over, gone):
    return {
        **{path: row for path, row in world.items() if path not in gone},
        **{k: v for k, v in over.items() if k not in gone},
    }


@given(world=edges, over=edges, gone=st.sets(st.sampled_from(PATHS), max_size=3))
def test_overlay_is_the_rebuilt_graph(world, over, gone) -> None:
    view = Overlay(Graph(flatten(triples(world), [])), over, gone)
    model = triples(laid(world, over, gone))
    for name in PATHS + OTHERS:
        if (node := view.number(name)) >= 0:
            assert view.name(node) == name
            assert seen(view, node) == said(model, name)
        else:
            assert said(model, name) == ([], [])
    assert [list(row) for row in view.rows()] == [list(view.next(node)) for node in range(view.nodes)]
    assert view.ordered(range(view.nodes)) == sorted(range(view.nodes), key=view.name)
    assert view.kinds() >= {mask for _, _, mask in model}


@given(world=edges, first=edges, second=edges, gone=st.sets(st.sampled_from(PATHS), max_size=2))
def test_laying_twice_is_laying_the_sum(world, first, second, gone) -> None:
    view = Overlay(graph(world), first).laid(second, gone)
    model = triples(laid({**world, **first}, second, gone))
    for name in PATHS:
        assert seen(view, view.number(name)) == said(model, name)


@given(
    world=edges,
    over=edges,
    kinds=st.integers(0, 63),
    hidden=st.sets(st.tuples(st.sampled_from(PATHS), st.sampled_from(PATHS + OTHERS))),
)
def test_filtered_is_the_graph_without_these_edges(world, over, kinds, hidden) -> None:
    view = Overlay(graph(world), over).filtered(lambda mask: bool(mask & kinds), hidden)
    model = {row for row in triples({**world, **over}) if row[2] & kinds and row[:2] not in hidden}
    for name in PATHS:
        assert seen(view, view.number(name)) == said(model, name)
    assert [list(row) for row in view.rows()] == [list(view.next(node)) for node in range(view.nodes)]


def test_a_filter_that_hides_nothing_is_the_graph_itself() -> None:
    view = graph({"a.py": [("z.py", 1)]})
    assert view.filtered(lambda mask: True) is view


def test_a_deleted_file_keeps_what_points_at_it() -> None:
    view = Overlay(graph({"a.py": [("z.py", 1)], "z.py": [("b/a.py", 1)]}), {}, {"z.py"})
    node = view.number("z.py")
    assert seen(view, node) == ([], [("a.py", 1)])
    assert seen(view, view.number("b/a.py")) == ([], [])


def test_what_is_said_again_counts_though_it_was_gone() -> None:
    view = Overlay(graph({"a.py": [("z.py", 1)]}), {}, {"a.py"}).laid({"a.py": [("b/z.py", 2)]})
    assert seen(view, view.number("a.py")) == ([("b/z.py", 2)], [])


@given(world=edges, over=edges, old=st.sampled_from(PATHS))
def test_a_file_that_is_two_now_leads_on_from_both_and_is_led_to_by_one(world, over, old) -> None:
    holds, aim = "a/held.py", "a/z/aim.py"
    view = Overlay(graph(world), over)
    named = view.called({old: holds}, {old: aim})
    model = {
        (source, aim if target == old else target, mask)
        for begin, target, mask in triples({**world, **over})
        for source in ((holds, aim) if begin == old else (begin,))
    }
    for name in [*PATHS, holds, aim]:
        assert seen(named, named.number(name)) == said(model, name)
    assert view.called({old: holds}, {old: aim}) is named
