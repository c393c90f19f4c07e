"""A verdict over trees held in memory: what a literate page or a test is judged by, with no git and no disk."""

from __future__ import annotations

from mneme_cli.evidence.repository import Repository
from mneme_cli.model.fact import Blob, Change
from mneme_cli.model.request import Changed, Request
from mneme_cli.model.tree import Texts
from mneme_cli.pipeline.check import check
from mneme_cli.pipeline.sources import Ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.page import Page


def judged(before: dict[str, bytes] | None, after: dict[str, bytes], as_of: int) -> Page:
    """Judge one tree as a whole (before is None), or the change from one to the other."""
    after_tree, before_tree = Texts(after), Texts(after if before is None else before)
    ends = Ends(
        repository=Repository(root=""),
        changed=Changed(changes=() if before is None else _changes(before, after)),
        after=after_tree,
        before=before_tree,
        everything=before is None,
    )
    return check(ends, Request(mode="all" if before is None else "range"), as_of)


def _changes(before: dict[str, bytes], after: dict[str, bytes]) -> tuple[Change, ...]:
    """Compare two trees; equal bytes under a new name are a rename."""
    gone = {before[path]: path for path in sorted(before.keys() - after.keys(), reverse=True)}
    out = []
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        op = "edit" if path in before and path in after else "add" if path in after else "delete"
        was = gone.get(after[path], "") if op == "add" else ""
        ends = [Blob(work=path in tree) for tree in (before, after)]
        out.append(Change(path=path, op=op, before=ends[0], after=ends[1], was=was))
    return tuple(out)
