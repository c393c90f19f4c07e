"""A line that YAML cannot read is set aside, so that all else that is wrong in its file is said at once.

Nothing is moved: a value that cannot be read gets a stand-in of its own length, a line that fits nowhere becomes blank.
So every place stays what it was, and whatever touches a mended place is known to be unreadable (`bad`) or to lack
something (`torn`), about which nobody is told twice.
"""

from __future__ import annotations

from typing import NamedTuple

from mneme_cli.decisions.reading.broken import Told, value

ROUNDS = 20
"""Mistakes of syntax that are looked for in one file: who has made more is helped by no longer list."""
ENOUGH = 2_000_000
"""Characters that are read for one file in all its rounds together."""
_STAND_IN = "x"
_OPENERS = "[]{}\"'"


class Mended(NamedTuple):
    """A text of the same length that YAML can read a little further.

    values: (start, end) of what a stand-in stands for.  gone: (start, end) of what was blanked.
    """

    text: str
    values: tuple[tuple[int, int], ...] = ()
    gone: tuple[tuple[int, int], ...] = ()

    def bad(self, start: int, end: int) -> bool:
        """Tell whether a value that stands here is a stand-in, or an emptiness that was not there before."""
        blank = len(self.text[end:]) - len(self.text[end:].lstrip()) if start == end and self.gone else 0
        return _meet(self.values, start, end) or _meet(self.gone, start, end + blank)

    def torn(self, start: int, end: int) -> bool:
        """Tell whether something inside was blanked."""
        return _meet(self.gone, start, end)


def rounds(text: str) -> int:
    """Return how often a text may be read."""
    return max(1, min(ROUNDS, ENOUGH // max(1, len(text))))


def mend(mended: Mended, told: Told) -> Mended | None:
    """Set the mistake aside that was told; None if nobody can say where what it opens ends."""
    lines = mended.text.splitlines(keepends=True)
    if not lines:
        return None
    line = lines[told.line]
    start = sum(map(len, lines[: told.line]))
    at, _ = value(line)
    text = told.text.rstrip()
    below = _below(lines, told.line)
    if text and line.startswith(text, told.column):
        there = _stand_in(mended, start + told.column, len(text))
        last = told.column == at and not line[at + len(text) :].strip()
        return _blank(there, start + len(line), below) if there and last else there
    if line[:at].strip() and at <= told.column:
        there = _stand_in(mended, start + at, len(line[at:].rstrip()))
        return there and _blank(there, start + len(line), below)
    whole = line + "".join(lines[told.line + 1 : told.line + 1 + below])
    if not line.strip() or any(sign in whole for sign in _OPENERS):
        return None
    return _gone(mended, start, len(whole))


def _below(lines: list[str], row: int) -> int:
    """Count the lines that belong to what a line begins: the deeper ones, and brackets that close it."""
    deep = _indent(lines[row])
    count = 0
    for line in lines[row + 1 :]:
        deeper = len(_indent(line)) > len(deep) or ("\t" in deep and "\t" in _indent(line))
        if line.strip() and not deeper and line.strip(" \t\r\n]},"):
            break
        count += 1
    return count


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _stand_in(mended: Mended, start: int, length: int) -> Mended | None:
    if not length:
        return None
    text = mended.text[:start] + _STAND_IN * length + mended.text[start + length :]
    return mended._replace(text=text, values=(*mended.values, (start, start + length)))


def _blank(mended: Mended, start: int, count: int) -> Mended:
    """Blank the lines that go on with a value that a stand-in stands for; they are no loss beside it."""
    length = sum(map(len, mended.text[start:].splitlines(keepends=True)[:count]))
    return mended._replace(text=_without(mended.text, start, length))


def _gone(mended: Mended, start: int, length: int) -> Mended:
    gone = (*mended.gone, (start, start + length))
    return mended._replace(text=_without(mended.text, start, length), gone=gone)


def _without(text: str, start: int, length: int) -> str:
    inside = "".join(char if char in "\r\n" else " " for char in text[start : start + length])
    return text[:start] + inside + text[start + length :]


def _meet(spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    return any(first < max(end, start + 1) and start < last for first, last in spans)
