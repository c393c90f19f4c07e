"""Syncing does again what a change can have touched, nothing else, and never anything less."""

from __future__ import annotations

import os

import pytest

from mneme_cli.evidence import sync as room
from mneme_cli.evidence.blobs import blob_id
from mneme_cli.evidence.sync import Loose, reading, stamp
from mneme_cli.evidence.sync.inputs import NEVER
from mneme_cli.model.fact import Skipped
from tests.evidence.toy import World, same, told

TEXTS = {
    "a.toy": b"need b\nneed c.d\nneed lib.x 2",
    "b.toy": b"need my.gone",
    "c/d.toy": b"need b 2\nneed b",
    "e.toy": b"need late",
    "notes.txt": b"need b",
}


@pytest.fixture
def world(tmp_path):
    return World(tmp_path, TEXTS)


def test_cold(world) -> None:
    synced = world.sync()
    assert synced.done
    assert same(synced.graph, TEXTS)
    assert sorted(world.extracted) == ["a.toy", "b.toy", "c/d.toy", "e.toy"]
    assert told(synced.graph)["b.toy"] == [("?my.gone", 1)]
    assert synced.graph.number("never") == synced.graph.number("notes.txt") == -1


def test_nothing_changed_asks_for_nothing(world) -> None:
    first = world.sync()
    world.asked = 0
    second = world.sync()
    assert (world.asked, world.extracted) == (0, [])
    assert second.graph.digest == first.graph.digest


def test_a_new_stamp_alone_is_written_down(world) -> None:
    first = world.sync().graph
    world.staged["notes.txt"] = world.texts["notes.txt"] = b"other"
    second = world.sync().graph
    assert told(first) == told(second)
    assert first.stamp != second.stamp
    world.asked = 0
    world.sync()
    assert world.asked == 0


def test_an_edit_parses_and_resolves_one_file(world) -> None:
    world.sync()
    world.texts["b.toy"] = b"need a\nneed new.thing"
    synced = world.sync()
    assert same(synced.graph, world.texts)
    assert world.extracted == ["b.toy"]
    assert set(world.resolved) == {"b.toy"}
    world.staged["b.toy"] = world.texts["b.toy"]
    assert same(world.sync().graph, world.texts)
    assert world.extracted == []


def test_a_new_file_that_somebody_had_asked_for(world) -> None:
    assert ("pkg:toy/late", 1) in told(world.sync().graph)["e.toy"]
    world.texts["late.toy"] = b""
    synced = world.sync()
    assert told(synced.graph)["e.toy"] == [("late.toy", 1)]
    assert world.extracted == ["late.toy"]


def test_a_new_file_that_nobody_asked_for_resolves_itself_alone(world) -> None:
    world.sync()
    world.texts["z/unheard.toy"] = b"need a"
    assert same(world.sync().graph, world.texts)
    assert world.resolved == ["z/unheard.toy"]


def test_a_deleted_file_a_folder_a_listing_and_what_was_read(world) -> None:
    steps = [
        {"c/d.toy": None},
        {"late/readme": b""},
        {"e.toy": b"need anyq"},
        {"q1.toy": b""},
        {"q0.toy": b""},
        {"a.toy": b"need alias", "alias.as": b"b.toy"},
        {"alias.as": b"e.toy"},
        {"late/readme": None},
        {"b.toy": None, "a.toy": None},
    ]
    world.sync()
    for step in steps:
        for path, data in step.items():
            if data is None:
                del world.texts[path]
            else:
                world.texts[path] = data
        assert same(world.sync().graph, world.texts), step
        assert same(world.sync().graph, world.texts), step


def test_another_layout_resolves_everything_and_parses_nothing(world) -> None:
    world.sync()
    world.digest = "other"
    world.sync()
    assert world.extracted == []
    assert set(world.resolved) == {"a.toy", "b.toy", "c/d.toy", "e.toy"}


def test_the_same_content_is_parsed_once_on_every_branch(world) -> None:
    world.sync()
    before = dict(world.texts)
    world.texts["b.toy"] = world.staged["b.toy"] = b"need a"
    world.sync()
    world.texts, world.staged = dict(before), dict(before)
    assert same(world.sync().graph, before)
    assert world.extracted == []


def test_a_change_within_one_tick_of_the_clock_is_seen(world) -> None:
    world.texts["b.toy"] = b"need a"
    world.times["b.toy"] = 1 << 61
    world.sync()
    world.texts["b.toy"] = b"need e"
    synced = world.sync()
    assert told(synced.graph)["b.toy"] == [("e.toy", 1)]


def test_a_loose_file_that_is_older_than_the_graph_is_not_read_again(world) -> None:
    world.texts["b.toy"] = b"need a"
    world.sync()
    world.texts["new.toy"] = b""
    inputs = world.inputs()
    inputs.dirty["b.toy"] = inputs.dirty["b.toy"]._replace(read=lambda: pytest.fail("read again"))
    assert same(room.sync(inputs, world.path, room_archive(world)).graph, world.texts)


def room_archive(world):
    from mneme_cli.store.facts import Archive

    return Archive(world.facts)


def test_a_deadline_loses_no_work(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 10)
    texts = {f"f{at:02}.toy": b"need f%02d %d" % ((at * 7) % 35, at + 1) for at in range(35)}
    world, seen = World(tmp_path, texts), []
    for _ in range(4):
        synced = world.sync(late=lambda: True)
        assert not synced.done
        assert synced.graph is None
        seen += world.extracted
    assert sorted(seen) == sorted(texts)
    synced = world.sync(late=lambda: False)
    assert synced.done
    assert world.extracted == []
    assert same(synced.graph, texts)


def test_late_with_an_old_graph_gives_the_old_graph(world) -> None:
    first = world.sync()
    world.texts["b.toy"] = b"need a"
    synced = world.sync(late=lambda: True)
    assert not synced.done
    assert told(synced.graph) == told(first.graph)


def test_progress_counts_up_to_all(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    steps = []
    World(tmp_path, TEXTS).sync(progress=lambda done, of: steps.append((done, of)))
    assert steps == [(0, 4), (2, 4), (4, 4)]


def test_what_could_not_be_read_is_said_again_every_time(world) -> None:
    world.texts["b.toy"] = b"need a\nwhat is this"
    expected = (Skipped("b.toy", "not toy", 2),)
    assert world.sync().skipped == expected
    assert world.sync().skipped == expected
    world.texts["a.toy"] = b""
    assert world.sync().skipped == expected
    world.texts["b.toy"] = b""
    assert world.sync().skipped == ()


def test_a_file_that_changes_while_it_is_read_poisons_nothing(world) -> None:
    inputs = world.inputs()
    inputs.tree.texts["b.toy"] = b"need e"
    room.sync(inputs, world.path, room_archive(world))
    inputs.tree.texts["b.toy"] = TEXTS["b.toy"]
    world.digest = "again"
    assert same(world.sync().graph, TEXTS)


def test_two_processes_make_the_same_graph(tmp_path, monkeypatch) -> None:
    texts = {f"f{at:03}.toy": b"need f%03d\n" % ((at * 7) % 300) * (at + 1) for at in range(300)}
    monkeypatch.setattr(reading, "MUCH", 1000)
    (tmp_path / "two").mkdir()
    (tmp_path / "one").mkdir()
    world = World(tmp_path / "two", texts)
    two = world.sync().graph
    assert 0 < len(world.extracted) < 300
    monkeypatch.setattr(reading, "MUCH", 1 << 60)
    assert two.digest == World(tmp_path / "one", texts).sync().graph.digest


def test_several_syncs_at_once(tmp_path) -> None:
    texts = {f"f{at:03}.toy": b"need f%03d\n" % ((at * 7) % 300) for at in range(300)}
    children = []
    for _ in range(3):
        if not (pid := os.fork()):
            ok = all(same(World(tmp_path, texts).sync().graph, texts) for _ in range(3))
            os._exit(not ok)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0]
    assert same(World(tmp_path, texts).sync().graph, texts)
    assert sorted(name for name in os.listdir(tmp_path) if "journal" not in name) == ["facts", "graph", "graph.files"]


def test_where_nothing_can_be_written_it_works_without(tmp_path) -> None:
    (tmp_path / "file").write_bytes(b"")
    world = World(tmp_path / "file", TEXTS)
    assert same(world.sync().graph, TEXTS)
    assert same(world.sync().graph, TEXTS)
    assert len(world.said) == 2


def test_ids_are_gits() -> None:
    assert blob_id(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"
    assert blob_id(b"hello\n", 64) == "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4"


def test_the_stamp_sees_the_index_the_dirty_files_and_the_rest(tmp_path) -> None:
    index = tmp_path / "index"
    index.write_bytes(b"DIRC" + b"x" * 40)
    dirty = {"a": Loose(lambda: b"", 5, 3), "b": None}
    first = stamp(str(index), dirty, "d")
    assert first == stamp(str(index), dict(reversed(dirty.items())), "d")
    assert first.newest == 5
    others = [
        stamp(str(index), dirty, "e"),
        stamp(str(index), {**dirty, "b": Loose(lambda: b"", 5, 3)}, "d"),
        stamp(str(index), {**dirty, "a": Loose(lambda: b"", 6, 3)}, "d"),
        stamp("", dirty, "d"),
    ]
    index.write_bytes(b"DIRC" + b"y" * 40)
    others.append(stamp(str(index), dirty, "d"))
    assert len({first.text, *(other.text for other in others)}) == 6


def test_an_index_without_checksum_counts_by_its_time(tmp_path) -> None:
    index = tmp_path / "index"
    index.write_bytes(b"DIRC" + bytes(40))
    assert stamp(str(index), {}, "").newest == index.stat().st_mtime_ns
    assert stamp(str(tmp_path / "none"), {}, "").newest == NEVER
    assert stamp("", {"a": Loose(lambda: b"")}, "").newest == NEVER
