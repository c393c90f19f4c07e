"""What files say about imports, remembered by content: the same bytes are never parsed twice, on no branch.

A row depends on a blob's bytes, its language and the version of the extractor, so it is right for good, in every work
tree of the repository. Each row carries a checksum of its own, because SQLite has none: a damaged row is a missing
row. Nothing here is needed for an answer to be right, and no failure here is an error.
"""

from __future__ import annotations

from mneme_cli.model.fact import Import
from mneme_cli.store.lock import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_MARK = 0x6D6E656D  # "mnem", SQLite's application_id
_MADE = "CREATE TABLE facts1 (kind TEXT, key TEXT, raw BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"
_WITHOUT = (3, 5, 6, 8, 13, 14, 23)  # not permitted, busy, locked, read-only, full, cannot open: nothing is damaged
_LARGEST = 256 << 20
_AT_ONCE = 900


class Raw(NamedTuple):
    """What one blob says.  why, line: what kept it from being read as it should be, "" = nothing did."""

    imports: tuple[Import, ...]
    why: str = ""
    line: int = 0


def pack(raw: Raw) -> bytes:
    """Write what a blob says, for the store or for another process."""
    from marshal import dumps

    return dumps((tuple(map(tuple, raw.imports)), raw.why, raw.line), 4)


def unpack(packed: bytes) -> Raw:
    """Read what `pack` wrote; of anything else it must not be asked."""
    from marshal import loads

    rows, why, line = loads(packed)  # noqa: S302 -- checked against its checksum, or straight from our own child
    return Raw(tuple([tuple.__new__(Import, row) for row in rows]), why, line)


class Archive:
    """The store at a path, opened when it is first asked; say: is told in one sentence what went wrong."""

    def __init__(self, path: str, say: Callable[[str], None] = lambda _: None, seconds: float = 2.0) -> None:
        self.path, self.say, self.seconds = path, say, seconds
        self._base: sqlite3.Connection | None = None
        self._usable = bool(path)

    def read(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Return key → packed row of those that are there; kind is the language and the extractor's version."""
        wanted = sorted(set(keys))

        def rows(base: sqlite3.Connection) -> dict[str, bytes]:
            found: dict[str, bytes] = {}
            for at in range(0, len(wanted), _AT_ONCE):
                some = wanted[at : at + _AT_ONCE]
                query = f"SELECT key, raw FROM facts1 WHERE kind = ? AND key IN ({','.join('?' * len(some))})"  # noqa: S608 -- question marks
                found.update(_sound(kind, base.execute(query, (kind, *some))))
            return found

        return (self._do(rows) if wanted else None) or {}

    def write(self, kind: str, rows: Mapping[str, bytes]) -> None:
        """Remember packed rows by their keys."""

        def insert(base: sqlite3.Connection) -> None:
            base.execute("BEGIN IMMEDIATE")
            try:
                sealed = ((kind, key, _seal(kind, key, rows[key]) + rows[key]) for key in sorted(rows))
                base.executemany("INSERT OR REPLACE INTO facts1 VALUES (?, ?, ?)", sealed)
                base.execute("COMMIT")
            finally:
                if base.in_transaction:
                    base.execute("ROLLBACK")

        if rows:
            self._do(insert)

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()
        self._base = None

    def _do(self, act: Callable[[sqlite3.Connection], Any]) -> Any:
        """Do something with the file; if it is damaged start anew and try again; if it cannot be had, do without."""
        import sqlite3

        for last in (False, True):
            if not self._usable:
                return None
            try:
                return act(self._open())
            except sqlite3.Error as error:
                self._fail(error, last=last)
        return None

    def _fail(self, error: sqlite3.Error, *, last: bool) -> None:
        held = _identity(self.path)
        self.close()
        if last or (getattr(error, "sqlite_errorcode", 1) & 0xFF) in _WITHOUT:
            self._usable = False
            self.say(f"the store of facts cannot be used ({error}); going on without it")
        else:
            self.say(f"the store of facts was damaged ({error}) and is built anew")
            self._drop(held)

    def _open(self) -> sqlite3.Connection:
        import os
        import sqlite3

        if self._base is not None:
            return self._base
        try:
            os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
        except OSError:
            pass
        if os.path.exists(self.path) and os.path.getsize(self.path) > _LARGEST:
            self._drop(_identity(self.path))
        self._base = base = sqlite3.connect(self.path, timeout=self.seconds, isolation_level=None)
        base.execute("PRAGMA synchronous = OFF")  # losing a cache costs time, and a damaged row is noticed
        if base.execute("PRAGMA application_id").fetchone() != (_MARK,):
            _begin(base)
        return base

    def _drop(self, held: tuple[int, int]) -> None:
        """Take the file away, unless another process has replaced it already."""
        import os

        with Lock(self.path + ".lock", self.seconds) as lock:
            if lock.held and _identity(self.path) == held:
                for ending in ("", "-journal", "-wal", "-shm"):
                    try:
                        os.unlink(self.path + ending)
                    except OSError:
                        pass


def _begin(base: sqlite3.Connection) -> None:
    """Make the table in an empty file; a file with anything in it is not ours."""
    import sqlite3

    base.execute("BEGIN IMMEDIATE")
    try:
        if base.execute("PRAGMA application_id").fetchone() == (_MARK,):
            return
        if base.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            raise sqlite3.DatabaseError("it is another program's")
        base.execute(_MADE)
        base.execute(f"PRAGMA application_id = {_MARK}")
        base.execute("COMMIT")
    finally:
        if base.in_transaction:
            base.execute("ROLLBACK")


def _sound(kind: str, rows: Iterable[tuple[object, object]]) -> Iterator[tuple[str, bytes]]:
    for key, raw in rows:
        if isinstance(key, str) and isinstance(raw, bytes) and raw[:4] == _seal(kind, key, raw[4:]):
            yield key, raw[4:]


def _seal(kind: str, key: str, packed: bytes) -> bytes:
    from zlib import crc32

    return crc32(packed, crc32(f"{kind} {key}".encode("utf-8", "surrogatepass"))).to_bytes(4, "big")


def _identity(path: str) -> tuple[int, int]:
    import os

    try:
        info = os.stat(path)
    except OSError:
        return (0, 0)
    return info.st_dev, info.st_ino
