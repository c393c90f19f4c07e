"""What an uninstallation leaves of ours: hooks in other settings, git's own, the packet in files that agents read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands.install_git import idle
from mneme_cli.commands.installing import holds, target
from mneme_cli.commands.installing.door import SCOPES
from mneme_cli.errors import MnemeError
from mneme_cli.harnesses._wiring import names
from mneme_cli.packets.block import BEGIN, END, marked
from mneme_cli.packets.cursor import FOLDER
from mneme_cli.pipeline.corpus import worktree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.evidence.repository import Repository


class Left(NamedTuple):
    """One thing that is still there. path: as people write it.  way: how to take it away."""

    path: str
    way: str


def left(repository: Repository) -> tuple[Left, ...]:
    """Find it; what cannot be read is left to the doctor."""
    hooks = (found for name in names() for scope in SCOPES for found in _hooks(name, scope, repository.root))
    if not repository.gitdir:
        return tuple(hooks)
    git = () if idle(repository) is None else (Left("git's hooks", "mneme uninstall git"),)
    return (*hooks, *git, *_packets(repository))


def _hooks(name: str, scope: str, root: str) -> Iterator[Left]:
    try:
        at = target(name, scope, root)
        if holds(at):
            yield Left(at.shown, f"mneme uninstall {name}{' --user' if scope == 'user' else ''}")
    except MnemeError:
        return


def _packets(repository: Repository) -> Iterator[Left]:
    tree = worktree(repository.root)
    for path in sorted(tree.list()):
        if path.startswith(f"{FOLDER}/mneme") and marked(tree.read(path)):
            yield Left(path, "delete it")
        elif path.rpartition("/")[2] == "AGENTS.md" and marked(tree.read(path)):
            yield Left(path, f"delete the block from {BEGIN} to {END}")
