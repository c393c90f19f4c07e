"""The base branch that a change is compared with: a wrong name, or none at all, is one problem beside all others.

Where nobody can tell the base, a branch compared with itself has changed nothing: that may not read as "allowed".
"""

from __future__ import annotations

from mneme_cli.evidence.branches import branches, lost, remote
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.history import known
from mneme_cli.evidence.refs import head
from mneme_cli.model.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository

CONFIG = "mneme.yaml"


def named(repository: Repository) -> tuple[str, Problem | None]:
    """Return the base branch that mneme.yaml names, "" if it names none that is there, and what is wrong with it."""
    text = Disk(repository.root).read(CONFIG)
    if b"base" not in text:
        return "", _nowhere(repository)
    from mneme_cli.decisions import known as ids
    from mneme_cli.decisions.documents import settings

    made = settings(CONFIG, text)[0]
    if not made.base:
        return "", _nowhere(repository)
    if not head(repository) or known(repository, made.base):
        return made.base, None
    said = f"'base' says '{made.base}', and there is no commit '{made.base}' to compare with"
    return "", ids.problem("E-SCHEMA", made.places["base"], said, _fix(repository, made.base))


def _nowhere(repository: Repository) -> Problem | None:
    """Say that nothing tells which branch this one is to go into."""
    others = lost(repository)
    if not others:
        return None
    said = "no base branch was found, so what this branch has committed was compared with nothing"
    here = ", ".join(others[:5])
    fix = f"write `base: BRANCH` in mneme.yaml, or ask with mneme check --diff BRANCH; here: {here}"
    return Problem(code="E-BASE", path="", message=said, fix=fix)


def _fix(repository: Repository, name: str) -> str:
    """Say which name to write; only one that may be a branch elsewhere is worth a fetch."""
    from mneme_cli.decisions.reading.words import listed, nearest

    there = branches(repository)
    tracked = [one for one in there if one.partition("/")[2] == name]
    near = nearest(name, there)
    away = remote(repository)
    if tracked:
        return f"write base: {tracked[0]}"
    write = f"write a branch that is here: {listed(there[:5])}" if there else "delete the line"
    write = f"did you mean '{near}'?" if near else write
    return f"git fetch {away} {name}, if it is a branch there; else {write}" if away else write
