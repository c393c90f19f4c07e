"""Names of branches as a remote's copies of them are called here."""

from __future__ import annotations


def tracked(remote: str, branch: str) -> str:
    """Return the ref that holds what we last saw of a branch of a remote."""
    return f"refs/remotes/{remote}/{branch.removeprefix('refs/heads/')}"


def usual(remote: str) -> tuple[str, ...]:
    """Return where the base branch of a remote usually is, best first."""
    return tuple(tracked(remote, name) for name in ("HEAD", "main", "master"))
