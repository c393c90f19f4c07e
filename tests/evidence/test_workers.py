"""Two processes give what one gives, whatever becomes of the second."""

from __future__ import annotations

import os
import threading

import pytest

from mneme_cli.evidence import workers
from mneme_cli.evidence.workers import spread

ITEMS = [bytes([at]) * (at * 37 % 50 + 1) for at in range(200)]


def turned(item: bytes) -> bytes:
    return item[::-1] + b"%d" % os.getpid()


def plain(item: bytes) -> bytes:
    return item * 2000  # more than a pipe holds


@pytest.mark.parametrize("items", [ITEMS, ITEMS[:1], [], [b"", b""], [b"x" * 999, b"y"], [b"y", b"x" * 999]])
def test_parallel_is_serial(items) -> None:
    assert spread(items, plain, len, much=True) == spread(items, plain, len, much=False) == list(map(plain, items))


def test_there_are_two_and_each_has_half() -> None:
    pids = [out[len(item) :] for item, out in zip(ITEMS, spread(ITEMS, turned, len, much=True), strict=True)]
    assert len(set(pids)) == 2
    mine = sum(len(item) for item, pid in zip(ITEMS, pids, strict=True) if pid == b"%d" % os.getpid())
    assert abs(mine - sum(map(len, ITEMS)) / 2) <= 50


def test_little_is_done_by_one() -> None:
    assert {out[len(item) :] for item, out in zip(ITEMS, spread(ITEMS, turned, len, much=False), strict=True)} == {
        b"%d" % os.getpid()
    }


@pytest.mark.parametrize(
    "end", [lambda: os._exit(0), lambda: os._exit(3), lambda: os.kill(os.getpid(), 9), lambda: 1 // 0]
)
def test_a_child_that_dies_is_done_without(end) -> None:
    parent = os.getpid()

    def work(item: bytes) -> bytes:
        if os.getpid() != parent and item == ITEMS[150]:
            end()
        return plain(item)

    assert spread(ITEMS, work, len, much=True) == list(map(plain, ITEMS))


def test_an_error_of_the_work_is_raised_once_and_leaves_no_child() -> None:
    def work(item: bytes) -> bytes:
        raise KeyError(item)

    before = children()
    with pytest.raises(KeyError):
        spread(ITEMS, work, len, much=True)
    assert children() <= before


def children() -> set[str]:
    """The processes that this one has started; other tests may have left some."""
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
        return set(file.read().split())


def test_no_fork_no_second(monkeypatch) -> None:
    def refused() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", refused)
    assert spread(ITEMS, plain, len, much=True) == list(map(plain, ITEMS))
    monkeypatch.delattr(os, "fork")
    assert spread(ITEMS, plain, len, much=True) == list(map(plain, ITEMS))


def test_a_process_with_threads_is_not_doubled() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not workers._can_fork()
    finally:
        done.set()
        thread.join()
    assert workers._can_fork()
