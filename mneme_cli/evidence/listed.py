"""What trees that git lists have in common: one listing, asked for on the first question that needs one."""

from __future__ import annotations

from mneme_cli.evidence.blobs import Blobs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.listing import Listing
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Blob


class Listed:
    """A tree with a listing, asked for once and late."""

    def __init__(self, repository: Repository, blobs: Blobs | None = None) -> None:
        self.repository = repository
        self.blobs = blobs or Blobs(repository.root)
        self._listing: Listing | None = None
        self._folders: frozenset[str] | None = None
        self._paths: list[str] = []

    def listing(self) -> Listing:
        """Return every file of the tree, listing it on the first call."""
        if self._listing is None:
            self._listing = self._load()
            self._paths = sorted(self._listing.heads)
        return self._listing

    def _load(self) -> Listing:
        raise AssertionError(type(self).__name__)

    def blob(self, path: str) -> Blob:
        """Return mode and content id of a file (id "" = only its bytes can tell), an empty blob if there is none."""
        return self.listing().blob(path)

    def has(self, path: str) -> bool:
        """Tell whether there is a file."""
        return path in self.listing().heads

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder that holds at least one file."""
        if self._folders is None:
            tops = {path.rpartition("/")[0] + "/" for path in self.listing().heads}
            self._folders = frozenset(top[:at] for top in tops for at, char in enumerate(top) if char == "/" and at)
        return path in self._folders

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, b"" if there is none."""
        return self.blobs.read(self.blob(path).oid)

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths that start with a prefix, sorted."""
        from bisect import bisect_left

        self.listing()
        first = bisect_left(self._paths, prefix)
        end = first
        while end < len(self._paths) and self._paths[end].startswith(prefix):
            end += 1
        return self._paths[first:end]

    def prefetch(self, paths: Iterable[str]) -> None:
        """Read several files in one batch."""
        self.blobs.fetch([self.blob(path).oid for path in paths])
