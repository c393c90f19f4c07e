"""An import statement read from its bytes, where these are so plain that they can mean one thing only.

Asking tree-sitter's nodes costs ten times as much as splitting the text. The tree has said already that a statement
stands here and where it ends; whatever has a comment, a backslash or a letter beyond ASCII in it is left to the nodes.
"""

from __future__ import annotations

from mneme_cli.languages.python.head import spots
from mneme_cli.model.fact import Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,() \t\n\r"

_MOST = 20_000
_SAID: dict[bytes, Said | None] = {}
"""What statements said, as most of a file's imports stand in other files too; emptied when it holds `_MOST`."""


class Said(NamedTuple):
    """An import statement: where it imports from ("" = `import`), and each name with its alias ("" = none).

    names: the same names if none has an alias, else ().
    """

    written: str
    named: list[tuple[str, str]]
    names: tuple[str, ...]


def said(statement: bytes) -> Said | None:
    """Return what a statement says, None if the nodes must be asked."""
    if statement not in _SAID:
        if len(_SAID) >= _MOST:
            _SAID.clear()
        _SAID[statement] = read(statement)
    return _SAID[statement]


def quick(row: int, column: int, kinds: int, plain: Said) -> list[Import]:
    """Read a statement that renames nothing, in a file that lists nothing to re-export: nine of ten are so."""
    if not plain.written:
        return [Import(row, column, name, (), kinds, ()) for name in plain.names]
    return [Import(row, column, plain.written, plain.names, kinds, plain.names)]


def read(statement: bytes) -> Said | None:
    """Return what a statement says, for whoever keeps it himself; None if the nodes must be asked."""
    if statement.translate(None, _PLAIN):
        return None
    text = statement.decode("ascii")
    if text.startswith("import"):
        written, listed = "", text[6:]
    else:
        head, _, listed = text.partition(" import ")
        written, listed = head[4:].strip(), _bare(listed.strip())
        if not written:  # `from import a` is none
            return None
    named = [pair for part in listed.split(",") if (pair := _named(part.split()))]
    if len(named) <= listed.count(",") or not text.startswith(("import ", "from")) or " " in written or "\t" in written:
        return None
    bare = () if any(alias for _, alias in named) else tuple([name for name, _ in named])
    return Said(written, named, bare)


def _bare(listed: str) -> str:
    """Take off the brackets around names, and the comma behind the last one."""
    if listed.startswith("(") and listed.endswith(")"):
        return listed[1:-1].rstrip().removesuffix(",")
    return listed


def _named(words: list[str]) -> tuple[str, str] | None:
    """Read `a.b` or `a.b as c`."""
    if len(words) == 1 and "(" not in words[0] and ")" not in words[0]:
        return words[0], ""
    return (words[0], words[2]) if len(words) == 3 and words[1] == "as" else None


def without_lazy(text: bytes) -> tuple[bytes, frozenset[int]]:
    """Write `lazy import x` (PEP 810, unknown to the grammar) as `import      x`: same length, same column."""
    if b"lazy" not in text:
        return text, frozenset()
    found, parts, done = set(), [], 0
    for at in spots(text, b"lazy"):
        rest = text[at + 4 : at + 40]
        said = rest.lstrip(b" \t\f")
        keyword = next((key for key in (b"import", b"from") if said.startswith(key)), b"")
        before = text[max(0, at - 200) : at].rpartition(b"\n")[2].rstrip(b" \t\f")
        if not keyword or said == rest or (before and before[-1:] not in (b";", b":")):
            continue
        found.add(at)
        size = 4 + len(rest) - len(said) + len(keyword)
        parts += [text[done:at], keyword.ljust(size)]
        done = at + size
    return b"".join([*parts, text[done:]]), frozenset(found)
