"""Edits of all kinds → the text of each file as it would be, so that an edit is judged before it lands."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import NamedTuple

    from mneme_cli.evidence.disk import Disk
    from mneme_cli.model.event import Edit
    from mneme_cli.model.fact import Change
else:
    from mneme_cli.model.noun import NamedTuple

_LARGEST = 8 << 20
"""Bytes of a file outside of the repository that are read because something is copied from it."""


class Draft(NamedTuple):
    """A file as edits make it. text: None = it is gone.  sure: the text is what it would be.

    was: the path that it came from, "" = it did not.  there: it is on the disk.  lost: a text that was to be replaced
    is not in it.
    """

    text: bytes | None
    sure: bool = True
    was: str = ""
    there: bool = False
    lost: bool = False


def rebuild(edits: Mapping[str, tuple[Edit, ...]], disk: Disk) -> dict[str, Draft]:
    """Apply the edits of each path (relative to the root) in order to what lies on the disk; by path, sorted.

    What cannot be laid over the text is appended to it, and the draft is marked as derived: its added lines are judged
    now, and the real bytes at the next gate. Where nobody can tell the text it stays as it is, so nothing is found.
    """
    gone = {path for path, parts in edits.items() if parts[-1].how == "delete"}
    drafts = {}
    for path in sorted(edits):
        there = disk.has(path)
        draft = Draft(text=disk.read(path) if there else None)
        for edit in edits[path]:
            draft = _applied(edit, draft, disk)
        if there or draft.text is not None:
            moved = draft.was in gone and draft.text is not None
            drafts[path] = draft._replace(was=draft.was if moved else "", there=there)
    return drafts


def changes(drafts: Mapping[str, Draft]) -> tuple[Change, ...]:
    """Say of drafts what happens to their files."""
    from mneme_cli.model.fact import Blob, Change  # most edits are cleared by their bytes alone

    out, work = [], Blob(work=True)
    for path, draft in drafts.items():
        op = "delete" if draft.text is None else "edit" if draft.there else "add"
        before, after = work if draft.there else Blob(), Blob() if draft.text is None else work
        out.append(Change(path, op=op, before=before, after=after, was=draft.was, sure=draft.sure, lost=draft.lost))
    return tuple(out)


def _applied(edit: Edit, draft: Draft, disk: Disk) -> Draft:
    """Lay one edit over what is there, or over the file that it begins with."""
    if edit.how == "delete":
        return Draft(text=None)
    if edit.how == "unknown":
        return Draft(text=draft.text or b"", sure=False, was=draft.was)
    begun = _begun(edit, draft, disk)
    if begun.text is None and edit.how == "copy":
        return Draft(text=draft.text or b"", sure=False)
    text, found = _HOW[edit.how](edit, begun.text or b"")
    lost = draft.lost or (edit.how == "replace" and not found and not _parts(edit, begun.text or b"")[2])
    return Draft(text=text, sure=begun.sure and found and edit.sure, was=begun.was, lost=lost)


def _begun(edit: Edit, draft: Draft, disk: Disk) -> Draft:
    """Return what an edit begins with: the file, or another one by its absolute path."""
    if not edit.source:
        return draft
    root = disk.root.decode("utf-8", "surrogateescape") + "/"
    if edit.source.startswith(root):
        path = edit.source[len(root) :]
        return Draft(text=disk.read(path) if disk.has(path) else None, was=path)
    return Draft(text=_outside(edit.source))


def _outside(path: str) -> bytes | None:
    from mneme_cli.evidence.disk import size, whole

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
    old, new, count = _parts(edit, text)
    if not old or not count:
        return (new if not text else text + b"\n" + new), not text and not old
    return text.replace(old, new, -1 if edit.every else 1), edit.every or count == 1


def _parts(edit: Edit, text: bytes) -> tuple[bytes, bytes, int]:
    """Return the old text and the new one, with the line ends that they have here, and how often the first stands."""
    old, new = _bytes(edit.old), _bytes(edit.text)
    if old not in text or b"\n" not in old:
        old, new = _fitting(edit.old, text), _fitting(edit.text, text)
    return old, new, text.count(old) if old else 0


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
