"""`mneme packet --write`: the block of AGENTS.md, or a rule of Cursor, kept in step with the decisions in force."""

from __future__ import annotations

import os
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands._files import create, replace
from mneme_cli.commands.packet import packet
from mneme_cli.errors import MnemeError
from mneme_cli.packets.block import kept, marked, whole
from mneme_cli.packets.cursor import path as rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.commands.packet import Asked, Made

AGENTS = "AGENTS.md"
KEPT = ("agents-md", "cursor-rules")


class Kept(NamedTuple):
    """What became of one file. state: in step | written | out of step | not there.

    line: the first that is another one, 0 = none was compared.  there, wanted: what it is, and what it should be; None
    behind the end of the file.
    """

    path: str
    state: str
    command: tuple[str, ...]
    line: int = 0
    there: str | None = None
    wanted: str | None = None

    @property
    def exit(self) -> int:
        """1 if it is out of step and was only looked at, else 0."""
        return int(self.state in ("out of step", "not there"))


def keep(asked: Asked, *, check: bool) -> Kept:
    """Bring the file of a packet up to date; check: only look whether it is.

    Raises:
        MnemeError: the format has no file, decisions have errors, or the file is broken or not ours.
    """
    if asked.format and asked.format not in KEPT:
        raise MnemeError(f"no file is kept in the format {asked.format}", f"--format {' or --format '.join(KEPT)}")
    made = _made(asked)
    path = rule(made.packet.asked.places) if made.format == "cursor-rules" else _agents(made.packet.asked.places)
    old = _read(made.root, path)
    new = _new(made, old or b"", path)
    command = ("mneme", "packet", *made.packet.asked.places, *_options(asked), "--write")
    if old == new:
        return Kept(path, "in step", command)
    if check and old is not None:
        return Kept(path, "out of step", command, *_first(old, new))
    if check:
        return Kept(path, "not there", command)
    if old is None:
        create(made.root, path, new.decode())
    else:
        replace(made.root, path, new)
    return Kept(path, "written", command)


def _first(old: bytes, new: bytes) -> tuple[int, str | None, str | None]:
    """Return the first line that differs, with both its texts."""
    pairs = enumerate(zip_longest(old.splitlines(keepends=True), new.splitlines(keepends=True)), 1)
    at, there, wanted = next((at, one, other) for at, (one, other) in pairs if one != other)
    return at, _text(there), _text(wanted)


def _text(line: bytes | None) -> str | None:
    return None if line is None else line.decode("utf-8", "backslashreplace")


def _made(asked: Asked) -> Made:
    """Make the packet; without a format, that of mneme.yaml if it has a file, else that of AGENTS.md."""
    made = packet(asked)
    if made.format not in KEPT:
        made = packet(asked._replace(format=KEPT[0]))
    if made.errors:
        first = made.errors[0]
        raise MnemeError(f"{first.path}:{first.line} {first.message}; a packet of the rest is not kept", "mneme lint")
    return made


def _agents(places: Sequence[str]) -> str:
    """Return which AGENTS.md: agents read the nearest one above a file, so a folder has its own."""
    if not places:
        return AGENTS
    if len(places) > 1 or not places[0].endswith("/"):
        raise MnemeError("an AGENTS.md is for one folder", "name one folder, or none for the whole repository")
    return places[0] + AGENTS


def _new(made: Made, old: bytes, path: str) -> bytes:
    if made.format == "agents-md":
        return kept(old, made.text, path)
    if old and not marked(old):
        raise MnemeError(f"{path} is there, and not ours; nothing was written", "move it away, then run this again")
    return whole(old, made.text)


def _read(root: str, path: str) -> bytes | None:
    """Return what is there; None if nothing is.

    Raises:
        MnemeError: it is no file, or cannot be read.
    """
    try:
        with open(os.path.join(root, path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MnemeError(f"{path} cannot be read: {error.strerror}", "mend the file first") from None


def _options(asked: Asked) -> tuple[str, ...]:
    """Repeat the options that make this packet another one."""
    out = ("--format", asked.format) if asked.format else ()
    return (*out, "--budget", str(asked.budget)) if asked.budget else out
