"""What changed, and against what: the one answer to every way in which a check can be asked for."""

from __future__ import annotations

from mneme_cli.evidence import history, raw, renames
from mneme_cli.evidence.blobs import blob_id
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.local import local
from mneme_cli.evidence.plumbing import RAW, run
from mneme_cli.evidence.refs import head
from mneme_cli.model.request import Changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Change
    from mneme_cli.model.request import Request


def changed(repository: Repository, request: Request) -> Changed:
    """Return the change set that a request asks about.

    Raises:
        MnemeError: a commit, a file or git itself is missing; the hint says what to do.
    """
    if not repository.gitdir:
        from mneme_cli.evidence.given import plain

        return plain(repository, request)
    return _MODES[request.mode](repository, request)


def _worktree(repository: Repository, request: Request) -> Changed:
    """Committed since the merge base, staged, unstaged and untracked, all at once."""
    here = head(repository)
    tip = history.base(repository, request.base) if here else ""
    base = history.fork(repository, tip, here) if here else ""
    return _worked(repository, base, here)._replace(tip=tip)


def _staged(repository: Repository, request: Request) -> Changed:
    """The index against HEAD, or another parent: what the next commit will do, whatever lies in the work tree."""
    base = history.commit(repository, request.base) if request.base else ""
    rows = raw.changes(raw.read(run(repository.root, "diff", "--cached", *RAW, *filter(None, (base,)))))
    base = base or head(repository)
    return Changed(changes=_renamed(repository, rows.changes), base=base, skipped=rows.skipped, noted=rows.noted)


def _range(repository: Repository, request: Request) -> Changed:
    """One commit against another, or against the work tree."""
    named = base = history.commit(repository, request.base)
    if not request.head:
        return _worked(repository, base, head(repository) or history.empty_tree(repository))
    tip = history.commit(repository, request.head)
    base = history.fork(repository, named, tip) if request.fork else named
    rows = raw.changes(raw.read(run(repository.root, "diff-tree", "-r", *RAW, base, tip)))
    changes = _renamed(repository, rows.changes)
    return Changed(changes=changes, base=base, head=tip, tip=named if request.fork else "", noted=rows.noted)


def _all(repository: Repository, request: Request) -> Changed:
    """No change: everything there is, or was in a commit; `local` says where the work tree differs from the index."""
    if request.head:
        commit = history.commit(repository, request.head)
        return Changed(base=commit, head=commit)
    here = head(repository)
    seen = local(repository, here, here)
    return Changed(base=here, skipped=seen.skipped, noted=seen.noted, local=seen.lying)


def _paths(repository: Repository, request: Request) -> Changed:
    """The given files as they differ from HEAD, and whole where they do not."""
    from mneme_cli.evidence.given import narrowed

    here = head(repository)
    return narrowed(repository, _worked(repository, here, here), request.paths)


def _stdin(repository: Repository, request: Request) -> Changed:
    """One proposed text over the work tree, against HEAD."""
    from mneme_cli.evidence.given import proposed

    here = head(repository)
    return proposed(repository, request, here, local(repository, here, here).lying)


def _worked(repository: Repository, base: str, here: str) -> Changed:
    """Answer with the work tree over a commit."""
    seen = local(repository, base, here)
    found = _renamed(repository, seen.changes)
    return Changed(changes=found, base=base, skipped=seen.skipped, noted=seen.noted, local=seen.lying)


def _renamed(repository: Repository, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    disk = Disk(repository.root)
    width = len(history.empty_tree(repository))
    return renames.exact(changes, blob_id(b"", width), lambda path: blob_id(disk.read(path), width))


_MODES: dict[str, Callable[[Repository, Request], Changed]] = {
    "worktree": _worktree,
    "staged": _staged,
    "range": _range,
    "all": _all,
    "paths": _paths,
    "stdin": _stdin,
}
