"""An edit that somebody thinks of: judged as a hook judges it, without a hook, and nothing is written."""

from __future__ import annotations

from os import getcwd
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._where import here
from mneme_cli.commands.hook import DEADLINE, PATIENCE
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.edit.patch import read
from mneme_cli.evidence.edit.unfold import unfold
from mneme_cli.evidence.rebuild import rebuild
from mneme_cli.evidence.repository import find
from mneme_cli.model.event import Edit, Event
from mneme_cli.pipeline.edit import judged

if TYPE_CHECKING:
    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.event import Reply


class Proposal(NamedTuple):
    """One edit: a file with its whole new text, or with a text that replaces an old one, or a patch of any files."""

    path: str = ""
    content: str | None = None
    old: str | None = None
    new: str | None = None
    every: bool = False
    patch: str | None = None


class Judged(NamedTuple):
    """What a hook would say. paths: the files that the edit would write, from the root, sorted."""

    paths: tuple[str, ...]
    reply: Reply


def propose(asked: Proposal) -> Judged:
    """Judge a proposal.

    Raises:
        MnemeError: it is no one edit, it writes outside the repository, or it does not fit what is there.
    """
    repository = find()
    edit = _edit(asked)
    paths = _paths(edit, repository)
    _fits(edit, repository)
    event = Event(harness="mcp", moment="pre-tool", cwd=getcwd(), edits=(edit,))
    start = monotonic()
    reply = judged(event, lambda share=1.0: monotonic() - start > DEADLINE * PATIENCE * share)
    return Judged(paths=paths, reply=reply)


def _edit(asked: Proposal) -> Edit:
    """Make it the edit that a client's tool would announce."""
    ways = (asked.content is not None, asked.old is not None or asked.new is not None, asked.patch is not None)
    if sum(ways) != 1:
        raise MnemeError("an edit is said in one way", _WAYS)
    if asked.patch is not None:
        return Edit(path=asked.path, how="patch", text=asked.patch)
    if not asked.path:
        raise MnemeError("the edit names no file", _WAYS)
    if asked.content is not None:
        return Edit(path=asked.path, how="whole", text=asked.content)
    if asked.old is None or asked.new is None:
        raise MnemeError("a replacement has two texts", "give old_string, as it stands in the file, and new_string")
    return Edit(path=asked.path, how="replace", text=asked.new, old=asked.old, every=asked.every)


_WAYS = "give path and content; or path, old_string and new_string; or a patch"


def _paths(edit: Edit, repository: Repository) -> tuple[str, ...]:
    """Return what the edit would write; a folder is no file, and what lies elsewhere has other decisions."""
    parts = read(edit.text, edit.path) if edit.how == "patch" else (edit,)
    if not parts:
        hint = "begin it with *** Begin Patch and name files by *** Update File: PATH, or give a unified diff"
        raise MnemeError("the patch names no file", hint)
    paths = {here(repository, name) for part in parts for name in (part.path, part.to) if name}
    disk = Disk(repository.root)
    for path in sorted(paths):
        if not path or disk.folder(path):
            raise MnemeError(f"{path or '.'} is a folder", "name the file that the edit would write")
    return tuple(sorted(paths))


def _fits(edit: Edit, repository: Repository) -> None:
    """Refuse what a tool would refuse: a hook judges such an edit by what it adds, but who asks wants to know.

    Raises:
        MnemeError: what it changes is not there.
    """
    disk = Disk(repository.root)
    parts: dict[str, tuple[Edit, ...]] = {}
    for part in unfold((edit,), getcwd()).edits:
        path = here(repository, part.path)
        origin = here(repository, part.source) if part.source else path
        makes = part.how == "whole" or (part.how == "replace" and not part.old)
        if not (makes or origin in parts or disk.has(origin)):
            raise MnemeError(f"there is no file {origin}", "give path and content to make one")
        parts[path] = (*parts.get(path, ()), part)
    for path, draft in rebuild(parts, disk).items():
        if not draft.sure:
            raise _unfit(edit, path, disk)


def _unfit(edit: Edit, path: str, disk: Disk) -> MnemeError:
    """Say what does not fit."""
    if edit.how == "patch":
        return MnemeError(f"the patch does not fit {path}", "its context and what it removes have to stand there")
    if not edit.old:
        return MnemeError(f"old_string is empty, and {path} is not", "give the text to replace, or path and content")
    text = disk.read(path).decode("utf-8", "replace").replace("\r\n", "\n")
    if count := text.count(edit.old.replace("\r\n", "\n")):
        return MnemeError(
            f"old_string stands {count} times in {path}", "give more of what is around it, or replace_all"
        )
    return MnemeError(f"old_string is not in the file {path}", "give it as it stands there, letter by letter")
