"""Laws of the graph and of its sync, over generated trees and histories."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.graph.flat import Graph, flatten
from mneme_cli.graph.fold import fold
from tests.evidence.toy import World, same, told, truth
from tests.graph.worlds import OTHERS, PATHS, edges, graph, said, seen, triples

NAMES = ["a", "b", "c/d", "c/e", "c/d/f", "my/gone", "any", "late", "anyc"]
FILES = [f"{name}.toy" for name in NAMES] + ["c/x.txt", "late/y", "b.as"]
needs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([1, 2, 3])), max_size=3)
contents = needs.map(
    lambda rows: b"\n".join(b"need %s %d" % (to.replace("/", ".").encode(), kind) for to, kind in rows)
)
moves = st.tuples(
    st.sampled_from(FILES), st.none() | contents, st.sampled_from(["edit", "stage", "damage", "drop", "layout"])
)


@given(world=edges)
def test_the_graph_is_its_model(world) -> None:
    view, model = graph(world), triples(world)
    assert [view.name(node) for node in range(view.nodes)] == sorted({*PATHS, *(target for _, target, _ in model)})
    assert view.edges == len(model)
    for name in PATHS + OTHERS:
        if (node := view.number(name)) >= 0:
            assert seen(view, node) == said(model, name)
    for prefix in ("", "a", "a/", "a/b", "b/é", "pkg:", "zz"):
        assert [view.name(node) for node in view.span(prefix)] == [
            view.name(node) for node in range(view.nodes) if view.name(node).startswith(prefix)
        ]
        span = view.span(prefix)
        assert view.count(span) == sum(len(view.next(node)) for node in span)
        assert view.count(span, back=True) == sum(len(view.prev(node)) for node in span)


@given(world=edges, over=edges, gone=st.sets(st.sampled_from(PATHS), max_size=3))
def test_folding_a_change_in_is_flattening_the_result(world, over, gone) -> None:
    over = {path: row for path, row in over.items() if path not in gone}
    files = {*world, *over} - gone
    after = {path: row for path, row in {**world, **over}.items() if path not in gone}
    old = Graph(flatten(triples(world), world.keys(), "old", "notes"))
    assert fold(old, over, files, ("new", "told")) == flatten(triples(after), files, "new", "told")


@given(world=edges, seed=st.integers(0, 99))
def test_shuffled_input_gives_the_same_bytes(world, seed) -> None:
    rows, files = sorted(triples(world)), list(PATHS)
    random.Random(seed).shuffle(rows)
    random.Random(seed).shuffle(files)
    assert flatten(rows, files, "s") == flatten(sorted(rows, reverse=True), PATHS, "s")


@given(world=edges, at=st.floats(0, 0.999), byte=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_graph_is_never_opened(world, at, byte, cut) -> None:
    raw = bytearray(flatten(triples(world), PATHS, "stamp", "notes"))
    place = int(at * len(raw))
    raw[place] ^= byte
    try:
        Graph(bytes(raw[:place] if cut else raw))
    except ValueError:
        return
    raise AssertionError("a damaged graph was opened")


@settings(max_examples=60, deadline=None)
@given(
    start=st.dictionaries(st.sampled_from(FILES), contents),
    history=st.lists(moves, max_size=6),
    seed=st.integers(0, 999),
)
def test_cached_is_uncached(start, history, seed) -> None:
    """After any history of edits, commits, layouts and damage, a sync says what a first sync would say."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), start)
        for path, data, how in [*history, ("", None, "edit")]:
            step(world, path, data, how, rng)
            synced = world.sync()
            assert synced.done
            assert same(synced.graph, world.texts)
            assert same(world.sync().graph, world.texts)
        cold = Graph(
            flatten(
                edges_of(truth(world.texts)),
                [p for p in world.texts if p.endswith(".toy")],
                synced.graph.stamp,
                synced.graph.notes,
            )
        )
        assert cold.digest == synced.graph.digest


def edges_of(data):
    return [(source, target, mask) for source, row in told(Graph(data)).items() for target, mask in row]


def step(world, path, data, how, rng) -> None:
    if data is None:
        world.texts.pop(path, None)
    else:
        world.texts[path] = data
    if how == "stage":
        world.staged = dict(world.texts)
    elif how == "layout":
        world.digest += "x"
    elif how in ("damage", "drop"):
        for name in (world.path, f"{world.path}.files", world.facts):
            spoil(Path(name), how, rng)


def spoil(path: Path, how: str, rng) -> None:
    if not path.exists() or rng.random() < 0.3:
        return
    if how == "drop":
        path.unlink()
        return
    raw = bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 30))):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    path.write_bytes(raw[: rng.randrange(len(raw))] if rng.random() < 0.3 else raw)
