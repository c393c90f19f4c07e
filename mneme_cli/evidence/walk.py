"""A folder walked by raw names, without following links."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CACHES = frozenset((b".git", b".hg", b".svn", b"__pycache__", b"node_modules"))


def walk(root: bytes, folder: bytes = b"", left: Callable[[bytes], object] = bool) -> Iterator[bytes]:
    """Yield the regular files below a folder by raw name, in order of the names; links are not followed.

    left: is told the folders that are left out: stores of git and its like, caches, installed packages.
    """
    ahead = [(folder, False)]  # a stack of our own: folders nest deeper than Python may call itself
    while ahead:
        raw, file = ahead.pop()
        if file:
            yield raw
        elif raw != folder and _left_out(root, raw):
            left(raw)
        else:
            ahead += reversed(_inside(root, raw, left))


def _inside(root: bytes, folder: bytes, left: Callable[[bytes], object]) -> list[tuple[bytes, bool]]:
    """Return the files and folders in a folder, each with whether it is a file, in order of the names."""
    from posix import scandir

    try:
        entries = sorted(scandir(root + b"/" + folder), key=lambda entry: entry.name)
    except OSError:
        left(folder)
        return []
    front = folder + b"/" if folder else b""
    files = {entry.name: True for entry in entries if entry.is_file(follow_symlinks=False)}
    found = files | {entry.name: False for entry in entries if entry.is_dir(follow_symlinks=False)}
    return [(front + entry.name, found[entry.name]) for entry in entries if entry.name in found]


def _left_out(root: bytes, folder: bytes) -> bool:
    """Tell whether a folder holds nobody's work: a store, a cache, an environment with its packages."""
    from posix import access

    return folder.rpartition(b"/")[2] in _CACHES or access(root + b"/" + folder + b"/pyvenv.cfg", 0)  # 0: it is there
