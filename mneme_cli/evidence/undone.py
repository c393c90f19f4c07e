"""Any tree with a change undone.

`disk` has the folder as it lies, `stored` what git answers: the index, a commit, the tracked part of the work tree.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mneme_cli.model.fact import Change
    from mneme_cli.model.tree import Tree


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

    def prefetch(self, paths: Iterable[str]) -> None:
        """Do nothing: whoever undoes a change has asked for the old texts of all of it, or for none."""
