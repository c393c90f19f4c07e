"""Heads so plain that they need no grammar: a docstring, comments, blank lines, and imports that start their lines.

What is read here is a part of the grammar in which a line can mean one thing only; anything else, a letter beyond
ASCII or a backslash included, is left to the tree.
"""

from __future__ import annotations

from mneme_cli.languages.python.plain import quick, read
from mneme_cli.model.fact import REEXPORT, RUNTIME, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mneme_cli.languages.python.plain import Said

_ODD = (b"\\", b"\r", b"\0", b"\f", b"__all__", b"lazy")
_MOST = 20_000
_READ: dict[bytes, Said] = {}
_QUOTES = b'"""'
_TAKEN = frozenset(
    (
        *("False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del"),
        *("elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda"),
        *("nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"),
        *("match", "case", "type", "print", "exec"),
    )
)
"""Words that are no names, or that the grammar reads as something else where they stand."""


def imports(text: bytes, parse: Callable[[bytes], Any]) -> tuple[Import, ...]:
    """Return every import of a text, statements and literal dynamic ones, in source order.

    Raises:
        ValueError: an import lies too deep.
    """
    found = flat(text)
    if found is not None:
        return found
    from mneme_cli.languages.python.imports import parsed  # most heads are flat, and a hook reads one file

    return parsed(text, parse)


def flat(text: bytes) -> tuple[Import, ...] | None:
    """Return every import of a text that is nothing but such a head; None if it is more."""
    if not text.isascii() or any(odd in text for odd in _ODD):
        return None
    out: list[Import] = []
    for row, line in _statements(text):
        plain = _READ.get(line) or _kept(line)
        if plain is None:
            return None
        out += quick(row, 1, RUNTIME, plain) if plain.names else _renaming(row, plain)
    return tuple(out)


def _kept(line: bytes) -> Said | None:
    """Return what a line says, None if that takes the grammar; kept, as most of a file's lines stand in others too."""
    if len(_READ) >= _MOST:
        _READ.clear()
    plain = read(line.rstrip()) if line.startswith((b"import ", b"from ")) else None
    if plain is None or not _sound(plain):
        return None
    _READ[line] = plain
    return plain


def _statements(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that say something, with their numbers; what is in brackets is one line."""
    row, held = 0, b""
    first, rest = _documented(text)
    for row, raw in enumerate(rest.split(b"\n"), first):
        if not held and _READ.get(raw):
            yield row, raw
            continue
        line = raw.partition(b"#")[0]
        if held:
            held += b"\n" + line
        elif line.strip() or raw[:1] in (b" ", b"\t"):  # a comment that is set in, too: the grammar may mind
            held, start = line, row
        if held and held.count(b"(") <= held.count(b")"):
            yield start, held
            held = b""
    if held:
        yield row, b""


def _documented(text: bytes) -> tuple[int, bytes]:
    """Return what follows the docstring that a text begins with, if it does, and the number of its first line."""
    at = 0
    while text.startswith((b"#", b"\n"), at) and (line := text.find(b"\n", at)) >= 0:
        at = line + 1
    end = text.find(_QUOTES, at + 3) + 3 if text.startswith(_QUOTES, at) else 0
    return (1 + text.count(b"\n", 0, end), text[end:]) if end > at + 3 else (1, text)


def _sound(plain: Said) -> bool:
    """Tell whether what stands where names stand are names."""
    module = plain.written.lstrip(".")
    named = (name for name, _ in plain.named)
    dotted = [module] * bool(module) if plain.written else named
    single = [*(named if plain.written else ()), *(alias for _, alias in plain.named if alias)]
    return all(map(_word, [part for name in dotted for part in name.split(".")] + single))


def _word(name: str) -> bool:
    return name.isidentifier() and name not in _TAKEN


def _renaming(row: int, plain: Said) -> list[Import]:
    """Read a statement that renames: an alias that changes nothing is a re-export, and one of its own."""
    marked = [(name, alias, RUNTIME | (REEXPORT if alias == name else 0)) for name, alias in plain.named]
    if not plain.written:
        return [Import(row, 1, name, (), mask, (alias,) * bool(alias)) for name, alias, mask in marked]
    groups: dict[int, list[tuple[str, str]]] = {}
    for name, alias, mask in marked:
        groups.setdefault(mask, []).append((name, alias or name))
    return [
        Import(row, 1, plain.written, tuple(name for name, _ in pairs), mask, tuple(alias for _, alias in pairs))
        for mask, pairs in groups.items()
    ]
