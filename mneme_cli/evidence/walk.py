"""A disk looked at by raw names, without following links: what lies there, what is in it, its bytes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DIR, FILE = 0o040000, 0o100000
_CACHES = frozenset((b".git", b".hg", b".svn", b"__pycache__", b"node_modules"))


def walk(root: bytes, folder: bytes = b"", left: Callable[[bytes], object] = bool) -> Iterator[bytes]:
    """Yield the regular files below a folder by raw name, in order of the names; links are not followed.

    left: is told the folders that are left out: stores of git and its like, caches, installed packages.
    """
    ahead = [(folder, DIR)]  # a stack of our own: folders nest deeper than Python may call itself
    while ahead:
        raw, kind = ahead.pop()
        if kind == FILE:
            yield raw
        elif raw != folder and _left_out(root, raw):
            left(raw)
        else:
            ahead += reversed(_inside(root, raw, left))


def _inside(root: bytes, folder: bytes, left: Callable[[bytes], object]) -> list[tuple[bytes, int]]:
    """Return the files and folders in a folder, each with its type, in order of the names."""
    from posix import scandir

    try:
        entries = sorted(scandir(root + b"/" + folder), key=lambda entry: entry.name)
    except OSError:
        left(folder)
        return []
    front = folder + b"/" if folder else b""
    files = {entry.name: FILE for entry in entries if entry.is_file(follow_symlinks=False)}
    found = files | {entry.name: DIR for entry in entries if entry.is_dir(follow_symlinks=False)}
    return [(front + entry.name, found[entry.name]) for entry in entries if entry.name in found]


def _left_out(root: bytes, folder: bytes) -> bool:
    """Tell whether a folder holds nobody's work: a store, a cache, an environment with its packages."""
    return folder.rpartition(b"/")[2] in _CACHES or bool(form(root + b"/" + folder + b"/pyvenv.cfg"))


def form(path: bytes) -> int:
    """Return the type bits of what lies at a path, 0 if nothing does."""
    from posix import lstat

    try:
        return lstat(path).st_mode & 0o170000
    except (OSError, ValueError):
        return 0


def whole(path: bytes) -> bytes:
    """Read a file that is still the regular file it was when it was found: no link, and no wait on a pipe."""
    from posix import O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK, O_RDONLY
    from posix import open as open_raw

    with open(open_raw(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), "rb", 0) as file:
        return file.read()


def size(path: bytes) -> int:
    """Return how many bytes a regular file has, -1 for anything else."""
    from posix import lstat

    try:
        found = lstat(path)
    except (OSError, ValueError):
        return -1
    return found.st_size if found.st_mode & 0o170000 == FILE else -1


def mode(path: bytes) -> str:
    """Return the mode under which git would store a regular file, "" for anything else."""
    from posix import lstat

    try:
        bits = lstat(path).st_mode
    except OSError:
        return ""
    return ("100755" if bits & 0o100 else "100644") if bits & 0o170000 == FILE else ""
