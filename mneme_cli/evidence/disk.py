"""The disk with proposed texts over it: a tree that needs no git, and of which only what is asked is looked at.

A hook looks at one file, so that what walks a folder or spells a name that is not ASCII is loaded when it is needed.
"""

from __future__ import annotations

DIR, FILE = 0o040000, 0o100000
"""What `form` says of a folder and of a regular file."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.fact import Skipped


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
        return any(form(self.root + b"/" + raw) for raw in _spellings(path))

    def folder(self, path: str) -> bool:
        """Tell whether there is a folder that holds at least one file, caches of tools aside."""
        if any(text is not None and name.startswith(f"{path}/") for name, text in self.over.items()):
            return bool(path)
        raw = self._find(path, DIR) if path else b""
        if not raw:
            return False
        from mneme_cli.evidence.walk import walk

        return any(self.over.get(_shown(name), b"") is not None for name in walk(self.root, raw))

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, b"" (and a note) if it cannot be read."""
        if path in self.over:
            return self.over[path] or b""
        raw = self._find(path, FILE)
        try:
            return whole(self.root + b"/" + raw) if raw else b""
        except OSError as refused:
            from mneme_cli.model.fact import Skipped

            self.notes[path] = Skipped(path=path, why=f"cannot be read: {refused.strerror}")
            return b""

    def list(self, prefix: str = "") -> Iterable[str]:
        """Return the paths that start with a prefix, sorted, by walking: every file that is no tool's cache."""
        from mneme_cli.evidence.names import pairs
        from mneme_cli.evidence.walk import walk

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
        for raw in (self.raw[path],) if path in self.raw else _spellings(path):
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


def _shown(raw: bytes) -> str:
    """Return the path of a raw name, which plain ASCII is already."""
    if raw.isascii():
        return raw.decode("ascii")
    from mneme_cli.evidence.names import spell

    return spell(raw)


def _spellings(path: str) -> tuple[bytes, ...]:
    """Return the raw names that a path may have on disk, of which plain ASCII has one."""
    if path.isascii() and "\\x" not in path:
        return (path.encode("ascii"),)
    from mneme_cli.evidence.names import spellings

    return spellings(path)


def form(path: bytes) -> int:
    """Return the type bits of what lies at a path, 0 if nothing does."""
    from posix import lstat

    try:
        return lstat(path).st_mode & 0o170000
    except (OSError, ValueError):
        return 0


def whole(path: bytes) -> bytes:
    """Read a file that is still the regular file it was when it was found: no link, and no wait on a pipe."""
    from posix import O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK, O_RDONLY
    from posix import open as open_raw

    with open(open_raw(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), "rb", 0) as file:
        return file.read()


def size(path: bytes) -> int:
    """Return how many bytes a regular file has, -1 for anything else."""
    from posix import lstat

    try:
        found = lstat(path)
    except (OSError, ValueError):
        return -1
    return found.st_size if found.st_mode & 0o170000 == FILE else -1


def mode(path: bytes) -> str:
    """Return the mode under which git would store a regular file, "" for anything else."""
    from posix import lstat

    try:
        bits = lstat(path).st_mode
    except OSError:
        return ""
    return ("100755" if bits & 0o100 else "100644") if bits & 0o170000 == FILE else ""
