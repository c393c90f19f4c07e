"""Under which names a remote's branch or tag may lie here: people type `main` and mean the one of the server."""

from __future__ import annotations

from mneme_cli.evidence.plumbing import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository

_REMOTES = "refs/remotes/"
_NO_NAME = frozenset(" ~^:?*[\\\0\n\t@")
"""A way through history is no name that could be fetched."""


def copies(repository: Repository, name: str, remote: str) -> tuple[str, ...]:
    """Return what a name may stand for, best first: a remote's branch as kept here, a tag; itself, if it is exact."""
    if not remote or exact(name) or not _NO_NAME.isdisjoint(name):
        return (name,)
    first, slash, rest = name.partition("/")
    known = run(repository.root, "remote").decode("utf-8", "replace").split()
    owner, branch = (first, rest) if slash and first in known else (remote, name)
    return f"{_REMOTES}{owner}/{branch}", f"refs/tags/{name}"


def exact(name: str) -> bool:
    """Tell whether a name is a whole ref or a commit, and no short form of one."""
    return name.startswith("refs/") or (len(name) in (40, 64) and name.isalnum())


def owner(name: str, remote: str) -> str:
    """Return the remote that a name is of, if it says so."""
    return name.removeprefix(_REMOTES).partition("/")[0] if name.startswith(_REMOTES) else remote


def spec(name: str) -> str:
    """Return what to tell `git fetch`, so that the name is there afterwards."""
    if name.startswith("refs/tags/"):
        return f"{name}:{name}"
    branch = name.removeprefix(_REMOTES).partition("/")[2]
    return f"+refs/heads/{branch}:{name}" if name.startswith(_REMOTES) else name
