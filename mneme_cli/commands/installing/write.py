"""Reading and writing settings of a client: through links, whole or not at all, with the rights they had."""

from __future__ import annotations

import os
import tempfile

from mneme_cli.errors import MnemeError


def read(path: str, shown: str) -> str | None:
    """Return what stands there, None if there is no such file.

    Raises:
        MnemeError: it cannot be read, or is no UTF-8.
    """
    try:
        with open(path, "rb") as file:
            return file.read().decode()
    except FileNotFoundError:
        return None
    except OSError as wrong:
        raise MnemeError(f"{shown} cannot be read: {wrong.strerror}", "mend that first") from None
    except UnicodeDecodeError:
        raise MnemeError(f"{shown} is not UTF-8", "save it as UTF-8 first; nothing was written") from None


def replace(path: str, text: str, shown: str) -> None:
    """Write a file in one step; what a link points at is written, not the link.

    Raises:
        MnemeError: the disk does not let us.
    """
    path = os.path.realpath(path)
    folder = os.path.dirname(path)
    try:
        mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o666 & ~_mask()
        os.makedirs(folder, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=folder, prefix=".mneme-")
        with open(handle, "wb") as file:
            file.write(text.encode())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except OSError as wrong:
        raise MnemeError(f"{shown} cannot be written: {wrong.strerror}", "mend that first") from None


def remove(path: str, shown: str) -> None:
    """Delete a file that was ours alone; its folders go too, as far as `shown` names them and nothing else is in them.

    Raises:
        MnemeError: the disk does not let us.
    """
    try:
        os.unlink(path)
    except OSError as wrong:
        raise MnemeError(f"{shown} cannot be deleted: {wrong.strerror}", "mend that first") from None
    for _ in range(max(1, shown.removeprefix("~/").count("/") - shown.startswith("$"))):
        path = os.path.dirname(path)
        try:
            os.rmdir(path)
        except OSError:
            return


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
