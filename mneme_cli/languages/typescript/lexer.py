"""Where a top-level statement ends: brackets, strings, templates, comments and regular expressions read by lines.

Most lines hold nothing but brackets and plain strings, and are counted by the C of `bytes`; only the rest is read
character by character. What this takes for code may be text of a JSX element: a cut that is wrong for it parses with
an error, and then the whole file is parsed.
"""

from __future__ import annotations

from mneme_cli.languages.typescript.cursor import BLANK, WORD

_OPERATORS = frozenset(b"(,=:[!&|?{};+-*%~^<>")
_KEYWORDS = (b"return", b"typeof", b"case", b"in", b"of", b"void", b"delete", b"await", b"yield", b"do", b"else")


def settled(text: bytes, at: int) -> int:
    """Return the offset behind the first line that ends at or behind `at` outside of all brackets."""
    state = _State()
    start, size = 0, len(text)
    while start < size:
        end = text.find(b"\n", start) + 1 or size
        state.line(text[start:end])
        start = end
        if end >= at and state.depth <= 0 and not state.inside:
            return end
    return size


class _State:
    """How deep in brackets a line ends. inside: the mark that ends a comment or a template it is in, b"" = code.

    templates: depths at which a `}` ends a substitution and goes back into its template.
    """

    def __init__(self) -> None:
        self.depth, self.inside = 0, b""
        self.templates: list[int] = []

    def line(self, line: bytes) -> None:
        """Read one line."""
        if not self.inside and not self.templates and _plain(line):
            self.depth += _balance(line)
            return
        at = 0
        while at < len(line):
            at = self._inner(line, at) if self.inside else self._code(line, at)

    def _inner(self, line: bytes, at: int) -> int:
        """Read on in a block comment or a template."""
        if self.inside == b"*/":
            end = line.find(b"*/", at)
            self.inside = self.inside if end < 0 else b""
            return end + 2 if end >= 0 else len(line)
        while at < len(line):
            if line[at] == 92:
                at += 2
            elif line[at] == 96:
                self.inside = b""
                return at + 1
            elif line.startswith(b"${", at):
                self.inside = b""
                self.templates.append(self.depth)
                self.depth += 1
                return at + 2
            else:
                at += 1
        return at

    def _code(self, line: bytes, at: int) -> int:
        char = line[at]
        if char in b"{([":
            self.depth += 1
        elif char in b"})]":
            self.depth -= 1
            if char == 125 and self.templates and self.depth == self.templates[-1]:
                self.templates.pop()
                self.inside = b"`"
        elif char in b"'\"":
            return _string_end(line, at)
        elif char == 96:
            self.inside = b"`"
        elif char == 47:
            return self._slash(line, at)
        return at + 1

    def _slash(self, line: bytes, at: int) -> int:
        if line.startswith(b"//", at):
            return len(line)
        if line.startswith(b"/*", at):
            self.inside = b"*/"
            return at + 2
        return _pattern_end(line, at) if _starts(line[:at]) else at + 1


def _plain(line: bytes) -> bool:
    """Tell whether counting brackets is enough: no template, comment, pattern, or bracket in a string."""
    if b"`" in line or b"\\" in line:
        return False
    if b"'" in line:
        if b'"' in line:
            return False
        return _outside(line, b"'")
    return _outside(line, b'"') if b'"' in line else b"/" not in line


def _outside(line: bytes, quote: bytes) -> bool:
    parts = line.split(quote)
    return len(parts) % 2 == 1 and not any(b"/" in part for part in parts[::2]) and not any(map(_balanced, parts[1::2]))


def _balanced(part: bytes) -> bool:
    """Tell whether a string holds a bracket at all."""
    return any(mark in part for mark in (b"{", b"}", b"(", b")", b"[", b"]"))


def _balance(line: bytes) -> int:
    count = line.count
    return count(b"{") + count(b"(") + count(b"[") - count(b"}") - count(b")") - count(b"]")


def _string_end(line: bytes, at: int) -> int:
    """Return the offset behind a string; one that is not closed ends with its line, as text of JSX does."""
    mark = line[at]
    at += 1
    while at < len(line) and line[at] != mark:
        at += 2 if line[at] == 92 else 1
    return at + 1


def _starts(before: bytes) -> bool:
    """Tell whether a slash behind this begins a regular expression rather than divides."""
    before = before.rstrip()
    if not before or before[-1] in _OPERATORS:
        return True
    start = len(before)
    while start and before[start - 1] in WORD and before[start - 1] not in BLANK:
        start -= 1
    return before[start:] in _KEYWORDS


def _pattern_end(line: bytes, at: int) -> int:
    end, bracket = at + 1, False
    while end < len(line) and line[end] != 10:
        if line[end] == 92:
            end += 1
        elif line[end] == 91:
            bracket = True
        elif line[end] == 93:
            bracket = False
        elif line[end] == 47 and not bracket:
            return end + 1
        end += 1
    return at + 1
