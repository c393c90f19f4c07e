"""One manifest or lock format each: which packages it names, in which group and range, at which line.

Nothing of a judged repository is run: `setup.py` is read as a syntax tree.
"""

from __future__ import annotations

from mneme_cli import shelf
from mneme_cli.model.entry import manifest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NamedTuple

    from mneme_cli.model.entry import Entry
else:
    from mneme_cli.model.noun import NamedTuple

KEPT = 32
"""How many readings are kept: a manifest is asked for its names, for its entries, and for both sides of a change."""


class BrokenError(ValueError):
    """A file is not what its name says. why: for people.  line, column: 0 = not known."""

    def __init__(self, why: str, line: int = 0, column: int = 0) -> None:
        super().__init__(why)
        self.why, self.line, self.column = why, line, column


class Found(NamedTuple):
    """What one file says. includes: (path, how) of files that it takes in: `requirements` or `constraints`."""

    entries: tuple[Entry, ...] = ()
    includes: tuple[tuple[str, str], ...] = ()
    why: str = ""
    line: int = 0
    column: int = 0


class Manifest(NamedTuple):
    """One format.

    files: names of its files; a `*` where more than these are known (see `model/entry.manifest`).
    ecosystem: of package-url.  lock: it names what is installed, not what somebody asked for.
    read: text, path → what it says.  Raises BrokenError for a text that is not of the format.
    """

    files: tuple[str, ...]
    ecosystem: str
    read: Callable[[str, str], Found]
    lock: bool = False


def take(name: str) -> Manifest:
    """Return one format by its name."""
    found: Manifest = shelf.take("mneme_cli.manifests", name, "MANIFEST")
    return found


def read(path: str, raw: bytes, name: str = "") -> Found:
    """Read one file; what is wrong with it stands in `why`. name: its format, where the file's name does not say it."""
    key = (path, name, raw)
    if key not in _READ:
        if len(_READ) >= KEPT:
            _READ.clear()
        _READ[key] = _read(path, raw, take(name or manifest(path)))
    return _READ[key]


_READ: dict[tuple[str, str, bytes], Found] = {}


def _read(path: str, raw: bytes, reader: Manifest) -> Found:
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        return Found(why="is not UTF-8", line=raw.count(b"\n", 0, wrong.start) + 1)
    at = 0 if text.startswith("<<<<<<< ") else text.find("\n<<<<<<< ") + 1
    if at > 0 or text.startswith("<<<<<<< "):
        return Found(why="holds the marks of a merge conflict", line=text.count("\n", 0, at) + 1)
    try:
        found = reader.read(text, path)
    except BrokenError as wrong:
        return Found(why=wrong.why, line=wrong.line, column=wrong.column)
    except RecursionError:
        return Found(why="nests too deep to be read")
    return found._replace(entries=tuple(each._replace(path=path, ecosystem=reader.ecosystem) for each in found.entries))
