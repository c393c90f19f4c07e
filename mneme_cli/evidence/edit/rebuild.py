"""Event → changes: the text of each file as it would be, so that an edit is judged before it lands."""

from __future__ import annotations

from mneme_cli.model.fact import Blob, Change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.model.event import Edit
    from mneme_cli.model.tree import Tree


def rebuild(edits: Mapping[str, tuple[Edit, ...]], disk: Tree) -> tuple[tuple[Change, ...], dict[str, bytes]]:
    """Apply the edits of each path (relative to the root) in order to what lies on the disk.

    A replacement whose old text is not there is appended to what is, and the change is marked as derived: its added
    lines are judged now, and the real bytes at the next gate.
    """
    changes, texts = [], {}
    for path in sorted(edits):
        there = disk.has(path)
        text, sure = disk.read(path) if there else b"", True
        for edit in edits[path]:
            text, found = _applied(edit, text)
            sure = sure and found
        texts[path] = text
        before = Blob(work=True) if there else Blob()
        changes.append(Change(path, op="edit" if there else "add", before=before, after=Blob(work=True), sure=sure))
    return tuple(changes), texts


def _applied(edit: Edit, text: bytes) -> tuple[bytes, bool]:
    new = edit.text.encode("utf-8", "surrogatepass")
    if edit.how == "whole":
        return new, True
    old = edit.old.encode("utf-8", "surrogatepass")
    if b"\r\n" in text and b"\r\n" not in old:
        old, new = old.replace(b"\n", b"\r\n"), new.replace(b"\n", b"\r\n")
    if not old or old not in text:
        return (new if not text else text + b"\n" + new), not text
    return text.replace(old, new, -1 if edit.every else 1), True
