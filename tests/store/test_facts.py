"""The archive: what was written is read, and nothing that happens to the file is an error or a wrong answer."""

from __future__ import annotations

import os
import random
import sqlite3

import pytest

from mneme_cli.model.fact import Import
from mneme_cli.store.facts import Archive, Raw, pack, unpack

RAWS = {
    f"{number:040x}": pack(
        Raw((Import(number, 1, "a.b", ("c", "*"), 3, ("d", "")), Import(2, 5, "é\n")), "why" * (number % 2), number)
    )
    for number in range(2000)
}


def fresh(path, said=None):
    return Archive(str(path), (said if said is not None else []).append, seconds=0.05)


def filled(path):
    archive = fresh(path)
    archive.write("python/1", RAWS)
    archive.close()
    return path


def test_rows_survive_packing() -> None:
    raw = Raw((Import(1, 2, "x", ("y",), 5, ("z",)),), "no end of string", 7)
    assert unpack(pack(raw)) == raw
    assert type(unpack(pack(raw)).imports[0]) is Import


def test_what_was_written_is_read_by_another(tmp_path) -> None:
    archive = fresh(filled(tmp_path / "deep" / "facts.sqlite"))
    assert archive.read("python/1", [*RAWS, "absent"]) == RAWS
    assert archive.read("python/2", RAWS) == {}
    some = dict(list(RAWS.items())[:3])
    assert archive.read("python/1", some) == some
    assert archive.read("python/1", []) == {}


def test_a_row_can_be_written_again(tmp_path) -> None:
    archive = fresh(tmp_path / "facts")
    archive.write("x/1", {"k": b"old"})
    archive.write("x/1", {"k": b"new"})
    assert archive.read("x/1", ["k"]) == {"k": b"new"}


@pytest.mark.parametrize("content", [b"not a database" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_foreign_file_is_built_anew_with_a_word(tmp_path, content) -> None:
    (tmp_path / "facts").write_bytes(content)
    said = []
    archive = fresh(tmp_path / "facts", said)
    archive.write("x/1", {"k": b"v"})
    assert archive.read("x/1", ["k"]) == {"k": b"v"}
    assert len(said) == 1
    assert "anew" in said[0]


def test_another_programs_database_is_built_anew(tmp_path) -> None:
    base = sqlite3.connect(tmp_path / "facts")
    base.execute("CREATE TABLE facts1 (something TEXT)")
    base.close()
    said = []
    archive = fresh(tmp_path / "facts", said)
    assert archive.read("x/1", ["k"]) == {}
    archive.write("x/1", {"k": b"v"})
    assert archive.read("x/1", ["k"]) == {"k": b"v"}
    assert "another program" in said[0]


@pytest.mark.parametrize("seed", range(25))
def test_damage_loses_rows_and_changes_none(tmp_path, seed) -> None:
    path = filled(tmp_path / "facts")
    rng, raw = random.Random(seed), bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 20, 400))):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    path.write_bytes(raw[: rng.randrange(len(raw))] if seed % 4 == 0 else raw)
    archive = fresh(path)
    found = archive.read("python/1", RAWS)
    assert found.items() <= RAWS.items()
    archive.write("python/1", RAWS)
    again = archive.read("python/1", RAWS)
    assert again.items() <= RAWS.items()


def test_a_locked_file_is_done_without(tmp_path) -> None:
    path = filled(tmp_path / "facts")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    said = []
    archive = fresh(path, said)
    assert archive.read("python/1", RAWS) == {}
    archive.write("python/1", {"k": b"v"})
    other.execute("ROLLBACK")
    other.close()
    assert len(said) == 1
    assert "without" in said[0]
    assert fresh(path).read("python/1", RAWS) == RAWS


def test_where_nothing_can_be_written_it_works_without(tmp_path) -> None:
    (tmp_path / "file").write_bytes(b"")
    said = []
    archive = fresh(tmp_path / "file" / "below" / "facts", said)
    archive.write("x/1", {"k": b"v"})
    assert archive.read("x/1", ["k"]) == {}
    assert len(said) == 1
    assert fresh("").read("x/1", ["k"]) == {}


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_file_is_read(tmp_path) -> None:
    path = filled(tmp_path / "facts")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    assert fresh(path).read("python/1", RAWS) == RAWS


def test_two_that_write_at_once(tmp_path) -> None:
    path, children = tmp_path / "facts", []
    for child in range(3):
        if not (pid := os.fork()):
            archive = Archive(str(path), seconds=10)
            for start in range(child * 100, 2000, 300):
                archive.write("python/1", dict(list(RAWS.items())[start : start + 200]))
            os._exit(0)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0]
    assert fresh(path).read("python/1", RAWS) == RAWS
