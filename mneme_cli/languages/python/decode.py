"""Bytes of a source file → UTF-8: byte order marks, coding cookies (PEP 263), line ends of old Macs."""

from __future__ import annotations

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_LETTERS = frozenset(b"-_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def decode(raw: bytes) -> tuple[bytes, str]:
    """Return the text as UTF-8 with lines that end in a line feed, and why Python would refuse it ("" = it would not).

    Where it would, the bytes stay as they are, so that what can be found is found.
    """
    text, why = _recode(raw)
    if b"\0" in text:
        why = why or "holds a NUL byte, so Python does not read it as source"
    if b"\r" in text and text.count(b"\r") != text.count(b"\r\n"):
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text, why


def plain(raw: bytes) -> bool:
    """Tell whether a file's bytes are its text: UTF-8, and lines that end in a line feed."""
    if encoding(raw) or raw.startswith(tuple(mark for mark, name in _MARKS if name != "utf-8-sig")):
        return False
    return b"\r" not in raw or raw.count(b"\r") == raw.count(b"\r\n")


def encoding(raw: bytes) -> str:
    """Return the encoding that a cookie in the first two lines names, "" for UTF-8."""
    if b"coding" not in raw[:400]:
        return ""
    start = 0
    for _ in range(2):
        end = raw.find(b"\n", start)
        line = raw[start : end if end >= 0 else len(raw)].strip()
        if line and not line.startswith(b"#"):
            return ""
        name = _cookie(line)
        if name:
            return "" if name.lower().replace("_", "-") in ("utf-8", "utf8", "ascii", "us-ascii") else name
        start = end + 1
        if end < 0:
            break
    return ""


def _cookie(line: bytes) -> str:
    at = line.find(b"coding")
    while at >= 0:
        if line[at + 6 : at + 7] in (b":", b"="):
            rest = line[at + 7 :].lstrip(b" \t")
            size = next((n for n, char in enumerate(rest) if char not in _LETTERS), len(rest))
            if size:
                return rest[:size].decode("ascii")
        at = line.find(b"coding", at + 6)
    return ""


def _recode(raw: bytes) -> tuple[bytes, str]:
    name = next((name for mark, name in _MARKS if raw.startswith(mark)), "") or encoding(raw)
    if not name and raw.isascii():
        return raw, ""
    try:
        return raw.decode(name or "utf-8").encode("utf-8", "replace"), ""
    except LookupError:
        return raw, f"names the encoding {name}, which Python does not know"
    except (UnicodeError, ValueError):
        return raw, f"is not valid {name.removesuffix('-sig') or 'utf-8'}"
