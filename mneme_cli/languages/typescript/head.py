"""Where the imports of a file end, found on bytes alone: what lies behind need not be parsed, and may change freely.

Besides what imports, the head covers every export of a name that may have been imported: a barrel may say it last. What
begins as an import and goes on as none has no end, so that nobody can tell.
"""

from __future__ import annotations

from mneme_cli.languages import _bytes
from mneme_cli.languages.typescript.broken import broken
from mneme_cli.languages.typescript.clause import exported
from mneme_cli.languages.typescript.cursor import WORD, Reader
from mneme_cli.languages.typescript.decode import scripts
from mneme_cli.languages.typescript.lexer import settled
from mneme_cli.languages.typescript.spots import last

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def head(raw: bytes) -> int:
    """Return the offset behind the line that ends the last import (0 = no import, -1 = cannot tell)."""
    if not _bytes.plain(raw):
        return -1
    found = last(raw)
    end = settled(raw, found.end) if found else 0
    if broken(raw, end):
        return -1
    return 0 if found is None else max([end, *(settled(raw, at) for at in _passed_on(raw, end))])


def head_of_scripts(raw: bytes) -> int:
    """Return the same for a file with script blocks, and for what `scripts` made of one: all else is blank."""
    ends = (head(raw), head(scripts(raw)[0])) if _bytes.plain(raw) else (-1,)
    return -1 if -1 in ends else max(ends)


def _passed_on(text: bytes, start: int) -> Iterator[int]:
    """Yield where exports behind the head end that name something written in the head."""
    above = text[:start]
    at = text.find(b"export", start)
    while at >= 0:
        for name, end in _exports(text, at):
            if name.encode() in above:
                yield end
        at = text.find(b"export", at + 6)


def _exports(text: bytes, at: int) -> list[tuple[str, int]]:
    """Return the names that an export statement may pass on, each with the end of the statement."""
    if at and text[at - 1] in WORD and not text.startswith(b"exports", at):
        return []
    reader = Reader(text, at + 6)
    if text.startswith(b"exports", at):  # module.exports, exports.x
        stop = text.find(b"\n", at)
        stop = stop if stop >= 0 else len(text)
        return [(text[at + 7 : stop].rpartition(b"=")[2].strip(b" ;{}\r\t").decode("utf-8", "replace"), stop)]
    clause = exported(text, at + 6)
    if clause is not None:
        return [(name, clause.end) for name, _, _ in clause.names]
    if reader.skip() == 61:
        reader.take(b"=")
    elif reader.word() != "default":
        return []
    name = reader.word()
    return [(name, reader.at)] if name and not reader.sees(b"(.[`") else []
