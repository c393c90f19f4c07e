"""Writing files so that none is ever half written, and none is overwritten but for its own next version."""

from __future__ import annotations

import os
import tempfile

from mneme_cli.errors import MnemeError


def create(root: str, path: str, text: str) -> None:
    """Write a new file under the root, whole or not at all.

    Raises:
        MnemeError: there is something at this path already, or it lies outside the root, or cannot be written.
    """
    full = os.path.join(root, path)
    folder = os.path.dirname(full)
    if not inside(root, full):
        raise MnemeError(f"{path} lies outside the repository", "name a folder inside it")
    try:
        os.makedirs(folder, exist_ok=True)
        _place(folder, full, text)
    except FileExistsError:
        raise MnemeError(f"{path} is there already", "nothing was written; name another file") from None
    except OSError as error:
        raise MnemeError(f"{path} cannot be written: {error.strerror}", "nothing was written") from None


def replace(root: str, path: str, content: bytes) -> None:
    """Put other bytes into a file that is there, in one step; a symbolic link stays one, and so does the file's mode.

    Raises:
        MnemeError: it lies outside the root, or cannot be written.
    """
    full = os.path.realpath(os.path.join(root, path))
    if not inside(root, full):
        raise MnemeError(f"{path} leads outside the repository", "nothing was written; make it a file of its own")
    try:
        _exchange(full, content)
    except OSError as error:
        raise MnemeError(f"{path} cannot be written: {error.strerror}", "nothing was written") from None


def inside(root: str, full: str) -> bool:
    """Tell whether a path stays in the repository when symbolic links are followed."""
    base = os.path.realpath(root)
    return os.path.realpath(full).startswith(base.rstrip(os.sep) + os.sep)


def move(root: str, old: str, new: str, text: str) -> None:
    """Write the new file, then take the old one away; an interrupt in between leaves both, never none.

    Raises:
        MnemeError: as `create`.
    """
    create(root, new, text)
    os.unlink(os.path.join(root, old))


def read(root: str, path: str) -> str:
    """Read a file of the repository as text.

    Raises:
        MnemeError: it cannot be read, or is not UTF-8.
    """
    try:
        with open(os.path.join(root, path), encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise MnemeError(f"{path} cannot be read: {error.strerror}", "mend the file first") from None
    except UnicodeDecodeError:
        raise MnemeError(f"{path} is not UTF-8", "save it as UTF-8 first") from None


def _place(folder: str, full: str, text: str) -> None:
    """Write beside the target and link it there: linking fails where a rename would replace."""
    if os.path.lexists(full):
        raise FileExistsError(full)
    draft = _draft(folder, text.encode())
    try:
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(draft, 0o666 & ~umask)
        os.link(draft, full)
    finally:
        os.unlink(draft)


def _draft(folder: str, content: bytes) -> str:
    handle, draft = tempfile.mkstemp(dir=folder, prefix=".mneme-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _exchange(full: str, content: bytes) -> None:
    """Write beside a file and rename over it; no draft is left behind."""
    draft = _draft(os.path.dirname(full), content)
    try:
        os.chmod(draft, os.stat(full).st_mode & 0o7777)
        os.replace(draft, full)
    except OSError:
        os.unlink(draft)
        raise
