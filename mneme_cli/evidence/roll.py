"""The names in the index, kept between checks: to list 20,000 files for the sake of twenty costs a third of git's diff.

The index ends in a checksum of itself, and what it lists depends on nothing else: a roll counts for the index that it
was made of. One sorted line for each file and each folder (with its slash), found by bisection. Where the index has no
checksum (`index.skipHash`), or a name is no plain ASCII, there is none.
"""

from __future__ import annotations

from mneme_cli.evidence.listing import place
from mneme_cli.model.scan import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository

_FIRST = b"mneme roll 1"
_SUM = 20


class Roll:
    """The names of the index as it is. path: where they are kept, "" = nowhere."""

    def __init__(self, repository: Repository, path: str) -> None:
        self._repository, self._path = repository, path
        self._known = checksum(repository) if path else b""
        self._text, self._first = _load(path, self._known) if self._known else (b"", 0)
        self._met: dict[str, bool] = {}

    def has(self, path: str) -> bool | None:
        """Tell whether there is a file; None = only a listing can tell."""
        return self._holds(path) and not path.endswith("/") if self._first else None

    def folder(self, path: str) -> bool | None:
        """Tell whether there is a folder; None = only a listing can tell."""
        return self._holds(f"{path}/") if self._first else None

    def _holds(self, line: str) -> bool:
        """Look a line up, once: a file is imported by many, and nothing lies in a folder that is not there."""
        if line not in self._met:
            above = line[: line.rfind("/", 0, -1) + 1]
            self._met[line] = (not above or self._holds(above)) and self._found(line.encode("utf-8", "surrogatepass"))
        return self._met[line]

    def _found(self, line: bytes) -> bool:
        return find(self._text, self._first, len(self._text), line) is not None

    def keep(self, names: Iterable[str]) -> None:
        """Keep what was listed, in git's order, unless somebody wrote the index meanwhile."""
        if self._first or not self._known or checksum(self._repository) != self._known:
            return
        lines = tuple(_lines(names))
        text = "\t\n".join((*lines, ""))
        if text.isascii() and text.count("\n") == text.count("\t") == len(lines):
            from mneme_cli.store.files import save

            body = text.encode("ascii")
            save(self._path, _head(self._known, body) + body)


def checksum(repository: Repository) -> bytes:
    """Return what the index ends in, in hex; b"" if that says nothing."""
    try:
        with open(place(repository), "rb", 0) as file:
            file.seek(-_SUM, 2)
            said = file.read(_SUM)
    except OSError:
        return b""
    return said.hex().encode("ascii") if any(said) else b""


def _load(path: str, known: bytes) -> tuple[bytes, int]:
    """Return what a file holds, and where the names begin: 0 if it is not whole, or of another index."""
    try:
        with open(path, "rb", 0) as file:
            text = file.readall()
    except (OSError, ValueError):
        return b"", 0
    first = text.find(b"\n") + 1
    return (text, first) if text[:first] == _head(known, text[first:]) else (b"", 0)


def _lines(names: Iterable[str]) -> Iterable[str]:
    """Yield names in order, each folder ahead of the first file below it."""
    last = ""
    for name in names:
        above = name[: name.rfind("/") + 1]
        if above != last:
            tops = (above[: at + 1] for at, char in enumerate(above) if char == "/")
            yield from [top for top in tops if not last.startswith(top)]
            last = above
        yield name


def _head(known: bytes, body: bytes) -> bytes:
    from zlib import crc32

    return b"%s %s %d\n" % (_FIRST, known, crc32(body))
