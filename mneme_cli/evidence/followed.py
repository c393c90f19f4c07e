"""From what a file imports to where it is defined: names, members of whole modules, and what stars bring.

Members stand behind the imports: words alone tell of most files that they take none which a module passes on.
"""

from __future__ import annotations

from mneme_cli.evidence.exports import definitions
from mneme_cli.evidence.imports import large
from mneme_cli.languages import of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.gather import End, Row
    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Edge
    from mneme_cli.model.tree import Tree

_EMPTY = frozenset((b"", b"import"))  # what two dots and `from .` leave
_BETWEEN, _FEW = b" \t\r\n\f\\", 4
_WORD = bytes(char if char > 127 or chr(char).isalnum() or char in b"_$." else 32 for char in range(256))


def followed(path: str, rows: Iterable[Row], end: End) -> tuple[Edge, ...]:
    """Return where everything is defined that a file imports by way of another: names, members and what stars bring."""
    language = of(path)
    if language is None:
        return ()
    written = [edge for _, edges in rows for edge in edges]
    ends = {edge: _defined(edge, end, language) for edge in written}
    named = tuple(more for edge in written for more in ends[edge])
    modules = {edge.target for edge in (*written, *named) if not edge.member and end.tree.has(edge.target)}
    starred = any("*" in found.names for found, _ in rows)
    if language.taken is None or not _takes(path, modules, end, language, starred):
        return named
    from mneme_cli.evidence.parts import parts

    return named + parts(path, rows, ends, end)


def _defined(edge: Edge, end: End, language: Language) -> tuple[Edge, ...]:
    """Return where what a written edge takes is defined, if its target passes that on."""
    names = passed(edge.target, end) if edge.member else None
    if names is not None and edge.member.encode() not in names and b"*" not in names:
        return ()
    return definitions(edge, end.tree, end.layout, language, end.bound)


def _takes(path: str, modules: Iterable[str], end: End, language: Language, starred: bool) -> bool:
    """Tell whether a file may take of a module what that only passes on: only then its members are looked at."""
    known = {each: passed(each, end) for each in modules}
    names = frozenset(name for some in known.values() for name in some or ())
    fronts = [text for each, some in known.items() if some is None and (text := front(each, end.tree))]
    if not names and not fronts:
        return False
    text = compared(language.decode(end.tree.read(path))[0])
    if large(text, end.most):
        return False
    if starred or b"*" in names:
        return True
    if not fronts and not _hangs(names, text):
        return False
    hints = words(text, dotted=not language.exported)
    return bool(names & hints) or any(may_pass(each, hints) for each in fronts)


def compared(text: bytes) -> bytes:
    """Return a text in which a name stands as it is compared: other letters may spell it (NFKC)."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFKC", text.decode("utf-8", "replace")).encode("utf-8", "replace")


def _hangs(names: frozenset[bytes], text: bytes) -> bool:
    """Tell whether one of these may stand behind a dot: at once, or on the line behind one that ends with a dot."""
    if any(b"." + name in text for name in names):
        return True
    return b".\n" in text.translate(None, b" \t\r\f\\") and any(name in text for name in names)


def passed(path: str, end: End) -> frozenset[bytes] | None:
    """Return the names that a module binds by imports ("*" for a star), where its imports are known without a look.

    None = they are not, or its language passes on what it exports, under names of its own.
    """
    if (path,) not in end.bound:
        binds = language.binds if (language := of(path)) else None
        raw = end.known(path) if binds else None
        names = None
        if binds is not None and raw is not None:
            names = frozenset(name.encode() for each in raw for name in binds(each))
        end.bound[path,] = names
    found: frozenset[bytes] | None = end.bound[path,]
    return found


def words(text: bytes, *, dotted: bool) -> frozenset[bytes]:
    """Return the words of a file, or those that hang from others: what it can take of a module is among them."""
    if dotted:
        rows = [row.strip(_BETWEEN) for row in text.split(b"\n")]
        text = b"".join([row if _goes_on(row) else row + b"\n" for row in rows])
        text = text.replace(b"\n.", b".").replace(b" .", b".")
    chains = [chain.split(b".") for chain in text.translate(_WORD).split()]
    return frozenset(word for chain in chains for word in chain[dotted:]) - _EMPTY


def _goes_on(row: bytes) -> bool:
    """Tell whether a dot at the end of a line is one of code; behind many words, or in a comment, it ends prose."""
    return row[-1:] == b"." and len(row.split()) < _FEW and b"#" not in row


def may_pass(text: bytes, hints: Iterable[bytes]) -> bool:
    """Tell whether a module can pass on one of these words: whether its front holds it, or a star."""
    return b"*" in text or any(word in text for word in hints)


def front(path: str, tree: Tree) -> bytes:
    """Return the text of a module up to its last import, b"" if it has none: it passes nothing on."""
    text, language = tree.read(path), of(path)
    return compared(text[: head if (head := language.head(text) if language else 0) >= 0 else len(text)])
