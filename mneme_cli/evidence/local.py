"""What lies in the work tree over a commit or the index: tracked files from `git diff`, new ones from `ls-files`."""

from __future__ import annotations

from mneme_cli.evidence import raw
from mneme_cli.evidence.blobs import blob_id
from mneme_cli.evidence.names import pairs
from mneme_cli.evidence.plumbing import RAW, run
from mneme_cli.evidence.trees import Disk
from mneme_cli.model.fact import Blob, Change, Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple

    from mneme_cli.evidence.repository import Repository
else:
    from mneme_cli.model.noun import NamedTuple

_NEW = ("ls-files", "-z", "-t", "--others", "--unmerged", "--exclude-standard")


class Local(NamedTuple):
    """Changes of a work tree, sorted by path; skipped and noted as in `model.request.Changed`.

    gone: files of the index that neither the other side nor the disk has, so that no change tells of them.
    """

    changes: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    noted: tuple[Skipped, ...] = ()


def local(repository: Repository, against: str) -> Local:
    """Compare the work tree with a commit or tree, or ("") with the index; untracked files count, ignored ones not."""
    root = repository.root
    tracked = raw.changes(raw.read(run(root, "diff", *RAW, *((against,) if against else ()), "--")), work=True)
    new, torn = _met(run(root, *_NEW))
    disk = Disk(root, raw=new)
    files = {path: Blob(mode=_mode(root, name), work=True) for path, name in new.items() if disk.has(path)}
    joined = {change.path: _sure(disk, change) for change in tracked.changes}
    for path, blob in files.items():
        joined[path] = _over(joined.get(path), path, blob)
    for path in torn:
        before = joined[path].before if path in joined else Blob()
        joined[path] = Change(path=path, op="edit", before=before, after=Blob(mode="100644", work=True))
    left = {path: _why(path) for path in new if path not in files}
    return Local(
        changes=tuple(joined[path] for path in sorted(joined)),
        gone=_gone(repository.root, against) if against else (),
        skipped=tuple(Skipped(path=path, why=raw.CONFLICT) for path in sorted(torn)),
        noted=tuple(sorted((*tracked.noted, *(Skipped(path=path, why=why) for path, why in left.items())))),
    )


def _gone(root: str, against: str) -> tuple[Change, ...]:
    """Find files that were staged as new and then removed from the disk; the index still lists them."""
    rows = raw.read(run(root, "diff", "--cached", "--diff-filter=A", *RAW, against, "--"))
    staged = pairs(row.raw for row in rows)
    disk = Disk(root, raw=staged)
    return tuple(Change(path=path, op="delete") for path in sorted(staged) if not disk.has(path))


def _met(said: bytes) -> tuple[Mapping[str, bytes], frozenset[str]]:
    """Split what git said into new files and paths in conflict."""
    rows = [(row[:1], row[2:]) for row in said.split(b"\0")[:-1]]
    torn = pairs({name.partition(b"\t")[2] for tag, name in rows if tag == b"M"})
    return pairs(name for tag, name in rows if tag == b"?"), frozenset(torn)


def _mode(root: str, name: bytes) -> str:
    """Return the mode under which git would store a new file."""
    from posix import lstat

    return "100755" if lstat(root.encode("utf-8", "surrogateescape") + b"/" + name).st_mode & 0o100 else "100644"


def _over(change: Change | None, path: str, blob: Blob) -> Change:
    """Join a new file with what the base had at its path (`git rm --cached` leaves the file there)."""
    before = change.before if change else Blob()
    return Change(path=path, op=raw.op(before, blob), before=before, after=blob)


def _sure(disk: Disk, change: Change) -> Change:
    """Tell a mode change from an edit: git does not hash a file whose times differ, so the bytes must say."""
    if change.op != "edit" or change.after.oid or change.before.mode == change.after.mode:
        return change
    same = blob_id(disk.read(change.path), len(change.before.oid)) == change.before.oid
    return change._replace(op="mode") if same else change


def _why(path: str) -> str:
    return "a repository of its own" if path.endswith("/") else "no regular file, not followed"
