"""The files of an index or of a commit with their blobs: one spawn each."""

from __future__ import annotations

from mneme_cli.evidence.names import pairs
from mneme_cli.evidence.plumbing import environment, run
from mneme_cli.model.fact import Blob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.evidence.repository import Repository

    Listing = Mapping[str, tuple[bytes, Blob]]
    """Path → raw name and blob, regular files only."""

_INTENDED = 1 << 29
"""The flag of `git add -N`: a promise, not yet a file (CE_INTENT_TO_ADD in git's read-cache)."""


def committed(repository: Repository, oid: str) -> Listing:
    """List a commit or a tree; "" has no files."""
    if not oid:
        return {}
    met: dict[bytes, Blob] = {}
    for row in run(repository.root, "ls-tree", "-r", "-z", "--full-tree", oid).split(b"\0")[:-1]:
        head, _, raw = row.partition(b"\t")
        mode, _, blob = head.decode("ascii").split(" ")
        if mode.startswith("100"):
            met[raw] = Blob(oid=blob, mode=mode)
    return {path: (raw, met[raw]) for path, raw in pairs(met).items()}


def indexed(repository: Repository) -> Listing:
    """List the index: what would be committed; a path in conflict has its bytes in the work tree."""
    met: dict[bytes, Blob] = {}
    for flags, row in _rows(repository):
        head, _, raw = row.partition(b"\t")
        mode, oid, stage = head.decode("ascii").split(" ")
        if mode.startswith("100") and not flags & _INTENDED:
            met[raw] = Blob(oid=oid, mode=mode) if stage == "0" else Blob(mode=mode, work=True)
    return {path: (raw, met[raw]) for path, raw in pairs(met).items()}


def extended(repository: Repository) -> bool:
    """Tell whether the index has flags that only its third version can store: promises, sparse files.

    https://git-scm.com/docs/index-format: git writes version 2 whenever no entry has one of them.
    """
    named = environment().get(b"GIT_INDEX_FILE", b"").decode("utf-8", "surrogateescape")
    path = named if named.startswith("/") else f"{repository.root}/{named}" if named else f"{repository.gitdir}/index"
    try:
        with open(path, "rb", 0) as file:
            return file.read(8)[4:] not in (b"", b"\0\0\0\2")
    except OSError:
        return False


def _rows(repository: Repository) -> list[tuple[int, bytes]]:
    """Return flags and row of every entry; flags are asked for only where there can be some."""
    if not extended(repository):
        return [(0, row) for row in run(repository.root, "ls-files", "-s", "-z").split(b"\0")[:-1]]
    rows: list[tuple[int, bytes]] = []
    parts = run(repository.root, "ls-files", "-s", "-z", "--debug").split(b"\0")
    row = parts[0]
    for part in parts[1:]:
        flags, _, following = part.partition(b"\tflags: ")[2].partition(b"\n")
        rows.append((int(flags, 16), row))
        row = following
    return rows
