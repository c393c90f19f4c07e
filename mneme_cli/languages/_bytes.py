"""What editors put around a text whatever its language: byte order marks, line ends of old Macs, NUL bytes."""

from __future__ import annotations

MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
"""Byte order marks and the codecs that read them, longest first."""


def marked(raw: bytes) -> str:
    """Return the codec that a byte order mark asks for, "" without one."""
    return next((codec for mark, codec in MARKS if raw.startswith(mark)), "")


def plain(raw: bytes) -> bool:
    """Tell whether a file's bytes are its text: UTF-8, and lines that end in a line feed."""
    return marked(raw) in ("", "utf-8-sig") and (b"\r" not in raw or raw.count(b"\r") == raw.count(b"\r\n"))


def lines(text: bytes) -> bytes:
    """Make every line end in a line feed."""
    if b"\r" in text and text.count(b"\r") != text.count(b"\r\n"):
        return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text


_PAIRS = (b"==", b"!=", b"<=", b">=", b"=>")
_MARKS = (b".", b"=", b"(", b")", b"[", b"]", b",", b";", b"}")
_WORD = bytes(char if char > 127 or chr(char).isalnum() or char in b"_$.=()[],;}" else 32 for char in range(256))
_OWN = frozenset((b"self", b"cls", b"this", b"super"))
_TEXTS = (b'"""', b"'''", b"`", b"/*", b"*/", b"<script", b"</script", b"<!--", b"-->")
"""What may make words of code, and code of words, on other lines."""
_ALL = b""
"""In place of the names of a pattern (`const {a} = b`), which may stand on any line."""
_SCOPES = frozenset((b"def", b"class", b"lambda", b"global", b"nonlocal", b"function"))


def touches(before: bytes, after: bytes, end: int, exported: bool) -> bool:
    """Tell whether an edit behind an equal head may take something else of what is imported whole, or by a star.

    Words alone tell it, and more often than it is so: it costs a parse, where a miss would cost the law. What counts is
    a name of the head that something hangs from, a variable that stands for one, and what may move them to another
    scope or into a text. exported: the language is one in which a star passes on and binds nothing.
    """
    lines = _edited(before, after)
    if not lines.strip():
        return False
    if not exported and any(part.rstrip(b" \t\\\r\n").endswith(b"import") for part in after[:end].split(b"*")[:-1]):
        return True
    words = frozenset(_words(lines))
    opened, bare = _hanging(
        frozenset(_words(after[:end])) - _OWN - {*_MARKS}, _words(after[end:] + b"\n" + lines), exported
    )
    if not opened or opened & words or _ALL in opened:
        return bool(opened)
    moved = words & _SCOPES or (exported and (b"{" in lines or b"}" in lines or b"=>" in lines))
    return bool(bare and moved) or any(mark in lines for mark in _TEXTS) or b"\\\n" in lines + b"\n"


def _edited(before: bytes, after: bytes) -> bytes:
    """Return the lines that differ, old and new, with the line that a chain in them begins on."""
    old, new = before.split(b"\n"), after.split(b"\n")
    size, first, last = min(len(old), len(new)), 0, 0
    while first < size and old[first] == new[first]:
        first += 1
    while last < size - first and old[-1 - last] == new[-1 - last]:
        last += 1
    start, close = first, len(new) - last
    while 0 < start < len(new) and (
        new[start].lstrip()[:2].lstrip(b"?")[:1] == b"." or new[start - 1].rstrip()[-1:] in (b".", b"[")
    ):
        start -= 1
    return b"\n".join([*old[first : len(old) - last], *new[start:close]])


def _words(text: bytes) -> list[bytes]:
    """Return the words of a text and the marks between them; a line that goes on with a dot goes on."""
    text = text.replace(b"\n", b";")
    for pair in _PAIRS:
        text = text.replace(pair, b" ")
    text = text.translate(_WORD)
    for mark in _MARKS:
        text = text.replace(mark, b" " + mark + b" ")
    words = text.split()
    return [each for at, each in enumerate(words) if each != b";" or words[at + 1 : at + 2] != [b"."]]


def _hanging(head: frozenset[bytes], words: list[bytes], exported: bool) -> tuple[frozenset[bytes], bool]:
    """Return the names that stand for something of the head and have something hang from them, and if some have not."""
    hangs = (b".", b"[") if exported else (b".",)
    ends = (b"(", b"[") if exported else (b"(", b"[", b",", b")")
    names, opened, bare = {*head}, set[bytes](), set[bytes]()
    words = [b";", b";", b";", *words, b";", b";"]
    for at, word in enumerate(words[:-2]):
        if word not in names or words[at - 1] == b".":
            continue
        (opened if words[at + 1] in hangs else bare).add(word)
        if words[at - 1] == b"=":
            behind = at + 1
            while words[behind] == b"." and behind + 2 < len(words):
                behind += 2
            if words[behind] not in ends:
                given = {*words[at - 3 : at - 1]} - {*_MARKS}
                names |= given
                opened |= given
                opened |= {_ALL} if words[at - 2] in (b"}", b"]") else set()
    return frozenset(opened), bool(bare & opened)
