"""Trees that need no git: the disk with proposed texts over it, and any tree with a change undone.

`stored` has those that git answers: the index, a commit, and the tracked part of the work tree.
"""

from __future__ import annotations

from mneme_cli.evidence.names import pairs, spell, spellings
from mneme_cli.evidence.walk import DIR, FILE, form, walk, whole
from mneme_cli.model.fact import Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.model.fact import Change
    from mneme_cli.model.tree import Tree


class Disk:
    """A folder as it lies on disk, with proposed texts laid over it (None = proposed to be deleted).

    Only what is asked is looked at. Symbolic links are never followed below the root, as git tracks nothing behind
    them; only regular files are files. raw: paths whose raw name is known to be another than the path itself.

    Attributes:
        notes: path → why, of files that are there and could not be read.
    """

    def __init__(
        self, root: str, over: Mapping[str, bytes | None] | None = None, raw: Mapping[str, bytes] | None = None
    ) -> None:
        self.root = root.encode("utf-8", "surrogateescape")
        self.over = over or {}
        self.raw = dict(raw or {})
        self.notes: dict[str, Skipped] = {}
        self._real: dict[bytes, bool] = {b"": True}
        self._loose: bool | None = None

    def has(self, path: str) -> bool:
        """Tell whether there is a regular file."""
        if path in self.over:
            return self.over[path] is not None
        return bool(self._find(path, FILE))

    def there(self, path: str) -> bool:
        """Tell whether anything at all lies at a path: a file, a folder, a link."""
        return any(form(self.root + b"/" + raw) for raw in spellings(path))

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder that holds at least one file, caches of tools aside."""
        if any(text is not None and name.startswith(f"{path}/") for name, text in self.over.items()):
            return bool(path)
        raw = self._find(path, DIR) if path else b""
        return bool(raw) and any(self.over.get(spell(name), b"") is not None for name in walk(self.root, raw))

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, b"" (and a note) if it cannot be read."""
        if path in self.over:
            return self.over[path] or b""
        raw = self._find(path, FILE)
        try:
            return whole(self.root + b"/" + raw) if raw else b""
        except OSError as refused:
            self.notes[path] = Skipped(path=path, why=f"cannot be read: {refused.strerror}")
            return b""

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths that start with a prefix, sorted, by walking: every file that is no tool's cache."""
        top = prefix[: prefix.rfind("/")] if "/" in prefix else ""
        raw = self._find(top, DIR) if top else b""
        met = pairs(walk(self.root, raw) if raw or not top else ())
        self.raw |= {path: name for path, name in met.items() if not name.isascii()}
        found = {path for path in met if path.startswith(prefix)}
        found |= {path for path, text in self.over.items() if text is not None and path.startswith(prefix)}
        return sorted(path for path in found if self.over.get(path, b"") is not None)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Do nothing: a disk has nothing to gain from being asked early."""

    def _find(self, path: str, kind: int) -> bytes:
        """Return the raw name of what lies at a path, if it is of this kind and behind no symbolic link."""
        if path.endswith("/") or "//" in path or ".git" in path.split("/"):
            return b""
        for raw in (self.raw[path],) if path in self.raw else spellings(path):
            folder = raw.rpartition(b"/")[0]
            if self._is_real(folder) and form(self.root + b"/" + raw) == kind and self._exact(raw):
                return raw
        return b""

    def _is_real(self, folder: bytes) -> bool:
        """Tell whether every part of a folder is a folder and none a link; remembered, as imports share folders."""
        ahead = []
        while folder not in self._real:
            ahead.append(folder)
            folder = folder.rpartition(b"/")[0]
        known = self._real[folder]
        for inner in reversed(ahead):
            known = self._real[inner] = known and form(self.root + b"/" + inner) == DIR
        return known

    def _exact(self, raw: bytes) -> bool:
        """Refuse a name that only a disk without letter case would accept: git and other machines would not."""
        if self._loose is None:
            self._loose = bool(form(self.root + b"/.GIT"))
        if not self._loose:
            return True
        from posix import listdir

        above, _, name = raw.rpartition(b"/")
        return name in listdir(self.root + b"/" + above) and (not above or self._exact(above))


class Undone:
    """The tree before a change: the tree after it with the change undone, so that no second listing is needed.

    blob: returns the text of a blob id.  texts: before-texts that no blob has (an edit on top of unsaved work).
    """

    def __init__(
        self,
        after: Tree,
        changes: Iterable[Change],
        blob: Callable[[str], bytes],
        texts: Mapping[str, bytes] | None = None,
    ) -> None:
        self.after, self.blob, self.texts = after, blob, texts or {}
        self.changed = {change.path: change for change in changes}
        self._new = {path for path, change in self.changed.items() if not change.before.there()}
        self._old = sorted(path for path, change in self.changed.items() if change.before.there())

    def has(self, path: str) -> bool:
        """Tell whether there was a file."""
        change = self.changed.get(path)
        return change.before.there() if change else self.after.has(path)

    def folder(self, path: str) -> bool:
        """Tell whether there was a folder."""
        inner = f"{path}/"
        if path and any(old.startswith(inner) for old in self._old):
            return True
        if not any(new.startswith(inner) for new in self._new):
            return self.after.folder(path)
        return bool(path) and any(name not in self._new for name in self.after.list(inner))

    def read(self, path: str) -> bytes:
        """Return the bytes before the change."""
        change = self.changed.get(path)
        if change is None:
            return self.after.read(path)
        if path in self.texts:
            return self.texts[path]
        return self.blob(change.before.oid) if change.before.oid else b""

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths that started with a prefix, sorted."""
        kept = {path for path in self.after.list(prefix) if path not in self._new}
        return sorted(kept | {path for path in self._old if path.startswith(prefix)})


def fetch(tree: Tree, paths: Iterable[str]) -> None:
    """Let a tree that reads from git read several files in one batch."""
    prefetch = getattr(tree, "prefetch", None)
    if prefetch:
        prefetch([path for path in paths if path])
