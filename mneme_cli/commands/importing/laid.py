"""A tree with files laid over it and others taken out: what would be judged if the import were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.tree import Tree


class Laid:
    """A tree under texts of ours. without: prefixes of paths that are not there, whatever the tree says."""

    def __init__(self, tree: Tree, texts: Mapping[str, bytes], without: tuple[str, ...] = ()) -> None:
        self.tree, self.texts, self.without = tree, dict(texts), without

    def has(self, path: str) -> bool:
        """Tell whether there is a file."""
        return path in self.texts or (not self._gone(path) and self.tree.has(path))

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder."""
        return any(name.startswith(f"{path}/") for name in self.texts) or self.tree.folder(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, b"" if there is none."""
        if path in self.texts:
            return self.texts[path]
        return b"" if self._gone(path) else self.tree.read(path)

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths under a prefix, sorted."""
        kept = {path for path in self.tree.list(prefix) if not self._gone(path)}
        return sorted(kept | {path for path in self.texts if path.startswith(prefix)})

    def prefetch(self, paths: Iterable[str]) -> None:
        """Do nothing: texts are asked for one by one."""

    def _gone(self, path: str) -> bool:
        return path.startswith(self.without) if self.without else False
