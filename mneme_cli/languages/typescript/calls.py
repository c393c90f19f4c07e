"""Calls and comments that import, read from their bytes: `require("x")`, mocks, `new URL`, references."""

from __future__ import annotations

from mneme_cli.languages.typescript.cursor import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.languages.typescript.clause import Clause
else:
    from mneme_cli.model.noun import NamedTuple

MOCKS = frozenset(
    (
        *("mock", "doMock", "unmock", "doUnmock", "dontMock", "setMock", "deepUnmock", "unstable_mockModule"),
        *("requireActual", "requireMock", "importActual", "importMock", "createMockFromModule"),
    )
)
_URL = 400
"""How far in front of `import.meta.url` the word URL may stand."""


class Spot(NamedTuple):
    """A place that may import.

    at: offset of its word.  how: statement | call | mock | url | reference.  written: the specifier.  end: behind it.
    clause: of a statement.  word: import | export | require, or the function that mocks.
    """

    at: int
    how: str
    written: str
    end: int
    word: str = "import"
    clause: Clause | None = None


def meta(text: bytes, at: int, reader: Reader) -> Spot | None:
    """Read `import.meta.url` as the second argument of `new URL("./x", …)`, or a deferred `import.defer("x")`."""
    reader.take(b".")
    word = reader.word()
    if word in ("defer", "source"):
        return call(text, at, reader.at, "defer" if word == "defer" else "import")
    if word != "meta" or not reader.take(b".") or reader.word() != "url":
        return None
    start = text.rfind(b"URL", max(0, at - _URL), at)
    first = Reader(text, start + 3)
    written = first.string() if start >= 0 and first.take(b"(") else None
    if written is None or not first.take(b",") or first.skip() < 0 or first.at != at:
        return None
    if written.endswith("/") or written.rpartition("/")[2] in (".", ".."):
        return None  # the address of a folder imports nothing
    relative = written.startswith((".", "/")) or ":" in written
    return Spot(start, "url", written if relative else f"./{written}", reader.at, "URL")


def call(text: bytes, at: int, end: int, word: str) -> Spot | None:
    """Read `require("x")` or `import("x")`, whose word ends at an offset."""
    reader = Reader(text, end)
    written = reader.string() if reader.take(b"(") else None
    if written is None or not reader.sees(b"),"):
        return None
    return Spot(at, "call", written, reader.at, word)


def mock(text: bytes, at: int, end: int) -> Spot | None:
    """Read `vi.mock("x")`, whose `vi.` ends at an offset."""
    reader = Reader(text, end)
    word = reader.word()
    if word not in MOCKS:
        return None
    if reader.skip() == 60:
        _generic(reader)
    written = reader.string() if reader.take(b"(") else None
    return Spot(at, "mock", written, reader.at, word) if written else None


def _generic(reader: Reader) -> None:
    """Move behind `<typeof import("./x")>`."""
    depth = 0
    while reader.at < min(len(reader.text), reader.limit):
        depth += {60: 1, 62: -1}.get(reader.text[reader.at], 0)
        reader.at += 1
        if depth == 0:
            return


def reference(text: bytes, at: int, end: int) -> Spot | None:
    """Read `/// <reference path="x" />`, whose word ends at an offset."""
    start = text.rfind(b"\n", 0, at) + 1
    stop = text.find(b"\n", at)
    line = text[start : stop if stop >= 0 else len(text)]
    if not line.lstrip().startswith(b"///"):
        return None
    for key in (b"path", b"types"):
        reader = Reader(text, text.find(key, end, start + len(line)) + len(key))
        if reader.at >= end + len(key) and reader.take(b"=") and (written := reader.string()):
            return Spot(start + line.find(b"///"), "reference", written, reader.at, key.decode())
    return None
