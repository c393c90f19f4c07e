"""The flat graph: what it says is what was put in, in the order of names, and a buffer that is not whole is refused."""

from __future__ import annotations

import random

import pytest

from mneme_cli.graph.flat import Graph, flatten

EDGES = [
    ("src/b.py", "src/a.py", 1),
    ("src/a.py", "pkg:pypi/sqlalchemy.orm", 1),
    ("src/a.py", "src/b.py", 2),
    ("src/a.py", "src/b.py", 1),
    ("src/a.py", "?src.gone", 1),
    ("src/new\nline.py", "std:python/json", 33),
]


def test_names_are_numbered_in_order_and_found() -> None:
    graph = Graph(flatten(EDGES, ["zz.py"], "stamp"))
    names = [graph.name(node) for node in range(graph.nodes)]
    assert names == sorted({"zz.py", *(edge[0] for edge in EDGES), *(edge[1] for edge in EDGES)})
    assert [graph.number(name) for name in names] == list(range(graph.nodes))
    assert graph.number("src/c.py") == graph.number("") == graph.number("zzz") == -1


def test_edges_of_several_kinds_stand_side_by_side() -> None:
    graph = Graph(flatten(EDGES))
    a, b = graph.number("src/a.py"), graph.number("src/b.py")
    assert [(graph.name(end), mask) for end, mask in zip(graph.next(a), graph.masks(a), strict=True)] == [
        ("?src.gone", 1),
        ("pkg:pypi/sqlalchemy.orm", 1),
        ("src/b.py", 1),
        ("src/b.py", 2),
    ]
    assert list(graph.prev(b)) == [a, a]
    assert list(graph.back_masks(b)) == [1, 2]
    assert graph.edges == len(EDGES)
    assert graph.kinds() == {1, 2, 33}


def test_a_prefix_is_a_range_and_its_edges_two_reads() -> None:
    graph = Graph(flatten(EDGES))
    assert [graph.name(node) for node in graph.span("src/")] == ["src/a.py", "src/b.py", "src/new\nline.py"]
    assert graph.count(graph.span("src/")) == len(EDGES)
    assert graph.count(graph.span("src/"), back=True) == 3
    assert graph.count(graph.span("nothing")) == 0
    assert graph.span("") == range(graph.nodes)


def test_bytes_do_not_depend_on_the_order_of_the_input() -> None:
    files, edges = ["x.py", "y.py"], [*EDGES, *EDGES]
    first = flatten(edges, files, "s", "n")
    for seed in range(5):
        random.Random(seed).shuffle(edges)
        assert flatten(iter(edges), files[:: 1 if seed % 2 else -1], "s", "n") == first


def test_stamp_and_notes_travel_along() -> None:
    graph = Graph(flatten([], [], "índex 12", "src/a.py\tbroken"))
    assert (graph.nodes, graph.edges, graph.stamp, graph.notes) == (0, 0, "índex 12", "src/a.py\tbroken")
    assert graph.rows() == []


def test_names_that_are_not_unicode_survive() -> None:
    name = b"src/\xff.py".decode("utf-8", "surrogateescape")
    graph = Graph(flatten([(name, "pkg:npm/\ud800", 1)]))
    assert graph.name(graph.number(name)) == name
    assert graph.number("pkg:npm/\ud800") >= 0


def test_a_mask_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bits"):
        flatten([("a", "b", 1 << 16)])


@pytest.mark.parametrize("cut", [0, 1, 31, 32, 40, 200, -1, -4])
def test_a_truncated_buffer_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="graph"):
        Graph(flatten(EDGES, [], "stamp")[:cut])


def test_every_damaged_byte_is_noticed() -> None:
    whole = flatten(EDGES, [], "stamp", "notes")
    for at in range(len(whole)):
        with pytest.raises(ValueError, match="graph"):
            Graph(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])


def test_something_else_is_refused() -> None:
    for other in (b"SQLite format 3\0" * 20, b"\0" * 64, b"{}" * 40):
        with pytest.raises(ValueError, match="graph"):
            Graph(other)
