"""The base branch that mneme.yaml names: a wrong name is a problem at its line, beside all others, and hides none."""

from __future__ import annotations

from mneme_cli.evidence.history import branches, known, remote
from mneme_cli.evidence.refs import head
from mneme_cli.evidence.trees import Disk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.problem import Problem

CONFIG = "mneme.yaml"


def named(repository: Repository) -> tuple[str, Problem | None]:
    """Return the base branch that mneme.yaml names, "" if it names none that is there, and what is wrong with it."""
    text = Disk(repository.root).read(CONFIG)
    if b"base" not in text:
        return "", None
    from mneme_cli.decisions import known as ids
    from mneme_cli.decisions.documents import settings

    made = settings(CONFIG, text)[0]
    if not made.base or not head(repository) or known(repository, made.base):
        return made.base, None
    said = f"'base' says '{made.base}', and there is no commit '{made.base}' to compare with"
    return "", ids.problem("E-SCHEMA", made.places["base"], said, _fix(repository, made.base))


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
