"""The files of an index or of a commit with their blobs: one spawn each."""

from __future__ import annotations

from mneme_cli.evidence.names import pairs
from mneme_cli.evidence.plumbing import environment, run
from mneme_cli.evidence.repository import absolute
from mneme_cli.model.fact import Blob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.evidence.repository import Repository
else:
    from mneme_cli.model.noun import NamedTuple

_INTENDED = 1 << 29
"""The flag of `git add -N`: a promise, not yet a file (CE_INTENT_TO_ADD in git's read-cache)."""


class Listing(NamedTuple):
    """Regular files. Kept as git wrote them, for a check asks of few among tens of thousands.

    heads: path → `mode id stage` (index) or `mode blob id` (commit).  raw: raw names that are not the path itself.
    """

    heads: Mapping[str, str]
    raw: Mapping[str, bytes] = {}

    def blob(self, path: str) -> Blob:
        """Return mode and id of a file, an empty blob if there is none; in a conflict only the work tree knows."""
        if path not in self.heads:
            return Blob()
        mode, one, other = self.heads[path].split(" ")
        if one == "blob" or other == "0":
            return Blob(oid=other if one == "blob" else one, mode=mode)
        return Blob(mode=mode, work=True)


def committed(repository: Repository, oid: str) -> Listing:
    """List a commit or a tree; "" has no files."""
    return _listing(run(repository.root, "ls-tree", "-r", "-z", "--full-tree", oid)) if oid else Listing(heads={})


def indexed(repository: Repository) -> Listing:
    """List the index: what would be committed; a path in conflict has its bytes in the work tree."""
    if not extended(repository):
        return _listing(run(repository.root, "ls-files", "-s", "-z"))
    return _listing(b"".join(row + b"\0" for flags, row in _flagged(repository) if not flags & _INTENDED))


def _listing(said: bytes) -> Listing:
    """Read rows of head, tab, name, NUL."""
    if not said.isascii():
        return _spelled(said.split(b"\0")[:-1])
    cut = (row.partition("\t") for row in said.decode("ascii").split("\0"))
    return Listing(heads={path: head for head, _, path in cut if head.startswith("100")})


def _spelled(rows: Iterable[bytes]) -> Listing:
    cut = (row.partition(b"\t") for row in rows)
    heads = {raw: head.decode("ascii") for head, _, raw in cut if head.startswith(b"100")}
    names = pairs(heads)
    return Listing(
        heads={path: heads[raw] for path, raw in names.items()},
        raw={path: raw for path, raw in names.items() if not raw.isascii()},
    )


def place(repository: Repository) -> str:
    """Return where the index lies: `git commit -a` and `git commit PATH` run hooks with one of their own."""
    named = environment().get(b"GIT_INDEX_FILE", b"").decode("utf-8", "surrogateescape")
    return absolute(named, repository.root) if named else f"{repository.gitdir}/index"


def extended(repository: Repository) -> bool:
    """Tell whether the index has flags that only its third version can store: promises, sparse files.

    https://git-scm.com/docs/index-format: git writes version 2 whenever no entry has one of them.
    """
    try:
        with open(place(repository), "rb", 0) as file:
            return file.read(8)[4:] not in (b"", b"\0\0\0\2")
    except OSError:
        return False


def _flagged(repository: Repository) -> Iterable[tuple[int, bytes]]:
    """Yield flags and row of every entry: behind each name comes a block of debugging data that ends in its flags."""
    parts = run(repository.root, "ls-files", "-s", "-z", "--debug").split(b"\0")
    row = parts[0]
    for part in parts[1:]:
        flags, _, following = part.partition(b"\tflags: ")[2].partition(b"\n")
        yield int(flags, 16), row
        row = following
