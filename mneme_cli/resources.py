"""The data that we ship: inside the package once it is installed, beside it in a checkout."""

from __future__ import annotations

import os

from mneme_cli.errors import MnemeError

PACKS = "rules/packs"


def folder(name: str) -> str:
    """Return where `schemas`, `rules` or a folder below them lies on this machine.

    Raises:
        MnemeError: it is in neither place: this installation is not whole.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    for home in (here, os.path.dirname(here)):
        found = os.path.join(home, *name.split("/"))
        if os.path.isdir(found):
            return found
    raise MnemeError(f"{name} is not in this installation", "install mneme again, from where you had it")


def asset(name: str, file: str) -> str:
    """Return a text that we ship below `rules/`."""
    with open(os.path.join(folder(f"rules/{name}"), file), encoding="utf-8", newline="\n") as opened:
        return opened.read()


def packs() -> tuple[str, ...]:
    """List the packs that come with mneme, sorted."""
    home = folder(PACKS)
    return tuple(sorted(name for name in os.listdir(home) if os.path.isdir(os.path.join(home, name))))


def pack(name: str) -> dict[str, bytes]:
    """Return the files of one pack: path inside it → content.

    Raises:
        MnemeError: there is no such pack.
    """
    if name not in packs():
        raise MnemeError(f"there is no pack '{name}'", f"one of: {', '.join(packs())}")
    home = folder(f"{PACKS}/{name}")
    found = {}
    for inner, _, names in os.walk(home):
        for each in names:
            path = os.path.join(inner, each)
            with open(path, "rb") as file:
                found[os.path.relpath(path, home).replace(os.sep, "/")] = file.read()
    return dict(sorted(found.items()))
