"""What a person asks to be judged, and what was found to have changed: the two ends of `evidence.changed`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.model.fact import Change, Skipped
else:
    from mneme_cli.model.noun import NamedTuple

MODES = ("worktree", "staged", "range", "all", "paths", "stdin")


class Request(NamedTuple):
    """One question. mode: one of MODES.

    base: of a range, as written; of what is staged another parent of a merge, "" = HEAD; otherwise the setting `base`
        ("" = look for the usual branch).
    head: of a range, or of everything, as written; "" = the work tree.
    fork: compare with the merge base of the two (`A...B`).
    paths: given files and folders (mode paths), or the one file whose text is given (mode stdin); relative to the root.
    text: the given text.  as_of: the day to judge by (`model.day`), 0 = today, which only a door may ask for.
    brief: a client waits that does not wait for long.
    """

    mode: str = "worktree"
    base: str = ""
    head: str = ""
    fork: bool = False
    paths: tuple[str, ...] = ()
    text: bytes = b""
    as_of: int = 0
    brief: bool = False


class Changed(NamedTuple):
    """A change set.

    changes: sorted by path.  base, head: commit ids, "" = no commit (unborn, no git) or, as head, index or work tree.
    tip: the commit of the base branch, if `base` is where the two parted; "" = base itself, or nobody knows.
    skipped: changed files that cannot be looked at as they should be (merge conflict, unreadable).
    noted: what is said and hurts nobody: symbolic links, submodules, ignored files and folders.
    whole: files that were asked for and did not change, to be looked at whole.
    local: what the work tree has over the index, to be laid over its listing; () where the index or a commit is judged.
    """

    changes: tuple[Change, ...] = ()
    base: str = ""
    head: str = ""
    tip: str = ""
    skipped: tuple[Skipped, ...] = ()
    noted: tuple[Skipped, ...] = ()
    whole: tuple[str, ...] = ()
    local: tuple[Change, ...] = ()


def span(written: str) -> Request:
    """Read `BASE`, `BASE..HEAD` or `BASE...HEAD` as git does: an end left out behind dots is HEAD."""
    dots = "..." if "..." in written else ".."
    base, between, head = written.partition(dots)
    if not between:
        return Request(mode="range", base=written)
    return Request(mode="range", base=base or "HEAD", head=head or "HEAD", fork=dots == "...")
