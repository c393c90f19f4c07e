"""Checks of what somebody points at: given files, a text on standard input, a folder without git."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.blobs import blob_id
from mneme_cli.evidence.disk import DIR, Disk, form
from mneme_cli.evidence.names import below, pairs, spell, spellings
from mneme_cli.evidence.plumbing import run
from mneme_cli.evidence.walk import walk
from mneme_cli.model.fact import Blob, Change, Skipped
from mneme_cli.model.request import Changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.request import Request


def narrowed(repository: Repository, seen: Changed, paths: tuple[str, ...]) -> Changed:
    """Keep what lies at or below the given paths, and add the tracked files there that did not change.

    Raises:
        MnemeError: there is no such file or folder.
    """
    kept = tuple(change for change in seen.changes if below(change.path, paths))
    touched = {change.path for change in kept}
    specs = [raw for path in paths if path for raw in spellings(path)]
    listed = pairs(set(run(repository.root, "ls-files", "-z", "--", *specs).split(b"\0")[:-1]))
    disk = Disk(repository.root, raw=listed)
    whole = tuple(path for path in sorted(listed) if path not in touched and disk.has(path))
    ignored = _unseen(disk, [path for path in paths if not _any_below((*touched, *listed), path)])
    return seen._replace(
        changes=kept,
        whole=whole,
        skipped=tuple(one for one in seen.skipped if below(one.path, paths)),
        noted=tuple(sorted((*(one for one in seen.noted if below(one.path, paths)), *ignored))),
    )


def proposed(repository: Repository, request: Request, base: str, local: tuple[Change, ...]) -> Changed:
    """Make a change of the given text against the base's file; equal texts are looked at whole.

    Raises:
        MnemeError: the path is that of a folder.
    """
    path = _file(Disk(repository.root), request.paths[0])
    before = _stored(repository, base, path)
    if before.oid and blob_id(request.text, len(before.oid)) == before.oid:
        return Changed(base=base, whole=(path,), local=local)
    after = Blob(mode=before.mode or "100644", work=True)
    change = Change(path=path, op="edit" if before.there() else "add", before=before, after=after)
    return Changed(changes=(change,), base=base, local=local)


def plain(repository: Repository, request: Request) -> Changed:
    """Answer without git: the folder is the tree, and everything in it is new.

    Raises:
        MnemeError: the question cannot be answered without git.
    """
    if request.mode in ("staged", "range"):
        raise MnemeError("this folder is not in a git repository: there is nothing to compare", "mneme check --all")
    left: list[bytes] = []
    root = repository.root.encode("utf-8", "surrogateescape")
    found = sorted(pairs(walk(root, left=left.append)))
    noted = tuple(Skipped(path=spell(raw) + "/", why="store or cache of a tool, left out") for raw in sorted(left))
    if request.mode == "stdin":
        return Changed(changes=_added((_file(Disk(repository.root), request.paths[0]),)), noted=noted)
    if request.mode == "paths":
        ignored = _unseen(Disk(repository.root), [path for path in request.paths if not _any_below(found, path)])
        return Changed(whole=tuple(path for path in found if below(path, request.paths)), noted=(*noted, *ignored))
    return Changed(changes=_added(found) if request.mode == "worktree" else (), noted=noted)


def _added(paths: Iterable[str]) -> tuple[Change, ...]:
    return tuple(Change(path=path, op="add", after=Blob(mode="100644", work=True)) for path in paths)


def _stored(repository: Repository, base: str, path: str) -> Blob:
    """Return the regular file that a commit has at a path."""
    if not base:
        return Blob()
    for row in run(repository.root, "ls-tree", "-z", "--full-tree", base, "--", *spellings(path)).split(b"\0")[:-1]:
        mode, _, oid = row.partition(b"\t")[0].decode("ascii").split(" ")
        if mode.startswith("100"):
            return Blob(oid=oid, mode=mode)
    return Blob()


def _unseen(disk: Disk, paths: list[str]) -> tuple[Skipped, ...]:
    """Say of given paths that git does not list why they are not looked at."""
    lost = [path for path in paths if path and not disk.there(path)]
    if lost:
        raise MnemeError(
            f"there is no file or folder {', '.join(lost)}", "give paths as seen from the folder you stand in"
        )
    return tuple(Skipped(path=path, why="ignored by git, or no file in it") for path in paths if path)


def _file(disk: Disk, path: str) -> str:
    """Return the path that a text is to have, which no folder has."""
    top = path.rstrip("/")
    if not path or top != path or any(form(disk.root + b"/" + raw) == DIR for raw in spellings(path)):
        raise MnemeError(
            f"{path or 'this'} is a folder, and standard input is the text of one file",
            f"--stdin-path {top + '/' if top else ''}FILE",
        )
    return path


def _any_below(paths: Iterable[str], top: str) -> bool:
    return any(below(path, (top,)) for path in paths)
