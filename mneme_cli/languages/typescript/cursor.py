"""A place in a text, moved forward word by word: what a statement is read with, and the end of it found by."""

from __future__ import annotations

WORD = frozenset(b"_$abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") | frozenset(range(128, 256))
BLANK = frozenset(b" \t\r\n\f\v")
_MOST = 20_000
"""How many bytes a statement may have."""


class Reader:
    """A place in a text, moved forward word by word."""

    def __init__(self, text: bytes, at: int) -> None:
        self.text, self.at, self.limit = text, at, at + _MOST

    def skip(self) -> int:
        """Move behind blanks and comments; return the byte there, -1 at the end."""
        text, at, size = self.text, self.at, min(len(self.text), self.limit)
        while at < size:
            if text[at] in BLANK:
                at += 1
            elif text.startswith(b"//", at):
                at = _behind(text, b"\n", at)
            elif text.startswith(b"/*", at):
                at = _behind(text, b"*/", at)
            else:
                self.at = at
                return text[at]
        self.at = size
        return -1

    def sees(self, marks: bytes) -> bool:
        """Tell whether the next byte is one of these."""
        following = self.skip()
        return following >= 0 and following in marks

    def take(self, mark: bytes) -> bool:
        """Move behind a mark if it stands here."""
        self.skip()
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def word(self) -> str:
        """Read a name, "" if none stands here."""
        self.skip()
        end = self.at
        while end < len(self.text) and self.text[end] in WORD:
            end += 1
        found, self.at = self.text[self.at : end], end
        return found.decode("utf-8", "replace")

    def string(self) -> str | None:
        """Read a string literal, a template without substitutions included; None if none stands here."""
        mark = self.skip()
        if mark < 0 or mark not in b"'\"`":
            return None
        at, size = self.at + 1, min(len(self.text), self.limit)
        while at < size and self.text[at] != mark:
            if (self.text[at] == 10 or self.text.startswith(b"${", at)) and (mark != 96 or self.text[at] == 36):
                return None
            at += 2 if self.text[at] == 92 else 1
        if at >= size:
            return None
        found = self.text[self.at + 1 : at].decode("utf-8", "replace")
        self.at = at + 1
        return found.replace("\\/", "/") if "\\" in found else found


def _behind(text: bytes, mark: bytes, at: int) -> int:
    end = text.find(mark, at)
    return end + len(mark) if end >= 0 else len(text)
