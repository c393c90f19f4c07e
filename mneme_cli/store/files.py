"""Writing what can be thrown away: whole or not at all, and never in the way of the answer."""

from __future__ import annotations

from posix import getpid, mkdir, rename, unlink


def save(path: str, content: bytes) -> bool:
    """Replace a file by its new content in one step; False if the disk does not let us (no answer needs it)."""
    beside = f"{path}.{getpid()}"
    try:
        _folders(path)
        with open(beside, "wb", 0) as file:
            file.write(content)
        rename(beside, path)
    except OSError:
        try:
            unlink(beside)
        except OSError:
            pass
        return False
    return True


def _folders(path: str) -> None:
    at = path.find("/", 1)
    while at > 0:
        try:
            mkdir(path[:at])
        except OSError:
            pass
        at = path.find("/", at + 1)
