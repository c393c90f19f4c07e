"""Trees that git lists: the index, a commit, and the tracked part of the work tree with a change laid over it.

A listing is asked for on the first question that needs one, texts in one batch; `prefetch` makes the batch large.
"""

from __future__ import annotations

from mneme_cli.evidence.blobs import Blobs
from mneme_cli.evidence.listing import committed, indexed
from mneme_cli.evidence.trees import Disk
from mneme_cli.model.fact import Blob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.evidence.listing import Listing
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Change, Skipped


class Listed:
    """What the three have in common: a listing, asked for once and late."""

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


class Commit(Listed):
    """The files of one commit (or tree), by its id; "" = no commit yet, hence no file."""

    def __init__(self, repository: Repository, oid: str, blobs: Blobs | None = None) -> None:
        super().__init__(repository, blobs)
        self.oid = oid

    def _load(self) -> Listing:
        return committed(self.repository, self.oid)


class Index(Listed):
    """What would be committed: the index, a file in conflict read from the work tree.

    changes: what `changed` said; their texts are read by blob id and need no listing.

    Attributes:
        notes: path → why, of files that could not be read.
    """

    def __init__(self, repository: Repository, changes: Iterable[Change] = (), blobs: Blobs | None = None) -> None:
        super().__init__(repository, blobs)
        self.disk = Disk(repository.root)
        self.changed = {change.path: change.after for change in changes}

    @property
    def notes(self) -> Mapping[str, Skipped]:
        """Files that could not be read."""
        return self.disk.notes

    def _load(self) -> Listing:
        return indexed(self.repository)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, b"" if there is none; a path that is not listed yet is asked by its name."""
        name = self._name(path)
        known = self.blobs.look(name) if name else None
        if known is not None:
            return known
        if self.blob(path).work:
            return self.disk.read(path)
        return super().read(path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Read several files in one batch, without a listing."""
        self.blobs.fetch([name for path in paths if (name := self._name(path))])

    def blob(self, path: str) -> Blob:
        """Return mode and content id of a file."""
        return self.changed[path] if path in self.changed else super().blob(path)

    def _name(self, path: str) -> str:
        """Return what to ask git for: the blob id where it is known, else `:0:path`; "" = a listing must be made."""
        if path in self.changed or self._listing is not None:
            return self.blob(path).oid
        return f":0:{path}" if path.isascii() and path.isprintable() else ""


class Work(Listed):
    """The tracked files of the work tree as they lie on disk, with `Changed.local` over them.

    Untracked files are part of it only as far as the change adds them; a file that a sparse checkout left out is read
    from its blob. over: proposed texts (None = to be deleted).
    """

    def __init__(
        self,
        repository: Repository,
        changes: Iterable[Change] = (),
        over: Mapping[str, bytes | None] | None = None,
        blobs: Blobs | None = None,
    ) -> None:
        super().__init__(repository, blobs)
        self.changed = {change.path: change.after for change in changes}
        self.over = over or {}
        self.disk = Disk(repository.root, over=self.over)

    @property
    def notes(self) -> Mapping[str, Skipped]:
        """Files that could not be read."""
        return self.disk.notes

    def _load(self) -> Listing:
        listed = indexed(self.repository)
        self.disk.raw |= listed.raw
        there = {path: blob.there() for path, blob in self.changed.items()}
        there |= {path: text is not None for path, text in self.over.items()}
        heads = {path: head for path, head in listed.heads.items() if there.get(path, True)}
        heads |= {path: "100644  0" for path in there if there[path]}  # `blob` knows better
        return listed._replace(heads=heads)

    def has(self, path: str) -> bool:
        """Tell whether there is a file; what changed is known without a listing."""
        if path in self.over:
            return self.over[path] is not None
        return self.changed[path].there() if path in self.changed else super().has(path)

    def blob(self, path: str) -> Blob:
        """Return mode and content id of a file; id "" = only its bytes on disk, or the proposal, can tell."""
        if path in self.over:
            return Blob() if self.over[path] is None else Blob(mode="100644", work=True)
        return self.changed[path] if path in self.changed else super().blob(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file as they lie in the work tree, b"" if there is none."""
        if path in self.over or path in self.changed or self.disk.has(path):
            return self.disk.read(path)
        return super().read(path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Do nothing: the texts lie on disk."""
