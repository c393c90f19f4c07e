"""H2: a hook on a governed file that must be parsed, and is denied with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import edits, peers
from benchmarks.doors import written
from benchmarks.ground import WORK, empty
from benchmarks.inside import compiled
from benchmarks.repository import git
from benchmarks.rounds import ratio
from benchmarks.spawn import Case, Wrong, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench

_RIVALS = 15
"""Decisions of the peer, whose hook grows with them."""


def measure(bench: Bench) -> Iterator[Row]:
    """Compare the hook with a bare start, with the peer's hook on the same edit, and with node doing nothing."""
    root = edits.governed("hundred", 100)
    compiled(root)
    event = written(root, edits.FILE, edits.long(edits.guarded(6)))
    cases = {"bare": bench.bare(), "denied": bench.doors.hook(root, event)}
    cases["denied, portable door"] = bench.doors.hook(root, event, inner=False)
    cases["denied, plain head"] = bench.doors.hook(root, written(root, edits.FILE, edits.long(edits.stranger(6))))
    for name in ("denied", "denied, plain head", "denied, portable door"):
        edits.denied(cases[name], "stranger00006")
    if rival := _rival():
        cases["mneme-hq"] = rival
    if node := peers.node():
        cases["node"] = Case((node, "-e", "0"))
    times = bench.compare("H2", cases)
    yield Row("H2", "hook, parsed and denied, 100 decisions / bare", ratio(times, "denied", "bare"), 2.0)
    for name, limit, what in (("mneme-hq", 0.15, "mneme-hq's hook"), ("node", 1.0, "node -e 0")):
        if name in times:
            yield Row("H2", f"the same / {what}", ratio(times, "denied", name), limit)
        else:
            yield Row("H2", f"the same / {what}", limit=limit, note=f"skipped: {name} cannot be had")
    yield Row("H2", "the same where no parse is needed / bare", ratio(times, "denied, plain head", "bare"))
    yield Row("H2", "the same by the portable door / bare", ratio(times, "denied, portable door", "bare"))


def _rival() -> Case | None:
    """Return the peer's hook on the same edit under as many words that nobody may write, having seen that it blocks."""
    hook, add = peers.command("mneme-hook"), peers.command("mneme")
    if not hook:
        return None
    root = empty(f"{WORK}/rival")
    git(root, "init", "--quiet")
    run(Case((add, "init"), root))
    for number in range(_RIVALS):
        words = ("--id", f"d{number}", "--decision", f"Nobody uses stranger{number:05d}")
        more = ("--scope", "code", "--anti-pattern", f"stranger{number:05d}")
        run(Case((add, "add_decision", "--memory", ".mneme/project_memory.json", *words, *more), root))
    event = written(root, edits.FILE, edits.long(edits.guarded(6)))
    case = Case((hook,), root, text=event, codes=(2,))
    if "stranger00006" not in (said := run(case)).err + said.out:
        raise Wrong("the peer's hook does not say what it blocks")
    return case
