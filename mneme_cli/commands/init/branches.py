"""The base branch to write down: only where the names that mneme looks for by itself are not there.

GitPython reads branches and remotes here, where a person waits once; checks and hooks talk to git's plumbing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from git import Repo

USUAL = ("main", "master")
LIKELY = ("trunk", "develop", "development", "dev", "mainline", "default")
"""What else a base branch is called, likeliest first."""


def base(root: str) -> str:
    """Return the branch that changes are to be compared with, "" if it is found without being written down."""
    try:
        from git import InvalidGitRepositoryError, Repo
    except ImportError:  # GitPython does not load without a git to start
        return ""
    try:
        with Repo(root) as repo:
            return _base(repo)
    except (InvalidGitRepositoryError, OSError, ValueError):
        return ""


def _base(repo: Repo) -> str:
    local = sorted(head.name for head in repo.heads)
    away = sorted(ref.name for remote in repo.remotes for ref in remote.refs)
    if "origin/HEAD" in away or any(name in local or f"origin/{name}" in away for name in USUAL):
        return ""
    for name in LIKELY:
        found = [one for one in (*away, *local) if one == name or one.partition("/")[2] == name]
        if found:
            return found[0]
    return local[0] if len(local) == 1 else ""
