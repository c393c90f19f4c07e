"""What begins as an import and goes on as none: nobody can tell what it takes, so a parse has to say that it is broken.

Found on bytes alone, as the head is. A line of prose in a string or a comment may look so: that costs a parse, no more.
"""

from __future__ import annotations

from mneme_cli.languages.typescript.clause import exported, imported
from mneme_cli.languages.typescript.cursor import BLANK, WORD, Reader
from mneme_cli.languages.typescript.spots import told

_STARTS = WORD | frozenset(b"'\"{*;")
"""What may follow `import` where it is no name of a member; the end of the file may, too."""
_BOUND = frozenset(b"\n;}")


def broken(text: bytes, start: int) -> bool:
    """Tell whether a statement or a call behind an offset begins to import and does not go on so."""
    return any(_any(text, start, word) for word in (b"import", b"export", b"require"))


def _any(text: bytes, start: int, word: bytes) -> bool:
    at = text.find(word, start)
    while at >= 0:
        end = at + len(word)
        alone = not (at and text[at - 1] in WORD) and not (end < len(text) and text[end] in WORD)
        if alone and _at(text, at, end, word) and not told(text, at):
            return True
        at = text.find(word, end)
    return False


def _at(text: bytes, at: int, end: int, word: bytes) -> bool:
    reader = Reader(text, end)
    if reader.take(b"("):
        return word != b"export" and reader.sees(b"'\"") and reader.string() is None
    if word == b"require" or not _begins(text, at):
        return False
    if word == b"export":
        return _export(text, end)
    following = reader.skip()
    return (following < 0 or following in _STARTS) and imported(text, end) is None


def _begins(text: bytes, at: int) -> bool:
    """Tell whether a statement may begin here: at the start of a line, or behind another one."""
    while at and text[at - 1] in BLANK and text[at - 1] != 10:
        at -= 1
    return not at or text[at - 1] in _BOUND


def _export(text: bytes, end: int) -> bool:
    """Tell whether a list of exports is not closed, or goes on with anything but `from` and a file."""
    reader = Reader(text, end)
    if not reader.sees(b"{*") and not (reader.word() == "type" and reader.sees(b"{*")):
        return False
    clause = exported(text, end)
    if clause is None or clause.written:
        return clause is None
    rest = text[clause.end : clause.end + 40].lstrip(b" \t")
    return bool(rest) and (rest[0] in WORD or rest[0] in b"'\"")
