"""What lies in the work tree over the index and over a commit, from one `git status`, which alone writes nothing.

`git diff` would write the index to drop files that were only touched, and a lock of ours could make a commit fail.
Rows: https://git-scm.com/docs/git-status#_porcelain_format_version_2.
"""

from __future__ import annotations

from mneme_cli.evidence import raw
from mneme_cli.evidence.blobs import blob_id
from mneme_cli.evidence.disk import Disk, mode
from mneme_cli.evidence.names import pairs
from mneme_cli.evidence.plumbing import RAW, run
from mneme_cli.model.fact import Blob, Change, Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple

    from mneme_cli.evidence.repository import Repository
else:
    from mneme_cli.model.noun import NamedTuple

_STATUS = (
    *("status", "--porcelain=v2", "-z", "--untracked-files=all", "--ignore-submodules=dirty"),
    *("--no-renames", "--no-ahead-behind"),
)


class Seen(NamedTuple):
    """One path as status sees it: in HEAD, in the index, on disk. why: what is said of it; torn: in conflict."""

    head: Blob = Blob()
    staged: Blob = Blob()
    disk: Blob = Blob()
    why: str = ""
    torn: bool = False


class Local(NamedTuple):
    """A work tree, sorted by path; skipped and noted as in `model.request.Changed`.

    changes: over the commit that was asked for.  lying: over the index.
    """

    changes: tuple[Change, ...] = ()
    lying: tuple[Change, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    noted: tuple[Skipped, ...] = ()


def local(repository: Repository, base: str, head: str) -> Local:
    """Compare the work tree with a commit and with the index; untracked files count, ignored ones do not."""
    said = _status(repository.root)
    since = raw.read(run(repository.root, "diff-tree", "-r", *RAW, base, head)) if base != head else ()
    names = pairs({*said, *(row.raw for row in since)})
    seen = {path: said[name] for path, name in names.items() if name in said}
    rows = raw.changes(since)
    before = {change.path: change for change in rows.changes}
    disk, ids = Disk(repository.root, raw=names), dict[str, str]()
    notes = {one.path: one.why for one in rows.noted} | {path: one.why for path, one in seen.items()}
    return Local(
        changes=_sure(
            disk, [_joined(path, before.get(path), seen.get(path)) for path in sorted({*before, *seen})], ids
        ),
        lying=_sure(disk, [_change(path, seen[path].staged, seen[path].disk) for path in sorted(seen)], ids),
        skipped=tuple(Skipped(path=path, why=raw.CONFLICT) for path in sorted(seen) if seen[path].torn),
        noted=tuple(Skipped(path=path, why=notes[path]) for path in sorted(notes) if notes[path]),
    )


def _status(root: str) -> Mapping[bytes, Seen]:
    """Ask git; a path that left the index and still lies there has two rows."""
    found: dict[bytes, Seen] = {}
    for row in run(root, *_STATUS).split(b"\0")[:-1]:
        if row[:1] != b"#":
            name, seen = _seen(root, row)
            first = found.get(name, seen)
            found[name] = seen._replace(head=first.head, staged=first.staged)
    return found


def _seen(root: str, row: bytes) -> tuple[bytes, Seen]:
    """Read one row of status and return the raw name with what it says."""
    if row[:1] == b"?":
        return row[2:], _new(root, row[2:])
    torn = row[:1] == b"u"
    parts = row.split(b" ", 10 if torn else 8)
    words = [part.decode("ascii") for part in parts[:-1]]
    if torn:
        head = raw.side(words[4], words[8])
        return parts[-1], Seen(head=head, staged=head, disk=raw.side(words[6], "", work=True), torn=True)
    clean = words[1][1] == "."
    return parts[-1], Seen(
        head=raw.side(words[3], words[6]),
        staged=raw.side(words[4], words[7]),
        disk=raw.side(words[5], words[7] if clean else "", work=True),
        why=raw.SAID.get(words[5], ""),
    )


def _new(root: str, name: bytes) -> Seen:
    """Look at an untracked name: only a regular file is one."""
    if name.endswith(b"/"):
        return Seen(why="a repository of its own")
    found = mode(root.encode("utf-8", "surrogateescape") + b"/" + name)
    return Seen(disk=Blob(mode=found, work=True)) if found else Seen(why="no regular file, not followed")


def _joined(path: str, since: Change | None, seen: Seen | None) -> Change:
    """Join what was committed since the base with what lies over it."""
    before = since.before if since else seen.head if seen else Blob()
    committed = since.after._replace(work=since.after.there()) if since else Blob()
    return _change(path, before, seen.disk if seen else committed)


def _change(path: str, before: Blob, after: Blob) -> Change:
    return Change(path=path, op=raw.op(before, after), before=before, after=after)


def _sure(disk: Disk, changes: list[Change], ids: dict[str, str]) -> tuple[Change, ...]:
    """Let the bytes say whether a file that git did not hash is another than before; keep what changed.

    ids: path → the id of its bytes, filled on the way.
    """
    found = []
    for change in changes:
        known = change
        if change.op == "edit" and not change.after.oid:
            oid = change.before.oid
            if change.path not in ids:
                ids[change.path] = blob_id(disk.read(change.path), len(oid))
            if ids[change.path] == oid:
                known = change._replace(op=raw.op(change.before, change.after._replace(oid=oid)))
        if known.op:
            found.append(known)
    return tuple(found)
