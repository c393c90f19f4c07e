"""`mneme install HARNESS` and `uninstall`: our hooks in a client's settings, and everybody else's as they were."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._files import inside
from mneme_cli.commands.installing.door import command
from mneme_cli.commands.installing.lossless import blank
from mneme_cli.commands.installing.marks import spots
from mneme_cli.commands.installing.merge import File, Piece, begun, merged, parted
from mneme_cli.commands.installing.write import read, remove, replace
from mneme_cli.errors import MnemeError
from mneme_cli.harnesses._wiring import names, take

if TYPE_CHECKING:
    from mneme_cli.harnesses._wiring import Wiring


class Target(NamedTuple):
    """One client's settings in one scope. shown: as people write it.  path: on this machine."""

    harness: str
    scope: str
    shown: str
    path: str
    wiring: Wiring

    @property
    def file(self) -> File:
        """Return what a merge needs to know of it."""
        return File(self.shown, self.harness, self.wiring.comments, self.wiring.frame)


class Installed(NamedTuple):
    """What became of one client's settings. state: written | changed | in place | deleted | not there.

    text: what stands there now (or would), "" if nothing.
    """

    target: Target
    state: str
    text: str


def target(harness: str, scope: str, root: str) -> Target:
    """Say which file it is.

    Raises:
        MnemeError: there is no such client, it has no settings in this scope, or they lie outside the repository.
    """
    if harness not in names():
        raise MnemeError(f"there is no agent '{harness}'", f"one of: {', '.join(names())}; or git")
    wiring = take(harness)
    path = wiring.user if scope == "user" else wiring.project
    if not path:
        other = "--project" if scope == "user" else "--user"
        raise MnemeError(f"{harness} has no settings for a {scope} that we know of", f"mneme install {harness} {other}")
    if scope == "project":
        full = os.path.join(root, path)
        if not inside(root, full):
            raise MnemeError(f"{path} leads outside the repository", f"mneme install {harness} --user")
        return Target(harness, scope, path, full, wiring)
    return _own(harness, path, wiring)


def _own(harness: str, path: str, wiring: Wiring) -> Target:
    """Say which of a person's own files it is: below HOME, or where a variable of the client says."""
    variable, folder = wiring.moved
    home = os.environ.get(variable, "") if variable else ""
    if home:
        rest = path.removeprefix(folder)
        return Target(harness, "user", f"${variable}{rest}", home + rest, wiring)
    return Target(harness, "user", f"~/{path}", os.path.join(os.path.expanduser("~"), path), wiring)


def pieces(at: Target, *, closed: bool) -> tuple[Piece, ...]:
    """Return the entries that must stand there. closed: the policy wants a hook that fails to deny."""
    wiring = at.wiring
    return tuple(
        Piece(
            moment=hook.moment,
            keys=wiring.keys(hook),
            value=wiring.entry(hook, command(at.harness, wiring, hook, at.scope), closed),
        )
        for hook in wiring.hooks
    )


def install(at: Target, *, closed: bool, dry: bool = False) -> Installed:
    """Put our entries there, or bring them up to date.

    Raises:
        MnemeError: the file is broken, or is one that we would have to overwrite; nothing is written.
    """
    old = read(at.path, at.shown)
    new = _wanted(at, old, closed=closed)
    if new == old:
        return Installed(at, "in place", new)
    if not dry:
        replace(at.path, new, at.shown)
    return Installed(at, "written" if old is None else "changed", new)


def _wanted(at: Target, old: str | None, *, closed: bool) -> str:
    if at.wiring.text:
        if old is not None and not blank(old) and not _whole(at, old):
            raise MnemeError(f"{at.shown} is not ours", "move it out of the way; nothing was written")
        return at.wiring.text()
    wanted = pieces(at, closed=closed)
    return begun(at.file, wanted) if old is None else merged(at.file, old, wanted)


def uninstall(at: Target, *, dry: bool = False) -> Installed:
    """Take our entries out, and nothing else.

    Raises:
        MnemeError: the file is broken; nothing is written.
    """
    old = read(at.path, at.shown)
    if old is None or (at.wiring.text and not _whole(at, old)):
        return Installed(at, "not there", old or "")
    new = "" if at.wiring.text else parted(at.file, old, at.wiring.keys(at.wiring.hooks[0])[0])
    if new == old:
        return Installed(at, "not there", new)
    if not dry:
        replace(at.path, new, at.shown) if new else remove(at.path, at.shown)
    return Installed(at, "changed" if new else "deleted", new)


def holds(at: Target) -> bool:
    """Tell whether a hook of ours stands there.

    Raises:
        MnemeError: the file is broken.
    """
    text = read(at.path, at.shown) or ""
    if at.wiring.text:
        return _whole(at, text)
    return any(spots(at.file.parse(text), at.harness))


def _whole(at: Target, text: str) -> bool:
    """Tell whether a file that is a program is ours, of whichever version: its first line says so."""
    assert at.wiring.text
    return text.partition("\n")[0] == at.wiring.text().partition("\n")[0]
