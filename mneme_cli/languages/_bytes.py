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
