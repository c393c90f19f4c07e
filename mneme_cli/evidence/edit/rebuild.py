"""Event → changes: the text of each file as it would be, so that an edit is judged before it lands."""

from __future__ import annotations

from mneme_cli.model.fact import Blob, Change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import NamedTuple

    from mneme_cli.evidence.trees import Disk
    from mneme_cli.model.event import Edit
else:
    from mneme_cli.model.noun import NamedTuple

_LARGEST = 8 << 20
"""Bytes of a file outside of the repository that are read because something is copied from it."""
_WORK = Blob(work=True)


class _Draft(NamedTuple):
    """A file half-way. text: None = it is gone.  sure: the text is what it would be.  was: where it came from."""

    text: bytes | None
    sure: bool = True
    was: str = ""


def rebuild(edits: Mapping[str, tuple[Edit, ...]], disk: Disk) -> tuple[tuple[Change, ...], dict[str, bytes | None]]:
    """Apply the edits of each path (relative to the root) in order to what lies on the disk.

    What cannot be laid over the text is appended to it, and the change is marked as derived: its added lines are judged
    now, and the real bytes at the next gate. Where nobody can tell the text it stays as it is, so nothing is found.
    """
    gone = {path for path, parts in edits.items() if parts[-1].how == "delete"}
    changes, texts = [], {}
    for path in sorted(edits):
        there = disk.has(path)
        draft = _Draft(text=disk.read(path) if there else None)
        for edit in edits[path]:
            draft = _applied(edit, draft, disk)
        if not there and draft.text is None:
            continue
        op = "delete" if draft.text is None else "edit" if there else "add"
        after = Blob() if draft.text is None else _WORK
        was = draft.was if draft.was in gone and op != "delete" else ""
        before = _WORK if there else Blob()
        changes.append(Change(path, op=op, before=before, after=after, was=was, sure=draft.sure))
        texts[path] = draft.text
    return tuple(changes), texts


def _applied(edit: Edit, draft: _Draft, disk: Disk) -> _Draft:
    """Lay one edit over what is there, or over the file that it begins with."""
    if edit.how == "delete":
        return _Draft(text=None)
    if edit.how == "unknown":
        return _Draft(text=draft.text or b"", sure=False, was=draft.was)
    begun = _begun(edit, draft, disk)
    if begun.text is None and edit.how == "copy":
        return _Draft(text=draft.text or b"", sure=False)
    text, found = _HOW[edit.how](edit, begun.text or b"")
    return _Draft(text=text, sure=begun.sure and found and edit.sure, was=begun.was)


def _begun(edit: Edit, draft: _Draft, disk: Disk) -> _Draft:
    """Return what an edit begins with: the file, or another one by its absolute path."""
    if not edit.source:
        return draft
    root = disk.root.decode("utf-8", "surrogateescape") + "/"
    if edit.source.startswith(root):
        path = edit.source[len(root) :]
        return _Draft(text=disk.read(path) if disk.has(path) else None, was=path)
    return _Draft(text=_outside(edit.source))


def _outside(path: str) -> bytes | None:
    from mneme_cli.evidence.walk import size, whole

    raw = path.encode("utf-8", "surrogateescape")
    try:
        return whole(raw) if 0 <= size(raw) <= _LARGEST else None
    except OSError:
        return None


def _whole(edit: Edit, _: bytes) -> tuple[bytes, bool]:
    return _bytes(edit.text), True


def _append(edit: Edit, text: bytes) -> tuple[bytes, bool]:
    return text + _bytes(edit.text), True


def _copy(_: Edit, text: bytes) -> tuple[bytes, bool]:
    return text, True


def _replace(edit: Edit, text: bytes) -> tuple[bytes, bool]:
    """Replace what stands there once, or everywhere; an empty old text makes the file, and nothing else does."""
    old, new = _bytes(edit.old), _bytes(edit.text)
    if old not in text or b"\n" not in old:
        old, new = _fitting(edit.old, text), _fitting(edit.text, text)
    count = text.count(old) if old else 0
    if not old or not count:
        return (new if not text else text + b"\n" + new), not text and not old
    return text.replace(old, new, -1 if edit.every else 1), edit.every or count == 1


def _swap(edit: Edit, text: bytes) -> tuple[bytes, bool]:
    """Replace on each line, the first or every time, as sed does."""
    old, new = _bytes(edit.old), _bytes(edit.text)
    most = -1 if edit.every else 1
    return b"\n".join([line.replace(old, new, most) for line in text.split(b"\n")]), True


def _hunks(edit: Edit, text: bytes) -> tuple[bytes, bool]:
    from mneme_cli.evidence.edit.hunks import applied

    plain = text.replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape")
    mark = "\ufeff" if plain.startswith("\ufeff") else ""
    made, found = applied(plain.removeprefix(mark), edit.text)
    return _ended(_bytes(mark + made), text), found


def _cell(edit: Edit, text: bytes) -> tuple[bytes, bool]:
    from mneme_cli.evidence.edit.notebook import edited

    return edited(edit, text)


def _fitting(said: str, text: bytes) -> bytes:
    """Return what was said with the line ends of the file: clients say line feeds, and write back what was there."""
    return _ended(_bytes(said), text) if "\r\n" not in said else _bytes(said)


def _ended(new: bytes, like: bytes) -> bytes:
    return new.replace(b"\n", b"\r\n") if b"\r\n" in like else new


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a pair, as JSON may say it
        return text.encode("utf-8", "surrogatepass")


_HOW: dict[str, Callable[[Edit, bytes], tuple[bytes, bool]]] = {
    "whole": _whole,
    "replace": _replace,
    "swap": _swap,
    "append": _append,
    "copy": _copy,
    "hunks": _hunks,
    "cell": _cell,
}
