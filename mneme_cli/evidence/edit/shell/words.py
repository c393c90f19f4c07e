"""A word of a command → what it says: quotes off, escapes read, variables filled in where they are known."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NamedTuple

    from mneme_cli.evidence.edit.shell.heredocs import Heredoc

    Fill = Callable[[Any], "Word"]
else:
    from mneme_cli.model.noun import NamedTuple

_C = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_C |= {"e": "\x1b", "0": "\0"}


class Word(NamedTuple):
    """One word. text: as far as it can be known, else as it is written.  sure: the shell says this and nothing else.

    globs: it holds a bare `*`, `?`, `[` or `{`, which the shell spells out by what files there are.
    """

    text: str
    sure: bool = True
    globs: bool = False


def word(node: Any, fill: Fill) -> Word:
    """Read a word; fill: says what an expansion (`$A`, `$(cat f)`) comes to."""
    kind, text = node.type, node.text.decode("utf-8", "surrogateescape")
    if kind in ("command_name", "concatenation"):
        return _joined([word(child, fill) for child in node.children], text)
    if kind == "raw_string":
        return Word(text[1:-1])
    if kind == "ansi_c_string":
        return Word(escaped(text[2:-1]))
    if kind in ("string", "translated_string"):
        return _string(node, fill)
    if kind in ("simple_expansion", "expansion", "command_substitution", "process_substitution"):
        return fill(node)
    if kind in ("arithmetic_expansion", "brace_expression"):
        return Word(text, sure=False, globs=kind == "brace_expression")
    return _bare(text)


def _joined(words: list[Word], text: str) -> Word:
    if len(words) == 1:
        return words[0]
    sure = all(each.sure for each in words)
    said = "".join(each.text for each in words) if sure else text
    return Word(said, sure, any(each.globs for each in words))


def _bare(text: str) -> Word:
    """Read what stands without quotes."""
    globs = any(char in text for char in "*?[{")
    if "\\" not in text:
        return Word(text, globs=globs)
    out, at = [], 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
            out.append("" if text[at : at + 1] == "\n" else text[at : at + 1])
        else:
            out.append(text[at])
        at += 1
    return Word("".join(out), globs=globs)


def _string(node: Any, fill: Fill) -> Word:
    """Read `"…"`: what stands between the nodes belongs to it, as the grammar passes over leading spaces."""
    raw, start = node.text, node.start_byte
    parts: list[Word] = []
    done = raw.find(b'"') + 1
    for child in node.named_children:
        if child.type not in ("string_content", "string"):
            parts.append(_quoted(raw[done : child.start_byte - start]))
            parts.append(fill(child))
            done = child.end_byte - start
    parts.append(_quoted(raw[done : raw.rfind(b'"')]))
    return Word("".join(part.text for part in parts), all(part.sure for part in parts))


def _quoted(raw: bytes) -> Word:
    return Word(unescaped(raw.decode("utf-8", "surrogateescape"), '"$`\\'))


def unescaped(text: str, chars: str) -> str:
    """Take the backslash off the characters that it protects; one in front of a line end joins two lines."""
    if "\\" not in text:
        return text
    first, *rest = text.split("\\")
    out, joined = [first], False
    for part in rest:
        if joined:
            out.append(part)
            joined = False
        elif not part:  # a backslash in front of a backslash
            out.append("\\")
            joined = True
        elif part[0] == "\n":
            out.append(part[1:])
        else:
            out.append(part if part[0] in chars else "\\" + part)
    return "".join(out)


def escaped(text: str) -> str:
    r"""Read the escapes of `$'…'`, `echo -e` and `printf`: `\n`, `\t`, `\x41`, `\101`, `\u00e4`."""
    out, at = [], 0
    while (found := text.find("\\", at)) >= 0:
        out.append(text[at:found])
        char = text[found + 1 : found + 2]
        width, base = {"x": (2, 16), "u": (4, 16), "U": (8, 16)}.get(char, (3, 8))
        start = found + 2 if base == 16 else found + 1
        digits = _digits(text[start : start + width], base)
        if digits:
            out.append(chr(int(digits, base) % 0x110000))
            at = start + len(digits)
        else:
            out.append(_C.get(char, "\\" + char))
            at = found + 2
    return "".join([*out, text[at:]])


def _digits(text: str, base: int) -> str:
    kept = 0
    while kept < len(text) and text[kept] in "0123456789abcdefABCDEF"[: 8 if base == 8 else 22]:
        kept += 1
    return text[:kept]


def document(heredoc: Heredoc) -> tuple[str, bool]:
    """Return the text of a here-document, and whether the shell has nothing to fill in."""
    if heredoc.exact:
        return heredoc.text, True
    bare = heredoc.text.replace("\\\\", "").replace("\\$", "").replace("\\`", "")
    return unescaped(heredoc.text, "$`\\"), "$" not in bare and "`" not in bare
