"""Are the inputs of the compiled policy what they were? One line of text per input, compared by `stat` alone."""

from __future__ import annotations

from posix import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 300
"""So many files are watched one by one; beyond that their folders, whose time changes with every replaced file."""


def watched(root: str, inputs: Iterable[str]) -> tuple[str, ...]:
    """Return what to watch for a policy's inputs: every path, and below each folder its folders and newest files."""
    from os import walk

    paths, files = set(), []
    for each in inputs:
        paths.add(each.rstrip("/"))
        for folder, below, names in walk(f"{root}/{each}") if each.endswith("/") else ():
            inner = folder.rstrip("/")[len(root) + 1 :]
            paths.update(f"{inner}/{name}" for name in below)
            files += [f"{inner}/{name}" for name in names]
    files.sort(key=lambda path: (-_time(f"{root}/{path}"), path))
    return tuple(sorted({*paths, *files[:MOST]}))


def _time(path: str) -> int:
    try:
        return stat(path).st_mtime_ns
    except OSError:
        return 0


def write(root: str, paths: Iterable[str]) -> bytes:
    """Make the stamp of inputs: files, folders, and paths that are not there yet."""
    return b"".join(_line(root, path) for path in sorted({path.rstrip("/") for path in paths}))


def fresh(root: str, stamp: bytes) -> bool:
    """Tell whether nothing changed since the stamp was made."""
    return all(_line(root, _path(line)) == line for line in stamp.splitlines(keepends=True))


def _path(line: bytes) -> str:
    return line.partition(b"\t")[0].decode("utf-8", "surrogateescape")


def _line(root: str, path: str) -> bytes:
    try:
        found = stat(f"{root}/{path}")
    except (OSError, ValueError):  # a damaged stamp may name anything
        return f"{path}\t0\t0\n".encode("utf-8", "surrogateescape")
    size = 0 if found.st_mode & 0o170000 == 0o040000 else found.st_size
    return f"{path}\t{found.st_mtime_ns}\t{size}\n".encode("utf-8", "surrogateescape")
