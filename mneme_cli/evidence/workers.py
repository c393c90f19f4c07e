"""Two processes where there is much to parse: tree-sitter holds the interpreter's lock, so threads gain nothing.

fork, a pipe and marshal, because that costs no import. A child that dies, or a system without fork, costs time and
nothing else: the parent then does that half itself, and the results are the same in the same order.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    Item = TypeVar("Item")

MUCH = 5_000_000
"""Bytes to parse from which a second process pays for itself."""


def spread(
    items: Sequence[Item], work: Callable[[Item], bytes], size: Callable[[Item], int], *, much: bool
) -> list[bytes]:
    """Return `work` of every item, in order; by two processes if there is much to do and it can be done.

    size: how heavy an item is; each process gets half of the weight, in one piece.
    """
    cut = _half([size(item) for item in items]) if much and _can_fork() else len(items)
    if not 0 < cut < len(items):
        return [work(item) for item in items]
    child, pipe = _fork(items[cut:], work)
    try:
        first = [work(item) for item in items[:cut]]
    except BaseException:
        _await(child, pipe)
        raise
    second = _await(child, pipe)
    if len(second) != len(items) - cut:
        second = [work(item) for item in items[cut:]]
    return first + second


def _half(weights: list[int]) -> int:
    """Return how many items from the front weigh half of all."""
    total, sum_ = sum(weights), 0
    for at, weight in enumerate(weights):
        sum_ += weight
        if 2 * sum_ >= total:
            return at + 1
    return len(weights)


def _can_fork() -> bool:
    """Tell whether this process may be doubled: not with threads, one of which could hold a lock for ever."""
    import os
    import sys

    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


def _fork(items: Sequence[Item], work: Callable[[Item], bytes]) -> tuple[int, int]:
    """Start a child that does the items; -1 as its id if there is none to be had."""
    import os

    mine, its = os.pipe()
    try:
        child = os.fork()
    except OSError:
        child = -1
    if child:
        os.close(its)
        return child, mine
    try:
        os.close(mine)
        _send(its, [work(item) for item in items])
        os._exit(0)
    finally:  # whatever happens, this copy of the program ends here
        os._exit(1)


def _send(pipe: int, done: list[bytes]) -> None:
    from marshal import dumps
    from os import write
    from zlib import crc32

    body = dumps(done, 4)
    rest = memoryview(crc32(body).to_bytes(4, "big") + body)
    while rest:
        rest = rest[write(pipe, rest) :]


def _await(child: int, pipe: int) -> list[bytes]:
    """Return what a child sent, [] if it is not whole."""
    import os
    from marshal import loads
    from zlib import crc32

    parts = []
    try:
        while part := os.read(pipe, 1 << 20):
            parts.append(part)
    finally:
        os.close(pipe)
        if child > 0:
            os.waitpid(child, 0)
    raw = b"".join(parts)
    if len(raw) < 5 or crc32(raw[4:]).to_bytes(4, "big") != raw[:4]:
        return []
    done: list[bytes] = loads(raw[4:])  # noqa: S302 -- our own child's, and whole
    return done
