"""Which two trees a request compares: the index and HEAD, the disk and the merge base, two commits, or everything."""

from __future__ import annotations

from mneme_cli.evidence.blobs import Blobs
from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.stored import Commit, Index, Work
from mneme_cli.evidence.undone import Undone
from mneme_cli.model.problem import Problem
from mneme_cli.pipeline.branch import named
from mneme_cli.pipeline.place import cache_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NamedTuple

    from mneme_cli.evidence.listed import Listed
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Change
    from mneme_cli.model.request import Changed, Request
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple


OUTSIDE = Problem(
    code="N-GIT",
    path="",
    message="this folder is in no git repository, so there is nothing to compare with, and everything is looked at",
    fix="git init, and commit what is there; mneme check then judges what changed",
)


class Ends(NamedTuple):
    """What is compared. after: the tree that is judged.  before: the tree it is compared with.

    everything: all files are judged, with nothing to compare them with.  staged: the index is judged.
    asked: files and folders that somebody pointed at, to be judged whole; () = nobody did.
    problems: what is wrong with the base branch that mneme.yaml names.  brief: see `model.request`.
    """

    repository: Repository
    changed: Changed
    after: Tree
    before: Tree
    everything: bool
    staged: bool = False
    asked: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    brief: bool = False


def ends(repository: Repository, request: Request, early: bool = True) -> Ends:
    """Find what changed, and the trees at both ends of it.

    early: read the old texts of all changed files in one batch, as nearly all will be asked for.

    Raises:
        MnemeError: git, a commit or a file that was named is not there.
    """
    base, wrong = _based(repository, request)
    found = changed(repository, request._replace(base=base))
    everything = request.mode == "all" or not repository.gitdir
    after = _after(repository, request, found)
    after.prefetch([change.path for change in found.changes])
    before = after if everything else undone(repository, found, after, found.changes if early else ())
    return Ends(
        repository=repository,
        changed=found,
        after=after,
        before=before,
        everything=everything,
        staged=request.mode == "staged",
        asked=request.paths,
        problems=(wrong,) if wrong else (),
        brief=request.brief,
    )


def compared(ends: Ends, request: Request) -> str:
    """Return how `mneme policy-diff` is asked to compare the same."""
    if ends.staged or request.mode != "range":
        return "--staged" if ends.staged else ""
    return request.base + (f"..{request.head}" if request.head else "")


def _based(repository: Repository, request: Request) -> tuple[str, Problem | None]:
    """Compare with the base branch that mneme.yaml names, unless somebody named another."""
    if not repository.gitdir:
        return request.base, OUTSIDE if request.mode == "worktree" else None
    if request.mode != "worktree" or request.base:
        return request.base, None
    return named(repository)


def _after(repository: Repository, request: Request, found: Changed) -> Disk | Listed:
    over = dict.fromkeys(request.paths, request.text) if request.mode == "stdin" else None
    if not repository.gitdir:
        return Disk(repository.root, over=over)
    if request.mode == "staged":
        return Index(repository, found.changes)
    if found.head:
        return Commit(repository, found.head)
    return Work(repository, found.local, over=over, kept=kept(repository))


def changed_to(ends: Ends, over: Mapping[str, bytes | None]) -> Disk | Work:
    """Return the work tree as if some files held something else, None = were not there."""
    known = ends.repository
    if not known.gitdir:
        return Disk(known.root, over=over)
    return Work(known, ends.changed.local, over=over, kept=kept(known))


def kept(repository: Repository) -> str:
    """Return where the names of the index are kept; "" = nowhere."""
    folder = cache_folder(repository.root)
    return f"{folder}/roll" if folder else ""


def without(ends: Ends, paths: Iterable[str]) -> Ends:
    """Return a check of everything as if some files were not there."""
    after = changed_to(ends, dict.fromkeys(paths))
    return ends._replace(after=after, before=after)


def undone(repository: Repository, found: Changed, after: Tree, early: Iterable[Change]) -> Tree:
    """Return the tree before a change. early: changes whose old texts are read in one batch."""
    blobs = Blobs(repository.root)
    blobs.fetch([change.before.oid for change in early if change.before.oid])
    return Undone(after, found.changes, blobs.read)
