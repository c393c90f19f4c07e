"""Where a pack lies in the repository: read as it is, and exchanged as a whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import TYPE_CHECKING

from mneme_cli.decisions.extends import VENDOR
from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Mapping


def lying(root: str, name: str) -> dict[str, bytes]:
    """Return the files of a pack as they lie here, {} if there are none.

    Raises:
        MnemeError: its folder, or one above it, is a link, so that writing would end up elsewhere.
    """
    folder = root
    for part in (*VENDOR.split("/"), name):
        folder = os.path.join(folder, part)
        if os.path.islink(folder):
            raise MnemeError(f"{os.path.relpath(folder, root)} is a symbolic link", "make it a folder of its own")
    out = {}
    for inner, _, names in os.walk(folder):
        for each in names:
            path = os.path.join(inner, each)
            if os.path.islink(path):
                raise MnemeError(f"{os.path.relpath(path, root)} is a symbolic link", "take it away: a pack holds none")
            with open(path, "rb") as file:
                out[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return dict(sorted(out.items()))


def lay(root: str, name: str, files: Mapping[str, bytes]) -> None:
    """Put a pack in its place; until it is whole, what was there before stays.

    Raises:
        MnemeError: it cannot be written.
    """
    place = os.path.join(root, *VENDOR.split("/"), name)
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".vendor-", dir=os.path.join(root, ".mneme")) as beside:
            fresh = os.path.join(beside, "new")
            for path, text in files.items():
                full = os.path.join(fresh, *path.split("/"))
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "xb") as file:
                    file.write(text)
            if os.path.lexists(place):
                os.rename(place, os.path.join(beside, "old"))
            shutil.move(fresh, place)
    except OSError as error:
        raise MnemeError(f"{VENDOR}/{name} cannot be written: {error.strerror}", "see who may write there") from None
