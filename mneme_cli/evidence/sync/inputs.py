"""What bringing the graph up to date needs to be told, and what it answers."""

from __future__ import annotations

from mneme_cli.model.digest import sha1

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.graph.flat import Graph
    from mneme_cli.model.fact import Edge, Import, Skipped
    from mneme_cli.model.tree import Tree
    from mneme_cli.store.facts import Raw
else:
    from mneme_cli.model.noun import NamedTuple


class Loose(NamedTuple):
    """A file whose bytes git's index does not know: edited, or untracked.

    changed: its ctime in ns, which nobody can set back as a program can the mtime; 0 = not known.
    """

    read: Callable[[], bytes]
    changed: int = 0
    size: int = 0


class Stamp(NamedTuple):
    """Equal stamps mean that nothing changed.  newest: the latest time of a change (ns) on which that conclusion rests.

    A file can change twice within one tick of the clock; so a stamp counts only if the graph is younger than `newest`.
    """

    text: str
    newest: int = 0


class Inputs(NamedTuple):
    """One tree, and how its files are read.

    listing: path → git blob id of all tracked files; asked only if the stamp says that something changed.
    dirty: path → its bytes where the listing does not tell them; None = the file is gone.
    kind: path → language and version of its extractor (`python/1`), "" = not code, or excluded: no edges of its own.
    extract: path, bytes → raw imports; the path may tell the language and nothing else.
    resolve: path, raw import, tree → edges; pure: it asks nothing but the tree it is given.
    digest: everything else that edges depend on: layout, version of the resolver, settings, marks.
    spare: path, what `extract` said of its bytes → why the file has no edges of its own for us, "" if it has.
    """

    stamp: Stamp
    listing: Callable[[], Mapping[str, str]]
    dirty: Mapping[str, Loose | None]
    tree: Tree
    kind: Callable[[str], str]
    extract: Callable[[str, bytes], Raw]
    resolve: Callable[[str, Import, Tree], Iterable[Edge]]
    digest: str
    spare: Callable[[str, str], str] = lambda _path, _why: ""


class Synced(NamedTuple):
    """The graph; done False = the deadline came first, and this is an older one or None. What was read is kept.

    skipped: files that could not be read as they should be.
    """

    graph: Graph | None
    done: bool
    skipped: tuple[Skipped, ...] = ()


def stamp(index: str, dirty: Mapping[str, Loose | None], digest: str) -> Stamp:
    """Return a stamp: of git's index file (a path, "" = none), of the dirty files as they lie there, of the rest.

    The index ends in a checksum of itself, unless `index.skipHash` is set; then its time and size must do.
    """
    text, newest = _index(index)
    lines = [digest, text]
    for path, loose in sorted(dirty.items()):
        lines.append(f"{path}\0gone" if loose is None else f"{path}\0{loose.changed}\0{loose.size}")
        newest = max(newest, 0 if loose is None else loose.changed or NEVER)
    return Stamp(sha1("\n".join(lines).encode("utf-8", "surrogatepass")), newest)


NEVER = 1 << 62
"""A time that no graph is younger than: what is not known cannot be relied on."""


def _index(path: str) -> tuple[str, int]:
    import os

    if not path:
        return "", 0
    try:
        with open(path, "rb") as file:
            info = os.fstat(file.fileno())
            file.seek(-min(20, info.st_size), os.SEEK_END)
            trailer = file.read()
    except OSError:
        return "", NEVER
    if any(trailer):
        return f"{info.st_size} {trailer.hex()}", 0
    return f"{info.st_size} {info.st_mtime_ns} {info.st_ino}", info.st_mtime_ns
