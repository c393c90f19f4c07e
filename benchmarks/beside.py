"""The peers on the same law: their commands, and what they find, so that only equal answers are compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks import doors, peers
from benchmarks.ground import WORK
from benchmarks.laws import CONTRACTS
from benchmarks.spawn import Case, Wrong, run

if TYPE_CHECKING:
    from benchmarks.bench import Bench, Ground

_EDGE = re.compile(r"^-\s+(\S+)\s+->\s+(\S+)\s+\(l\.", re.MULTILINE)
"""A long line is broken where a terminal would end."""


def linter(ground: Ground, *, warm: bool) -> Case | None:
    """Return import-linter on a ground, with its cache or without; None if it cannot be had."""
    command = peers.command("lint-imports")
    cache = ("--cache-dir", f"{WORK}/linter/{ground.title.replace(' ', '-')}") if warm else ("--no-cache",)
    return _peer(ground, (command, "--config", CONTRACTS, *cache)) if command else None


def tach(ground: Ground) -> Case | None:
    """Return tach on a ground; None if it cannot be had."""
    command = peers.command("tach")
    return _peer(ground, (command, "check")) if command else None


def _peer(ground: Ground, words: tuple[str, ...]) -> Case:
    return Case(words, ground.root, more={"PYTHONPATH": f"{ground.root}/{ground.under}".rstrip("/")}, codes=(0, 1))


def agree(bench: Bench, ground: Ground, flag: str = "--all") -> int:
    """See that mneme and import-linter find the same importers for the same laws; return how many.

    Raises:
        Wrong: they do not, so to compare their times would be to compare apples with pears.
    """
    found = doors.findings(bench.doors.check(ground.root, flag), through=False)
    mine = {(decision, path) for decision, path, _, _ in found}
    case = linter(ground, warm=False)
    if case is None:
        return len(mine)
    said = run(case).out
    theirs = {pair for edge in _EDGE.findall(said) for pair in _importers(ground, *edge)}
    if mine != theirs:
        raise Wrong(
            f"not the same findings: only mneme {sorted(mine - theirs)[:3]}, only it {sorted(theirs - mine)[:3]}"
        )
    return len(mine)


def _importers(ground: Ground, source: str, target: str) -> list[tuple[str, str]]:
    """Spell an edge as mneme does: the decisions that it breaks, and the path of the importer."""
    laws = [
        f"ADR-{number:05d}"
        for number, ban in enumerate(ground.bans, 1)
        if _inside(source, ban.source) and _inside(target, ban.target)
    ]
    return [(law, _path(ground, source)) for law in laws]


def _inside(module: str, of: str) -> bool:
    return f"{module}.".startswith(f"{of}.")


def _path(ground: Ground, module: str) -> str:
    from os.path import isdir

    path = f"{ground.under}/{module.replace('.', '/')}".lstrip("/")
    return f"{path}/__init__.py" if isdir(f"{ground.root}/{path}") else f"{path}.py"
