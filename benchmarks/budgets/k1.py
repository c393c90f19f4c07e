"""K1: every client's hook, each event in its own dialect, under 10, 100 and 1,000 decisions; mneme-hq beside them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import edits, events, rival
from benchmarks.events import CLIENTS
from benchmarks.inside import compiled
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench
    from benchmarks.rounds import Times

COUNTS = (10, 100, 1000)
PEER = "mneme-hq"
_FREE, _WORDS, _FORBIDDEN = "notes/todo.txt", ("later", "now"), "stranger00006"
_EDIT = ("import json", f"if True: import {_FORBIDDEN}")
"""What only a parse can see, as it does not start its line."""
_MOST = 10_000
"""Characters: above them some clients put a path in place of the text."""


class Work(NamedTuple):
    """One thing that a hook does. limits: by how many decisions, of Claude's row (those of H1, H2, H5)."""

    name: str
    what: str
    limits: dict[int, float]


WORKS = (
    Work("free", "a path that nothing governs", dict.fromkeys(COUNTS, 1.25)),
    Work("denied", "an edit of Python denied", dict.fromkeys(COUNTS, 2.0)),
    Work("packet", "a session's packet", {100: 1.6}),
)


def measure(bench: Bench) -> Iterator[Row]:
    """Compare each client's three events with a bare start, and the peer's hook on the same edits."""
    for count in COUNTS:
        root = edits.governed(f"clients{count}", count, everywhere=False)
        beside = rival.settled(root, count)
        compiled(root)  # last: what is written into the repository afterwards makes it stale
        cases = {key: case for name in CLIENTS for key, case in _client(bench, name, root).items()}
        cases |= _rival(bench, root) if beside else {}
        times = bench.compare(f"K1 at {count} decisions", cases)
        for work in WORKS:
            yield from (_row(name, work, count, times) for name in CLIENTS)
            if f"{PEER} {work.name}" in times:
                yield _row(PEER, work, count, times)
            else:
                why = "its session start tells nothing" if beside else "skipped: it cannot be had"
                yield Row("K1", _said(PEER, work, count), note=why)


def _row(name: str, work: Work, count: int, times: Times) -> Row:
    """Compare one event with the bare start that ran nearest to it."""
    limit = work.limits.get(count, 0) if name == "claude" else 0
    return Row("K1", _said(name, work, count), ratio(times, f"{name} {work.name}", f"{name} bare"), limit)


def _said(name: str, work: Work, count: int) -> str:
    return f"{name}: {work.what}, {count} decisions / bare"


def _client(bench: Bench, name: str, root: str) -> dict[str, Case]:
    """Return the three cases of a client, each seen to do its work; every session measured is a new one."""
    client = CLIENTS[name]
    free = bench.doors.moment(name, "pre-tool", root, events.edited(name, root, _FREE, _WORDS))
    denied = bench.doors.moment(name, "pre-tool", root, events.edited(name, root, edits.FILE, _EDIT))
    packet = bench.doors.moment(name, "session-start", root, events.begun(name, root))
    packet = packet._replace(before=lambda: shutil.rmtree(f"{root}/.git/mneme/sessions", ignore_errors=True))
    edits.silent(free, client.content)
    edits.denied(denied, _FORBIDDEN, client.denies)
    _told(name, packet)
    return {f"{name} bare": bench.bare(), f"{name} free": free, f"{name} denied": denied, f"{name} packet": packet}


def _told(name: str, case: Case) -> None:
    """See that a session is told what to do, at its very beginning.

    Raises:
        Wrong: it is not.
    """
    said = run(case).out
    if "Take what you need as an argument." not in said or len(said) >= _MOST:
        raise Wrong(f"{name} should be told a packet of less than {_MOST} characters: {said[:200]}")


def _rival(bench: Bench, root: str) -> dict[str, Case]:
    """Return what the peer's hook for Claude Code does of these, having seen that its session start tells nothing."""
    free = rival.hook(root, events.edited("claude", root, _FREE, _WORDS))
    denied = rival.hook(root, events.edited("claude", root, edits.FILE, _EDIT), code=2)
    rival.silent(rival.hook(root, events.begun("claude", root)))
    rival.silent(free)
    rival.denied(denied, _FORBIDDEN)
    return {f"{PEER} bare": bench.bare(), f"{PEER} free": free, f"{PEER} denied": denied}
