"""Bytes of a source file → UTF-8: byte order marks, coding cookies (PEP 263), line ends of old Macs."""

from __future__ import annotations

from mneme_cli.languages import _bytes

_LETTERS = frozenset(b"-_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def decode(raw: bytes) -> tuple[bytes, str]:
    """Return the text as UTF-8 with lines that end in a line feed, and why Python would refuse it ("" = it would not).

    Where it would, the bytes stay as they are, so that what can be found is found.
    """
    text, why = _recode(raw)
    if b"\0" in text:
        why = why or "holds a NUL byte, so Python does not read it as source"
    return _bytes.lines(text), why


def plain(raw: bytes) -> bool:
    """Tell whether a file's bytes are its text: UTF-8, and lines that end in a line feed."""
    return not encoding(raw) and _bytes.plain(raw)


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
    name = _bytes.marked(raw) or encoding(raw)
    if not name and raw.isascii():
        return raw, ""
    try:
        return raw.decode(name or "utf-8").encode("utf-8", "replace"), ""
    except LookupError:
        return raw, f"names the encoding {name}, which Python does not know"
    except (UnicodeError, ValueError):
        return raw, f"is not valid {name.removesuffix('-sig') or 'utf-8'}"
