"""A pack's data files out of a git repository at one commit: nothing of it is checked out, followed or run."""

from __future__ import annotations

import os
import re
import tempfile
from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.commands.vendor.taken import taken
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from git import Repo

_QUIET = ("-c", "gc.auto=0", "-c", "fetch.fsckObjects=true", "-c", "core.hooksPath=/dev/null")
_ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "https:http:ssh:git:file", "LC_ALL": "C"}
"""Nothing asks, and no transport is used that runs a program which the URL names."""
_SCOPED = re.compile(r"[\w.-]+@?[\w.-]*:(?!/).*|[a-z+]+://.*")
_SECONDS = 300
FULL = re.compile(r"[0-9a-f]{40}")


class Fetched(NamedTuple):
    """commit: its full id.  files: path inside the pack → content."""

    commit: str
    files: dict[str, bytes]


def fetch(root: str, name: str, url: str, commit: str) -> Fetched:
    """Fetch the data of a pack. commit: a full id, a branch or a tag; a path is one from the root.

    Raises:
        MnemeError: git cannot get it, or it holds what a pack must not hold.
    """
    for given in (url, commit):
        if not given or given.startswith("-") or not given.isprintable():
            raise MnemeError(f"the pack {name} is at '{given}', which names nothing", "write git: URL and commit: ID")
    try:
        from git import Repo
    except ImportError:
        raise MnemeError("there is no git to fetch with", "install git, and have it on PATH") from None
    with (
        tempfile.TemporaryDirectory(prefix="mneme-") as folder,
        Repo.init(folder, bare=True, mkdir=False) as repo,
    ):
        return _fetched(repo, name, url, commit, root)


def _fetched(repo: Repo, name: str, url: str, commit: str, root: str) -> Fetched:
    away = url if _SCOPED.fullmatch(url) else os.path.abspath(os.path.join(root, url))
    one = (*_QUIET, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--", away, commit)
    every = ("fetch", "--quiet", "--no-recurse-submodules", "--", away, "+refs/*:refs/*")
    if _run(repo, *one) is not None:
        found = _text(repo, "rev-parse", "--verify", "FETCH_HEAD^{commit}")
    else:  # not every server hands out a commit that is no branch's end
        wrong = _wrong(repo, (*_QUIET, *every), away, url)
        found = "" if wrong else _text(repo, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}")
        if not found:
            why = wrong or f"it has no commit {commit}"
            fix = "see that `git:` and `commit:` are right, and that git can reach it: git ls-remote"
            raise MnemeError(f"the pack {name} cannot be had from {url}: {why}", fix)
    if FULL.fullmatch(commit) and found != commit:
        raise MnemeError(f"the pack {name} at {commit[:12]} is no commit but names {found[:12]}", f"commit: {found}")
    listed = _run(repo, "ls-tree", "-r", "-z", "-l", "--full-tree", found) or b""
    return Fetched(commit=found, files=taken(name, listed, lambda oid: _run(repo, "cat-file", "blob", oid) or b""))


def _execute(repo: Repo, words: tuple[str, ...]) -> tuple[int, Any, str]:
    done = repo.git.execute(
        ["git", *words],
        with_extended_output=True,
        with_exceptions=False,
        stdout_as_string=False,
        strip_newline_in_stdout=False,
        kill_after_timeout=_SECONDS,
        env=_ENVIRONMENT,
    )
    status, out, err = done
    return status, out, str(err)


def _run(repo: Repo, *words: str) -> bytes | None:
    """Return what git writes, None if it fails."""
    status, out, _ = _execute(repo, words)
    return None if status else bytes(out)


def _text(repo: Repo, *words: str) -> str:
    return (_run(repo, *words) or b"").decode("ascii", "replace").strip()


def _wrong(repo: Repo, words: tuple[str, ...], away: str, url: str) -> str:
    """Run git and say in one line why it failed, "" if it did not; a path is said as it was written."""
    status, _, err = _execute(repo, words)
    said = [line.partition(": ")[2] for line in err.splitlines() if line.startswith("fatal: ")]
    return (said[0].replace(away, url) if said else "git could not fetch it") if status else ""
