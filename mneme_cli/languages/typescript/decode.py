"""Bytes of a source file → the UTF-8 that is read: the whole text, or the scripts of a component file.

What the tag of a script says is said in its place: `import "./x.ts";` for `src="./x.ts"`, a comment for `lang="tsx"`.
"""

from __future__ import annotations

from mneme_cli.languages import _bytes

TAGS = b"/*tsx*/"
"""What is written for `lang="tsx"` and `lang="jsx"`, so that the grammar with tags is taken."""


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
    for tag, start, end in _blocks(text):
        out += [_blank(text[done:tag]), _said(text[tag:start]), text[start:end]]
        done = end
    return b"".join([*out, _blank(text[done:])]), why


def _blocks(text: bytes) -> list[tuple[int, int, int]]:
    """Return where `<script …>` and its content lie; one that is not closed goes to the end."""
    at = 0
    out: list[tuple[int, int, int]] = []
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
            out.append((start, opened, close))
            at = close
        else:
            at = start + 7


def _said(tag: bytes) -> bytes:
    """Return what a tag says as a script would say it, in the same length."""
    out = _blank(tag)
    start, end = _attribute(tag, b"src")
    written = tag[start + 1 : max(0, end - 1)]
    if written and written[:1] != b"/" and not any(mark in written for mark in (b":", b"{", b"\n")):
        out = b"import " + out[7:start] + tag[start:end] + out[end:].replace(b" ", b";", 1)
    start, end = _attribute(tag, b"lang")
    place = end - len(TAGS)
    if tag[start + 1 : max(0, end - 1)] in (b"tsx", b"jsx") and not out[place:end].strip(b" "):
        out = out[:place] + TAGS + out[end:]
    return out


def _attribute(tag: bytes, name: bytes) -> tuple[int, int]:
    """Return where the value of an attribute lies with its quotes, (0, 0) = nowhere."""
    at = tag.find(name)
    while at >= 0:
        rest = tag[at + len(name) :].lstrip()
        value = rest[1:].lstrip()
        if tag[at - 1 : at].isspace() and rest[:1] == b"=" and value[:1] in (b"'", b'"'):
            start = len(tag) - len(value)
            return start, tag.find(value[:1], start + 1) + 1
        at = tag.find(name, at + 1)
    return 0, 0


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
