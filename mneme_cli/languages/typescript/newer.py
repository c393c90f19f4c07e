"""Words that the grammars lack, written as words they know: `for (using x of y)`, `static accessor #x`.

Every change keeps the length and the lines, and is made only where the old word could not stand.
"""

from __future__ import annotations

from mneme_cli.languages.typescript.cursor import WORD, Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INFIX = frozenset(("in", "of", "instanceof", "as", "satisfies", "is", "extends", "implements", "from"))
"""Words behind which an identifier ends rather than begins."""
_PHASES = ("defer", "source")
_VALUES = (b'"', b"'", b"{")
_NO_LETTERS = tuple(bytes((each,)) for each in b"0123456789_$")


def written_old(text: bytes) -> bytes:
    """Return the text with every newer word written as an older one of the same length."""
    parts, done = [], 0
    for at, plain in sorted(edit for word, read in _READERS.items() for edit in _edits(text, word, read)):
        if at >= done:
            parts += [text[done:at], plain]
            done = at + len(plain)
    return b"".join([*parts, text[done:]]) if parts else text


def _edits(text: bytes, word: bytes, read: Callable[[bytes, int, int], bytes]) -> Iterator[tuple[int, bytes]]:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and text[at - 1] in WORD) and (plain := read(text, at, end)):
            yield at, plain
        at = text.find(word, end)


def _loop(text: bytes, at: int, end: int) -> bytes:
    """Write `for (using x of y)` as `for (const x of y)`."""
    before = _without(text[max(0, at - 100) : at], b"await")
    opened = before.removesuffix(b"(").rstrip()
    reader = Reader(text, end)
    if opened == before or not _ends(_without(opened, b"await"), b"for") or reader.word() in ("", "in", "of"):
        return b""
    return b"const"


def _waiting(text: bytes, at: int, end: int) -> bytes:
    """Blank the `await` of `for (await using x of y)`."""
    reader = Reader(text, end)
    word = reader.word()
    return b" " * (end - at) if word == "using" and _loop(text, reader.at - 5, reader.at) else b""


def _without(before: bytes, word: bytes) -> bytes:
    before = before.rstrip()
    return before[: -len(word)].rstrip() if _ends(before, word) else before


def _ends(before: bytes, word: bytes) -> bool:
    return before.endswith(word) and (len(before) == len(word) or before[-len(word) - 1] not in WORD)


def _accessor(text: bytes, at: int, end: int) -> bytes:
    """Blank the word in front of the name of a field: `static accessor #x`, `accessor [y]`."""
    if text[end : end + 1] not in (b" ", b"\t") or not _begins(text, at):
        return b""
    name = _rest(text, end)
    if name[:1] in (b"#", b"[", b"'", b'"'):
        return b" " * (end - at)
    word = Reader(name, 0).word()
    return b" " * (end - at) if word and word not in INFIX else b""


def _rest(text: bytes, at: int) -> bytes:
    """Return what follows in the line, as far as a name may reach."""
    stop = text.find(b"\n", at)
    return text[at : min(at + 200, stop if stop >= 0 else len(text))].lstrip(b" \t")


def _begins(text: bytes, at: int) -> bool:
    """Tell whether a member of a class may begin here, behind modifiers and decorators."""
    before = text[max(0, at - 200) : at]
    bare = before.rstrip(b" \t")
    return not bare or bare[-1:] in b"\n\r{;})" or bare[-1] in WORD or bare.endswith(b"*/")


def _phase(text: bytes, at: int, end: int) -> bytes:
    """Write `import.source(x)` as `import       (x)`."""
    reader = Reader(text, end)
    word = reader.word()
    size = reader.at - end
    if word not in _PHASES or not reader.sees(b"(") or b"\n" in text[end : end + size]:
        return b""
    return b"import" + b" " * (end - at - 6 + size)


def _alias(text: bytes, at: int, end: int) -> bytes:
    """Write `import type A = B.C` as `import      A = B.C`."""
    reader = Reader(text, end)
    alias = reader.word() and reader.take(b"=") and reader.word() not in ("", "require")
    return b"import".ljust(end - at) if alias else b""


def _attribute(text: bytes, at: int, end: int) -> bytes:
    """Write the attribute `class="x"` of a tag under another name, which is no keyword to the grammar."""
    return b"_" + text[at + 1 : end] if text[at - 1 : at].isspace() and text[end : end + 1] in _VALUES else b""


def _line(text: bytes, at: int, end: int) -> bytes:
    """Write a semicolon in front of a line that begins with a name such as `in2` or the property `in?:`.

    The grammars take the name for an operator, and the line before it for unfinished.
    """
    word = b"instanceof" if text.startswith(b"stanceof", end) else b"in"
    behind = text[at + 1 + len(word) : at + 3 + len(word)]
    named = behind[:1] in _NO_LETTERS or behind.startswith(b":") or behind == b"?:"
    if not behind or not named or text[max(0, at - 200) : at].rstrip(b" \t")[-1:] != b"\n":
        return b""
    return b";" + text[at + 1 : end] if _finished(text[max(0, at - 2000) : at]) else b""


def _finished(before: bytes) -> bool:
    """Tell whether what stands in front of a line, comments aside, may be the end of a statement or a member."""
    while True:
        before = before.rstrip()
        line = before[before.rfind(b"\n") + 1 :]
        if before.endswith(b"*/"):
            before = before[: max(0, before.rfind(b"/*"))]
        elif b"//" in line:
            before = before[: len(before) - len(line) + line.index(b"//")]
        else:
            return bool(before) and (before[-1] in WORD or before[-1:] in b")]}>'\"`!")


_READERS: dict[bytes, Callable[[bytes, int, int], bytes]] = {
    b"using": _loop,
    b"await": _waiting,
    b"accessor": _accessor,
    b"import.": _phase,
    b"import type ": _alias,
    b"class=": _attribute,
    b"for=": _attribute,
    b"default=": _attribute,
    b"in=": _attribute,
    b" in": _line,
    b"\tin": _line,
}
