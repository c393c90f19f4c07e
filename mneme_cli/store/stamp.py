"""The stamp of a compiled policy, made: one line per input, so that `policy.fresh` can tell whether it still holds.

The first line may say with which commit the base's policy was compiled, and the last that not every file is watched;
both start with a tab, which no input does.
"""

from __future__ import annotations

from posix import stat

from mneme_cli.store.policy import commits, line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 200
"""So many files are watched one by one."""
NEWEST = 50
"""If there are more, so many, and every folder, whose time changes with each file that comes, goes or is replaced."""
PARTIAL = b"\tnot every file\n"
"""Ends a stamp that watches only the newest files."""


def write(root: str, inputs: Iterable[str]) -> bytes:
    """Make the stamp of a policy's inputs: paths, which need not be there yet; `folder/` is all that is below it."""
    from os import walk

    paths, files = set(), []
    for each in inputs:
        paths.add(each.rstrip("/"))
        for folder, below, names in walk(f"{root}/{each}") if each.endswith("/") else ():
            inner = folder.rstrip("/")[len(root) + 1 :]
            paths.update(f"{inner}/{name}" for name in below)
            files += [f"{inner}/{name}" for name in names]
    end = b""
    if len(files) > MOST:
        files = sorted(files, key=lambda path: (-_time(f"{root}/{path}"), path))[:NEWEST]
        end = PARTIAL
    return b"".join(line(root, path) for path in sorted({*paths, *files})) + end


def partial(stamp: bytes) -> bool:
    """Tell whether there are files that a stamp does not watch."""
    return stamp.endswith(PARTIAL)


def _time(path: str) -> int:
    try:
        return stat(path).st_ctime_ns
    except OSError:
        return 0


def based(gitdir: str, ref: str, same: bool) -> bytes:
    """Make the line of the base. ref: full name of the base branch.  same: the base's policy forbids nothing more."""
    return f"\t{ref}\t{'same' if same else 'other'}\t{commits(gitdir, ref)}\n".encode("utf-8", "surrogateescape")
