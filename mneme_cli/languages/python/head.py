"""Where the imports of a file end, and what an import of it must hold: what bytes tell before anything is parsed.

What lies behind the last import may change freely.

An import is a statement with the word `import`, or a call of `import_module` or `__import__`; `__all__` decides what
is re-exported. A word inside a string or comment only makes the head longer, never shorter. What begins as an import
and goes on as none has no end, so that nobody can tell.
"""

from __future__ import annotations

from mneme_cli.languages.python.decode import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = frozenset(b"_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_AFTER = frozenset(b" \t\f\\(*\r\n")
_QUOTES = (b'"""', b"'''")


def head(raw: bytes) -> int:
    """Return the offset behind the line that ends the last import (0 = no import, -1 = cannot tell)."""
    if not plain(raw):
        return -1
    last = _last(raw)
    if last >= 0 and renamed(raw):
        return -1
    end = _closed(raw, statement_end(raw, last)) if last >= 0 else 0
    return -1 if end >= 0 and _broken(raw, end) else end


def token(path: str) -> bytes:
    """Return the last name of the module: the file's stem, or its folder for `__init__`; b"" = any bytes may do."""
    stem = path[: path.rfind(".")] if "." in path[path.rfind("/") + 1 :] else path
    if stem == "__init__":
        return b""
    return stem.removesuffix("/__init__").rpartition("/")[2].encode()


def spots(text: bytes, word: bytes = b"import") -> Iterator[int]:
    """Yield the offsets at which this word can be one that imports (or an alias that is called)."""
    at = text.find(word)
    while at >= 0:
        if _counts(text, at, len(word)) if word == b"import" else _alone(text, at, len(word)):
            yield at
        at = text.find(word, at + len(word))


def renamed(text: bytes) -> bool:
    """Tell whether a function that imports may go under another name, so that a call of it does not say `import`."""
    for word in (b"import_module", b"__import__"):
        at = text.find(word)
        while at >= 0:
            rest = text[at + len(word) : at + len(word) + 200].lstrip(b" \t\f\\\r\n")
            if rest[:2] == b"as" or rest[:1] == b"#":
                return True
            at = text.find(word, at + len(word))
    return False


def statement_end(text: bytes, at: int) -> int:
    """Return the offset behind the line on which the statement that holds `at` ends, brackets and strings read."""
    depth, size = 0, len(text)
    while at < size:
        char = text[at]
        if char in b"([{":
            depth += 1
        elif char in b")]}":
            depth -= 1
        elif char == 10 and depth <= 0:
            return at + 1
        elif char == 35:  # a comment: a bracket in it closes nothing
            at = _line_end(text, at)
            continue
        elif char == 92:  # a backslash: the next character is not an end
            at += 2 if text[at + 1 : at + 2] == b"\r" else 1
        elif char in b"'\"":
            at = _string_end(text, at)
            continue
        at += 1
    return size


def _last(text: bytes) -> int:
    """Return the offset of the last word that may import or say what is re-exported, -1 if there is none."""
    at = text.rfind(b"import")
    while at >= 0 and not _counts(text, at, 6):
        at = text.rfind(b"import", 0, at)
    return max(at, text.rfind(b"__all__")) if at >= 0 else -1


def _counts(text: bytes, at: int, size: int) -> bool:
    """Tell whether `import` at this place can be the statement's word or part of a function that imports."""
    if text[at - 2 : at] == b"__":
        return text.startswith(b"__", at + size)
    if at and text[at - 1] in _WORD:
        return False
    before = text[max(0, at - 200) : at].rpartition(b"\n")
    if before[1] and before[2].lstrip(b" \t\f")[:1] == b"#":  # a comment, or inside a string: no import either way
        return False
    end = at + size
    return end >= len(text) or text[end] in _AFTER or text.startswith(b"_module", end)


def _broken(text: bytes, start: int) -> bool:
    """Tell whether a statement behind an offset begins with `import` or `from` and cannot be one: `import, a`."""
    at = text.find(b"import", start)
    while at >= 0:
        if _alone(text, at, 6):
            before = text[max(0, at - 200) : at].rpartition(b"\n")[2].rpartition(b";")[2].lstrip(b" \t\f")
            if not before or before.startswith((b"from ", b"from\t")):
                return True
        at = text.find(b"import", at + 6)
    return False


def _alone(text: bytes, at: int, size: int) -> bool:
    return not (at and text[at - 1] in _WORD) and not (at + size < len(text) and text[at + size] in _WORD)


def _closed(text: bytes, end: int) -> int:
    """Move the end behind a triple-quoted string that it may lie in."""
    for _ in range(8):
        odd = next((mark for mark in _QUOTES if text.count(mark, 0, end) % 2), b"")
        if not odd:
            return end
        close = text.find(odd, end)
        if close < 0:
            return -1
        end = statement_end(text, close + 3)
    return -1


def _line_end(text: bytes, at: int) -> int:
    end = text.find(b"\n", at)
    return end if end >= 0 else len(text)


def _string_end(text: bytes, at: int) -> int:
    """Return the offset behind a string that starts here; one that is not closed ends with its line."""
    mark = text[at : at + 1] * 3
    if not text.startswith(mark, at):
        mark = mark[:1]
    at += len(mark)
    while at < len(text):
        if text[at] == 92:
            at += 2
        elif text.startswith(mark, at):
            return at + len(mark)
        elif text[at] == 10 and len(mark) == 1:
            return at
        else:
            at += 1
    return len(text)
