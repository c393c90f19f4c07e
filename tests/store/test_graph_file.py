"""The graph's files: replaced in one step, and as good as absent when they are not whole."""

from __future__ import annotations

import random

from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.store.files import save
from mneme_cli.store.graph import Known, load, load_known, save_known, saved
from mneme_cli.store.lock import Lock

SMALL = flatten([("a.py", "b.py", 1)], [], "stamp")
LARGE = flatten([(f"a{at}.py", f"a{at * 7 % 9000}.py", 1) for at in range(9000)], [], "stamp")


def test_small_is_read_and_large_is_mapped(tmp_path) -> None:
    for data in (SMALL, LARGE):
        path = str(tmp_path / "sub" / "graph")
        assert save(path, data)
        graph, same = load(path), Graph(data)
        assert graph is not None
        assert (graph.stamp, graph.nodes, graph.edges) == ("stamp", same.nodes, same.edges)
        assert [list(row) for row in graph.rows()] == [list(row) for row in same.rows()]
    assert len(LARGE) > 256 * 1024
    assert [entry.name for entry in (tmp_path / "sub").iterdir()] == ["graph"]


def test_a_mapped_graph_survives_being_replaced(tmp_path) -> None:
    path = str(tmp_path / "graph")
    save(path, LARGE)
    graph = load(path)
    save(path, SMALL)
    assert graph.name(graph.next(graph.number("a1.py"))[0]) == "a7.py"
    assert load(path).nodes == 2


def test_no_file_no_graph(tmp_path) -> None:
    assert load(str(tmp_path / "graph")) is None
    assert load(str(tmp_path)) is None
    assert load("nul\0byte") is None
    assert saved(str(tmp_path / "graph")) == 0


def test_damage_anywhere_reads_as_absent(tmp_path) -> None:
    rng, path = random.Random(7), tmp_path / "graph"
    for data in (SMALL, LARGE) * 20:
        raw = bytearray(data)
        at = rng.randrange(len(raw))
        raw[at] ^= rng.randrange(1, 256)
        path.write_bytes(raw)
        assert load(str(path)) is None
        path.write_bytes(data[: rng.randrange(len(data))])
        assert load(str(path)) is None


def test_where_nothing_can_be_written(tmp_path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not save(str(tmp_path / "file" / "graph"), SMALL)
    (tmp_path / "folder").mkdir()
    assert not save(str(tmp_path / "folder"), SMALL)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder"]


def test_what_is_known_belongs_to_one_graph(tmp_path) -> None:
    path, graph = str(tmp_path / "files"), Graph(SMALL)
    known = Known(
        graph.digest, "d", {"a.py": "12"}, ("a.py",), {"a.py": (1, 2)}, b"\0\0\0\1", ("x",), {"b.py": ("odd", 3)}
    )
    assert save_known(path, known)
    assert load_known(path, graph) == known
    assert load_known(path, Graph(LARGE)) is None
    assert load_known(path, None) is None
    raw = bytearray((tmp_path / "files").read_bytes())
    for at in range(len(raw)):
        (tmp_path / "files").write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert load_known(path, graph) is None
        (tmp_path / "files").write_bytes(raw[:at])
        assert load_known(path, graph) is None


def test_a_lock_is_held_by_one(tmp_path) -> None:
    path = str(tmp_path / "lock")
    with Lock(path) as first, Lock(path, seconds=0.03) as second:
        assert (first.held, second.held) == (True, False)
    with Lock(path) as third:
        assert third.held
    with Lock(str(tmp_path / "no" / "lock")) as nowhere:
        assert not nowhere.held
