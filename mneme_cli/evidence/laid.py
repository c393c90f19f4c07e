"""A tree with texts laid over it: what would be there if somebody wrote them, without writing them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.tree import Tree


class Laid:
    """Any tree, and texts that come first."""

    def __init__(self, tree: Tree, texts: Mapping[str, bytes]) -> None:
        self.tree, self.texts = tree, dict(texts)

    def has(self, path: str) -> bool:
        """Tell whether there is a file."""
        return path in self.texts or self.tree.has(path)

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder."""
        return self.tree.folder(path) or any(name.startswith(f"{path}/") for name in self.texts)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self.texts[path] if path in self.texts else self.tree.read(path)

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths under a prefix, sorted."""
        return sorted({*self.tree.list(prefix), *(path for path in self.texts if path.startswith(prefix))})

    def prefetch(self, paths: Iterable[str]) -> None:
        """Get ready to read what lies below."""
        self.tree.prefetch([path for path in paths if path not in self.texts])
