"""`mneme install git`: hooks in the folder that git really uses, whatever the configuration or the work tree says."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.plumbing import run
from mneme_cli.gates.git import hooks

if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository


def install(repository: Repository) -> tuple[tuple[str, str], ...]:
    """Write our hooks; return each with what became of it.

    Raises:
        MnemeError: somebody else keeps the hooks, or other repositories use them too.
    """
    folder, shared = _folder(repository)
    return hooks.install(folder, "" if shared else _program())


def uninstall(repository: Repository) -> tuple[tuple[str, str], ...]:
    """Take our hooks away; return each with what became of it."""
    return hooks.uninstall(_folder(repository)[0])


def idle(repository: Repository) -> tuple[str, ...] | None:
    """Return which of our hooks git would not run; None = none is ours, or the folder is not this repository's."""
    try:
        return hooks.idle(_folder(repository)[0])
    except (MnemeError, OSError):
        return None


def _folder(repository: Repository) -> tuple[str, bool]:
    """Return where git looks for hooks, and whether people share that folder: then it names no path of this machine."""
    if not repository.gitdir:
        raise MnemeError("there is no git repository here", "git init")
    said = run(repository.root, "rev-parse", "--git-path", "hooks").decode("utf-8", "surrogateescape").rstrip("\n")
    folder = os.path.normpath(os.path.join(repository.root, said))
    if _below(folder, repository.common) or _below(folder, repository.gitdir):
        return folder, False
    if _below(folder, repository.root):
        return folder, True
    raise MnemeError(
        "core.hooksPath names a folder that other repositories use too", f"add there yourself: {hooks.BY_HAND}"
    )


def _below(folder: str, top: str) -> bool:
    return os.path.realpath(folder).startswith(os.path.realpath(top) + os.sep)


def _program() -> str:
    """Return the path of the `mneme` that is running: a commit from an editor has another PATH than a shell."""
    here = os.path.join(os.path.dirname(sys.executable), "mneme")
    return here if os.access(here, os.X_OK) else shutil.which("mneme") or ""
