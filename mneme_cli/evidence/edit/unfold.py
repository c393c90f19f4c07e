"""What agents say → edits of one file each: a patch names several files, a shell command hides them.

Only an edit that needs it pays: patches and commands are read by modules that are imported when there is one.
"""

from __future__ import annotations

from mneme_cli.evidence.names import tidy
from mneme_cli.model.event import Unfolded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.model.event import Edit


def unfold(edits: Iterable[Edit], cwd: str) -> Unfolded:
    """Take patches and commands apart, split moves in two, make every path absolute."""
    found: list[Edit] = []
    opaque: list[str] = []
    evasions: list[tuple[str, str]] = []
    for edit in edits:
        if edit.how == "patch":
            from mneme_cli.evidence.edit.patch import read

            found += read(edit.text, edit.path)
        elif edit.how == "shell":
            told = _command(edit, cwd)
            found += told.edits
            opaque += told.opaque
            evasions += told.evasions
        elif edit.path:
            found.append(edit)
    parts = [part for edit in found for part in _parts(edit, cwd)]
    return Unfolded(edits=tuple(parts), opaque=tuple(dict.fromkeys(opaque)), evasions=tuple(dict.fromkeys(evasions)))


def _command(edit: Edit, cwd: str) -> Unfolded:
    """Read a command, if its bytes have a sign of writing; most have none."""
    from mneme_cli.evidence.edit.shell.signs import signs

    if not signs(edit.text):
        return Unfolded()
    from mneme_cli.evidence.edit.shell.read import read

    return read(edit.text, absolute(edit.path or ".", cwd))


def _parts(edit: Edit, cwd: str) -> Iterator[Edit]:
    """Yield an edit with its path absolute; a file that moves goes in one place and comes in another."""
    path = absolute(edit.path, cwd)
    if not edit.to or absolute(edit.to, cwd) == path:
        yield edit._replace(path=path, to="", source=edit.source and absolute(edit.source, cwd))
        return
    yield edit._replace(path=absolute(edit.to, cwd), to="", source=path)
    yield edit._replace(path=path, how="delete", text="", old="", to="")


def absolute(path: str, cwd: str) -> str:
    """Return a path from the root of the disk; half a character, as JSON may say it, becomes what a disk can have."""
    whole = tidy(path if path.startswith("/") else f"{cwd}/{path}")
    try:
        whole.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return whole.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
    return whole
