"""Trees that git lists: the index, a commit, and the tracked part of the work tree with a change laid over it.

A listing is asked for on the first question that needs one (see `listed`), texts in one batch; `prefetch` makes the
batch large.
"""

from __future__ import annotations

from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.listed import Listed
from mneme_cli.evidence.listing import committed, indexed
from mneme_cli.evidence.roll import Roll
from mneme_cli.model.fact import Blob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.evidence.blobs import Blobs
    from mneme_cli.evidence.listing import Listing
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Change, Skipped

_MANY = 100
"""If more files come or go than this, so much is asked that a listing is worth its cost."""

_ROOM = 4_000_000
"""Bytes of changed files that are kept."""


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
    from its blob. over: proposed texts (None = to be deleted).  kept: where the names of the index are kept (`roll`).
    """

    def __init__(
        self,
        repository: Repository,
        changes: Iterable[Change] = (),
        over: Mapping[str, bytes | None] | None = None,
        blobs: Blobs | None = None,
        kept: str = "",
    ) -> None:
        super().__init__(repository, blobs)
        every = tuple(changes)
        self.changed = {change.path: change.after for change in every}
        self.over = over or {}
        moved = {change.path for change in every if change.before.there() != change.after.there()}
        self._moved = (*self.over, *moved)
        self._kept = kept if len(self._moved) <= _MANY else ""
        self._roll: Roll | None = None
        self._texts: dict[str, bytes] = {}
        self._room = _ROOM
        self.disk = Disk(repository.root, over=self.over)

    @property
    def notes(self) -> Mapping[str, Skipped]:
        """Files that could not be read."""
        return self.disk.notes

    def _load(self) -> Listing:
        roll = self._names()
        listed = indexed(self.repository)
        if not listed.raw:
            roll.keep(listed.heads)
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
        if path in self.changed:
            return self.changed[path].there()
        known = self._names().has(path) if self._listing is None else None
        return super().has(path) if known is None else known

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder that holds a file; if one came or went below it, a listing must tell."""
        inner = f"{path}/"
        sure = self._listing is None and not any(name.startswith(inner) for name in self._moved)
        known = self._names().folder(path) if sure else None
        return super().folder(path) if known is None else known

    def _names(self) -> Roll:
        self._roll = self._roll or Roll(self.repository, self._kept)
        return self._roll

    def blob(self, path: str) -> Blob:
        """Return mode and content id of a file; id "" = only its bytes on disk, or the proposal, can tell."""
        if path in self.over:
            return Blob() if self.over[path] is None else Blob(mode="100644", work=True)
        return self.changed[path] if path in self.changed else super().blob(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file as they lie in the work tree, b"" if there is none."""
        if path in self.changed and path not in self.over:
            return self._changed(path)
        return self.disk.read(path) if path in self.over or self.disk.has(path) else super().read(path)

    def _changed(self, path: str) -> bytes:
        """Read a file of the change, once while there is room: each step of a check looks at it."""
        if path not in self._texts:
            text = self.disk.read(path)
            if len(text) > self._room:
                return text
            self._room -= len(text)
            self._texts[path] = text
        return self._texts[path]

    def prefetch(self, paths: Iterable[str]) -> None:
        """Do nothing: the texts lie on disk."""
