"""What files there are: asked of the disk by a hook, of git's index by a staged check, of a dict by a test."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class Tree(Protocol):
        """Paths are relative to the root, with `/`."""

        def has(self, path: str) -> bool:
            """Tell whether there is a regular file at this path."""

        def folder(self, path: str) -> bool:
            """Tell whether there is a folder at this path (it holds at least one file)."""

        def read(self, path: str) -> bytes:
            """Return the bytes of a file; b"" if it cannot be read."""

        def list(self, prefix: str = "") -> Iterable[str]:
            """Return the paths that start with a literal prefix, sorted."""

        def prefetch(self, paths: Iterable[str]) -> None:
            """Get ready to read these, if asking for many at once is cheaper than one by one."""


class Texts:
    """A tree held in memory: what tests and proposals are made of."""

    def __init__(self, texts: dict[str, bytes]) -> None:
        self.texts = texts
        self.folders = {path[:at] for path in texts for at, char in enumerate(path) if char == "/"}

    def has(self, path: str) -> bool:
        """Tell whether there is a file."""
        return path in self.texts

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder."""
        return path in self.folders

    def read(self, path: str) -> bytes:
        """Return the bytes, b"" if there is no such file."""
        return self.texts.get(path, b"")

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths under a prefix, sorted."""
        return sorted(path for path in self.texts if path.startswith(prefix))

    def prefetch(self, paths: Iterable[str]) -> None:
        """Do nothing: it is all there."""
