"""The flat graph of one work tree on disk, and beside it what it was made from.

Both files may be thrown away at any time. What is damaged, foreign or of another version reads as if it were not
there; both are replaced in one step, so that a reader sees the old one or the new one and never a half.
"""

from __future__ import annotations

from mneme_cli.graph.flat import Graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from mmap import mmap
    from typing import Any, NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_MAP_ABOVE = 256 * 1024
_KNOWN = b"mneme files 1\n"


class Known(NamedTuple):
    """What a graph was made from.

    graph: the digest of that graph.  digest: layout, versions and settings.  keys: path → content key of every file.
    code: the paths that were resolved, sorted.  loose: path → (ctime in ns, size) of files whose key git did not know.
    asked, lists: what resolution asked of the tree, see `evidence/sync/asked`.  whys: path → (why, line) of files
        that could not be read as they should be.
    """

    graph: int
    digest: str
    keys: Mapping[str, str] = {}
    code: tuple[str, ...] = ()
    loose: Mapping[str, tuple[int, int]] = {}
    asked: bytes = b""
    lists: tuple[str, ...] = ()
    whys: Mapping[str, tuple[str, int]] = {}


def load(path: str) -> Graph | None:
    """Return the graph in a file, None if there is none that can be trusted."""
    buf = _read(path)
    try:
        return None if buf is None else Graph(buf)
    except ValueError:
        return None


def saved(path: str) -> int:
    """Return when a file was last written, in ns; 0 = there is none."""
    import os

    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def load_known(path: str, graph: Graph | None) -> Known | None:
    """Return what this very graph was made from, None if that is not known."""
    from marshal import loads
    from zlib import crc32

    raw = bytes(_read(path) or b"")
    body = raw[len(_KNOWN) + 4 :]
    if graph is None or not raw.startswith(_KNOWN) or crc32(body).to_bytes(4, "big") != raw[len(_KNOWN) :][:4]:
        return None
    known = Known(*loads(body))  # noqa: S302 -- the checksum says that we wrote it
    return known if known.graph == graph.digest else None


def save_known(path: str, known: Known) -> bool:
    """Replace what is known of a graph."""
    from marshal import dumps
    from zlib import crc32

    from mneme_cli.store.files import save  # here, as a hook reads graphs and never writes one

    plain: Any = tuple(dict(part) if isinstance(part, dict) else part for part in known)
    body = dumps(plain, 4)
    return save(path, _KNOWN + crc32(body).to_bytes(4, "big") + body)


def _read(path: str) -> bytes | mmap | None:
    """Read a file, or map it if it is large; None if that cannot be."""
    try:
        import posix as system
    except ImportError:
        import os as system  # type: ignore[no-redef]
    try:
        file = system.open(path, system.O_RDONLY | getattr(system, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    try:
        size = system.fstat(file).st_size
        if size <= _MAP_ABOVE:
            return system.read(file, _MAP_ABOVE + 1)
        from mmap import ACCESS_READ, mmap

        return mmap(file, 0, access=ACCESS_READ)
    except (OSError, ValueError):
        return None
    finally:
        system.close(file)
