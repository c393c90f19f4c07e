"""Are the inputs of the compiled policy what they were? One line of text per input, compared by `stat` alone.

The time is that of the last change of any kind (ctime): a program can set a file's mtime back, and not this one.

The first line may say with which commit the base's policy was compiled, and the last that not every file is watched;
both start with a tab, which no input does.
"""

from __future__ import annotations

from posix import stat

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
    return b"".join(_line(root, path) for path in sorted({*paths, *files})) + end


def partial(stamp: bytes) -> bool:
    """Tell whether there are files that a stamp does not watch."""
    return stamp.endswith(PARTIAL)


def _time(path: str) -> int:
    try:
        return stat(path).st_ctime_ns
    except OSError:
        return 0


def fresh(root: str, stamp: bytes) -> bool:
    """Tell whether nothing changed since the stamp was made."""
    place = root.encode("utf-8", "surrogateescape") + b"/"
    return all(_stands(place, line) for line in stamp.split(b"\n")[:-1] if not line.startswith(b"\t"))


def _stands(place: bytes, line: bytes) -> bool:
    """Tell whether an input has the time and size of its line; hundreds are asked before every edit, hence in bytes."""
    path, _, said = line.partition(b"\t")
    try:
        found = stat(place + path)
    except (OSError, ValueError):  # a damaged stamp may name anything
        return said == b"0\t0"
    size = 0 if found.st_mode & 0o170000 == 0o040000 else found.st_size
    return b"%d\t%d" % (found.st_ctime_ns, size) == said


def based(gitdir: str, ref: str, same: bool) -> bytes:
    """Make the line of the base. ref: full name of the base branch.  same: the base's policy forbids nothing more."""
    return f"\t{ref}\t{'same' if same else 'other'}\t{commits(gitdir, ref)}\n".encode("utf-8", "surrogateescape")


def base(stamp: bytes) -> tuple[bytes, str, bool, str]:
    """Return the line of the base and what it says: ref, same, commits; "" if there is none."""
    line = stamp[: stamp.find(b"\n") + 1]
    parts = line[:-1].decode("utf-8", "surrogateescape").split("\t")
    if len(parts) != 4 or parts[0]:  # none, or a damaged one
        return b"", "", False, ""
    return line, parts[1], parts[2] == "same", parts[3]


def commits(gitdir: str, ref: str) -> str:
    """Say what HEAD and a branch name, as far as a few small reads tell: where the text is another, so may the base be.

    A packed ref is known by the time of the file, as the file may be long; so is every ref of a reftable.
    """
    if not gitdir:
        return ""
    common = _text(gitdir + "/commondir")
    common = (common if common.startswith("/") else f"{gitdir}/{common}") if common else gitdir
    return f"{_commit(gitdir, common, 'HEAD')} {_commit(gitdir, common, ref)}"


def _commit(gitdir: str, common: str, name: str) -> str:
    for _ in range(5):  # git itself follows no longer chain of symbolic refs
        said = _text(f"{common if name.startswith('refs/') else gitdir}/{name}")
        if not said.startswith("ref:"):
            return said or " ".join(_line(common, "packed-refs").decode().split("\t")).strip()
        name = said[4:].strip()
        if name.endswith("/.invalid"):
            return _text(gitdir + "/reftable/tables.list") + _text(common + "/reftable/tables.list")
    return ""


def _text(path: str) -> str:
    try:
        with open(path, "rb", 0) as file:
            return " ".join(file.read().decode("utf-8", "surrogateescape").split())
    except (OSError, ValueError):  # a damaged name may be none
        return ""


def _line(root: str, path: str) -> bytes:
    try:
        found = stat(f"{root}/{path}")
    except OSError:
        return f"{path}\t0\t0\n".encode("utf-8", "surrogateescape")
    size = 0 if found.st_mode & 0o170000 == 0o040000 else found.st_size
    return f"{path}\t{found.st_ctime_ns}\t{size}\n".encode("utf-8", "surrogateescape")
