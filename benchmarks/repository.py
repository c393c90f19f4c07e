"""A git repository made for measuring: committed whole, with decisions, and with mneme's own memory wiped at will."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from benchmarks.ground import surroundings, write

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST = "as-it-was"


def git(root: str, *argv: str) -> str:
    """Run git in a folder and return what it says; it packs when it is told to, not behind our back."""
    done = subprocess.run(
        ["git", "-c", "gc.auto=0", *argv], cwd=root, env=surroundings(), check=True, capture_output=True
    )
    return done.stdout.decode()


def found(root: str) -> None:
    """Make a repository of everything that lies in a folder."""
    git(root, "init", "--quiet", "--initial-branch", "main")
    _commit(root)
    git(root, "tag", _FIRST)
    write(f"{root}/.git/{_FIRST}", "")


def stands(root: str) -> bool:
    """Tell whether a repository was founded whole."""
    return os.path.exists(f"{root}/.git/{_FIRST}")


def furnish(root: str, files: Mapping[str, str]) -> str:
    """Bring a repository back to its first commit, add some files in a second one, and return its root."""
    git(root, "reset", "--quiet", "--hard", _FIRST)
    git(root, "clean", "--quiet", "-fdx")
    forget(root)
    for path, text in files.items():
        write(f"{root}/{path}", text)
    _commit(root)
    return root


def _commit(root: str) -> None:
    git(root, "add", "--all", "--force", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "measured")
    git(root, "gc", "--quiet")


def undo(root: str) -> None:
    """Take back what was changed in the work tree."""
    git(root, "checkout", "--quiet", ".")
    git(root, "clean", "--quiet", "-fd")


def forget(root: str) -> None:
    """Wipe everything that mneme remembers of a repository."""
    shutil.rmtree(f"{root}/.git/mneme", ignore_errors=True)
