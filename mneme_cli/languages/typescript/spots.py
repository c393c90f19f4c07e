"""Where a text may import, found on bytes alone: more places than there are, never fewer."""

from __future__ import annotations

from mneme_cli.languages.typescript.calls import Spot, call, meta, mock, reference
from mneme_cli.languages.typescript.clause import exported, imported
from mneme_cli.languages.typescript.cursor import WORD, Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = (b"import", b"export", b"require", b"vi.", b"jest.", b"<reference", b"<amd-dependency")
_MARK = b"\xef\xbb\xbf"
_LINE = 300
"""How far in front of a word its line may begin for it to be looked at."""


def spots(text: bytes) -> list[Spot]:
    """Return every spot in source order."""
    return sorted((spot for word in WORDS for spot in _of(text, word)), key=_at)


def last(text: bytes) -> Spot | None:
    """Return the spot that ends last, searched from the end."""
    found: Spot | None = None
    for word in WORDS:
        at = text.rfind(word)
        while at >= 0 and (found is None or at > found.at):
            spot = read(text, at, word)
            if spot is not None and not (spot.how == "statement" and not spot.written):
                found = spot
                break
            at = text.rfind(word, 0, at)
    return found


def _of(text: bytes, word: bytes) -> Iterator[Spot]:
    at = text.find(word)
    while at >= 0:
        spot = read(text, at, word)
        if spot is not None:
            yield spot
        at = text.find(word, at + len(word))


def read(text: bytes, at: int, word: bytes) -> Spot | None:
    """Read what stands at a word, None if it can import nothing."""
    if (
        at
        and at != len(_MARK) * text.startswith(_MARK)
        and (text[at - 1] in WORD or (text[at - 1] == 46 and text[at - 3 : at] != b"..."))
    ):
        return None
    end = at + len(word)
    if word[:1] != b"<" and told(text, at):
        return None
    if word == b"import":
        return _import(text, at, end)
    if word in (b"<reference", b"<amd-dependency"):
        return reference(text, at, end)
    if word.endswith(b"."):
        return mock(text, at, end)
    if end < len(text) and text[end] in WORD:
        return None
    if word == b"export":
        clause = exported(text, end)
        return Spot(at, "statement", clause.written, clause.end, "export", clause) if clause else None
    return call(text, at, end, "require")


def told(text: bytes, at: int) -> bool:
    """Tell whether a line is told in a comment: behind `//`, or in a block whose lines begin with a star."""
    start = text.rfind(b"\n", max(0, at - _LINE), at) + 1
    if not start and at > _LINE:
        return False
    before = text[start:at].lstrip()
    if before[:2] == b"//":
        return True
    statement = text[at : at + 6] in (b"import", b"export") and text[at + 6 : at + 7] != b"("
    return statement and before[:1] == b"*" and b"*/" not in before and before[-1:] != b"@"


def _import(text: bytes, at: int, end: int) -> Spot | None:
    if end < len(text) and text[end] in WORD:
        return None
    if at and text[at - 1] == 64:
        return _doc(text, at, end)
    reader = Reader(text, end)
    following = reader.skip()
    if following == 40:
        return call(text, at, end, "import")
    if following == 46:
        return meta(text, at, reader)
    clause = imported(text, end)
    if clause is not None and clause.form == "require":
        clause = clause._replace(passed=text[max(0, at - 40) : at].rstrip().endswith(b"export"))
    return Spot(at, "statement", clause.written, clause.end, "import", clause) if clause else None


def _doc(text: bytes, at: int, end: int) -> Spot | None:
    """Read `@import {a} from "x"` of a comment, whose lines begin with a star."""
    stop = text.find(b"*/", end)
    lines = text[end : stop if 0 <= stop < end + 2000 else end + 2000].split(b"\n")
    plain = [
        line if not n or line.lstrip()[:1] != b"*" else line.replace(b"*", b" ", 1) for n, line in enumerate(lines)
    ]
    clause = imported(b"\n".join(plain), 0)
    if clause is None:
        return None
    return Spot(at, "statement", clause.written, end + clause.end, "import", clause._replace(at=end + clause.at))


def _at(spot: Spot) -> int:
    return spot.at
