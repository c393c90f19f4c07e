"""What resolution asked of the tree, so that it is known which changes of the tree can change an answer.

Resolution is a pure function of a raw import, the layout and the answers of the tree. If no question that was ever
asked is answered differently, every edge is what it was. Questions are kept as checksums; two that collide cost one
resolution too many and never one too few.
"""

from __future__ import annotations

from _bisect import bisect_left
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.tree import Tree


class Asking:
    """A tree that remembers what it is asked.

    lists: the prefixes under which paths were listed.
    """

    def __init__(self, tree: Tree, asked: bytes = b"", lists: Iterable[str] = ()) -> None:
        self.tree, self.lists = tree, set(lists)
        self._before = asked
        self._has: set[str] = set()
        self._folder: set[str] = set()
        self._read: set[str] = set()

    def has(self, path: str) -> bool:
        """Tell whether there is a file."""
        self._has.add(path)
        return self.tree.has(path)

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder."""
        self._folder.add(path)
        return self.tree.folder(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        self._read.add(path)
        return self.tree.read(path)

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths under a prefix, sorted."""
        self.lists.add(prefix)
        return self.tree.list(prefix)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Get ready to read several files: that asks nothing."""
        self.tree.prefetch(paths)

    def asked(self) -> bytes:
        """Return every question but the listings, those of earlier times included, as sorted checksums."""
        from array import array

        sums = set(_sums(self._before))
        for what, paths in (("has", self._has), ("folder", self._folder), ("read", self._read)):
            sums |= {_sum(what, path) for path in paths}
        return array("I", sorted(sums)).tobytes()


def bears(asked: bytes, lists: Iterable[str], before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Tell whether a question may now be answered differently: before and after are path → content key of all files."""
    sums = frozenset(_sums(asked))
    flipped = sorted(before.keys() ^ after.keys())
    edited = [path for path in before.keys() & after.keys() if before[path] != after[path]]
    if any(_sum("read", path) in sums for path in (*edited, *flipped)):
        return True
    if any(_sum("has", path) in sums for path in flipped):
        return True
    if any(path.startswith(prefix) for prefix in lists for path in flipped):
        return True
    folders = {path[:at] for path in flipped for at, char in enumerate(path) if char == "/"}
    folders = {folder for folder in folders if _sum("folder", folder) in sums}
    if not folders:
        return False
    old, new = sorted(before), sorted(after)
    return any(_under(old, folder) != _under(new, folder) for folder in folders)


def _under(paths: list[str], folder: str) -> bool:
    at = bisect_left(paths, folder + "/")
    return at < len(paths) and paths[at].startswith(folder + "/")


def _sums(raw: bytes) -> memoryview[int]:
    return memoryview(raw).cast("I")


def _sum(what: str, path: str) -> int:
    return crc32(f"{what} {path}".encode("utf-8", "surrogatepass"))
