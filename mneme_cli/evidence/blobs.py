"""Texts by blob id, in batches: one `cat-file --batch` answers for everything that was asked early."""

from __future__ import annotations

from mneme_cli.evidence.plumbing import GitError, run
from mneme_cli.model.digest import sha1, sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Blobs:
    """The blobs of one repository, each read once."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._texts: dict[str, bytes | None] = {"": b""}

    def fetch(self, names: Iterable[str]) -> None:
        """Read blob ids (or `:0:path` for the index) that are not known yet, with one spawn or none.

        Raises:
            GitError: git cannot read its objects.
        """
        missing = sorted(name for name in set(names) if name not in self._texts)
        if missing:
            self._texts |= dict(zip(missing, _batch(self._root, missing), strict=True))

    def read(self, oid: str) -> bytes:
        """Return the text of a blob.

        Raises:
            GitError: git does not have it.
        """
        text = self.look(oid)
        if text is None:
            raise GitError(f"git does not have the object {oid[:12]}", "git fetch, or git fsck to see what is broken")
        return text

    def look(self, name: str) -> bytes | None:
        """Return the text behind a blob id or `:0:path`, None if there is none."""
        self.fetch((name,))
        return self._texts[name]


def blob_id(text: bytes, width: int = 40) -> str:
    """Return the id under which git would store a text (width 40: sha1, 64: sha256)."""
    return (sha256 if width == 64 else sha1)(b"blob %d\0" % len(text) + text)


def _batch(root: str, names: list[str]) -> list[bytes | None]:
    asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    said, at = run(root, "cat-file", "--batch", given=asked), 0
    found: list[bytes | None] = []
    for _ in names:
        end = said.index(b"\n", at)
        words = said[at:end].split(b" ")
        at = end + 1
        if words[-1].isdigit() and len(words) == 3:  # id, type, size; anything else is a name and why it has no answer
            size = int(words[2])
            found.append(said[at : at + size] if words[1] == b"blob" else None)
            at += size + 1
        else:
            found.append(None)
    return found
