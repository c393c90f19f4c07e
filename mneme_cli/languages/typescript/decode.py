"""Bytes of a source file → the UTF-8 that is read: the whole text, or the scripts of a component file."""

from __future__ import annotations

from mneme_cli.languages import _bytes


def decode(raw: bytes) -> tuple[bytes, str]:
    """Return the text as UTF-8 with lines that end in a line feed, and why no engine would read it ("" = it would)."""
    codec = _bytes.marked(raw)
    if not codec and raw.isascii():
        return _bytes.lines(raw), "holds a NUL byte, so it is no source text" if b"\0" in raw else ""
    try:
        text, why = raw.decode(codec or "utf-8").encode("utf-8", "replace"), ""
    except (UnicodeError, ValueError):
        text, why = raw, f"is not valid {codec.removesuffix('-sig') or 'utf-8'}"
    return _bytes.lines(text), why


def scripts(raw: bytes) -> tuple[bytes, str]:
    """Return the script blocks of a Vue or Svelte file, all else blanked: every line stays where it is."""
    text, why = decode(raw)
    done = 0
    out: list[bytes] = []
    for start, end in _blocks(text):
        out += [_blank(text[done:start]), text[start:end]]
        done = end
    return b"".join([*out, _blank(text[done:])]), why


def _blocks(text: bytes) -> list[tuple[int, int]]:
    """Return where the contents of `<script …>` lie; one that is not closed goes to the end."""
    at = 0
    out: list[tuple[int, int]] = []
    lower = text.lower()
    while True:
        comment, start = lower.find(b"<!--", at), lower.find(b"<script", at)
        if start < 0:
            return out
        if 0 <= comment < start:
            at = lower.find(b"-->", comment)
            if at < 0:
                return out
            continue
        opened = _tag_end(text, start)
        close = lower.find(b"</script", opened)
        close = close if close >= 0 else len(text)
        if text[start + 7 : start + 8] in b" \t\r\n>":
            out.append((opened, close))
            at = close
        else:
            at = start + 7


def _tag_end(text: bytes, at: int) -> int:
    """Return the offset behind the tag that starts here; a `>` in a quoted attribute does not end it."""
    quote = 0
    while at < len(text):
        char = text[at]
        if quote:
            quote = 0 if char == quote else quote
        elif char in b"'\"":
            quote = char
        elif char == 62:
            return at + 1
        at += 1
    return at


def _blank(text: bytes) -> bytes:
    return b"\n".join(b" " * len(line) for line in text.split(b"\n"))
