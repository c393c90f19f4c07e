"""One import or export statement read from its bytes alone, so that no gap of a grammar can lose it.

The statements are few and regular (ECMA-262 16.2, TypeScript's `import x = require()`, and the proposals `import
defer` and `import source`); a tree is asked only whether the word is code at all.
"""

from __future__ import annotations

from mneme_cli.languages.typescript.cursor import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

_TYPES = ("type", "typeof")
_MODIFIERS = ("type", "typeof", "defer", "source", "module")


class Clause(NamedTuple):
    """A statement as written.

    names: (name, local or exported name, is it for types only).  written: the specifier, "" = a list of own exports.
    modifier: type | typeof | defer | source | module | "".  at: of the modifier.  end: behind the specifier.
    form: import | require | export.  passed: it is `export import x = require("y")`.
    """

    names: tuple[tuple[str, str, bool], ...]
    written: str
    modifier: str
    at: int
    end: int
    form: str = "import"
    passed: bool = False


def imported(text: bytes, at: int) -> Clause | None:
    """Read the statement whose word `import` ends at an offset, None if it is none."""
    reader = Reader(text, at)
    written = reader.string()
    if written is not None:
        return Clause((), written, "", at, reader.at)
    modifier, place, first = _modifier(reader)
    names: list[tuple[str, str, bool]] = [("default", first, modifier in _TYPES)] if first else []
    if first and reader.take(b"="):
        return _required(reader, modifier, place, first)
    if not first or reader.take(b","):
        more = _list(reader)
        if more is None:
            return None
        names += more
    return _from(reader, names, modifier, place, "import")


def exported(text: bytes, at: int) -> Clause | None:
    """Read the statement whose word `export` ends at an offset, None if it names no bindings."""
    reader = Reader(text, at)
    modifier, place = "", reader.at
    if not reader.sees(b"{*"):
        place = reader.at
        modifier = reader.word()
        if modifier not in _TYPES:
            return None
    names = _list(reader)
    if names is None:
        return None
    end = reader.at
    found = _from(reader, names, modifier, place, "export")
    if found is None and names[:1] != [("*", "*", False)]:
        return Clause(_marked(names, modifier), "", modifier, place, end, "export")
    return found


def _modifier(reader: Reader) -> tuple[str, int, str]:
    """Read what may stand in front of the names: a modifier, its offset, and the default name behind it."""
    reader.skip()
    place = reader.at
    first = reader.word()
    if first not in _MODIFIERS:
        return "", place, first
    if reader.sees(b"{*"):
        return first, place, ""
    before, second = reader.at, reader.word()
    if not second or (second == "from" and reader.sees(b"'\"")):
        reader.at = before
        return "", place, first
    return first, place, second


def _required(reader: Reader, modifier: str, place: int, first: str) -> Clause | None:
    """Read `require("x")` behind `import x =`."""
    if reader.word() != "require" or not reader.take(b"("):
        return None
    written = reader.string()
    if written is None:
        return None
    return Clause((("*", first, modifier in _TYPES),), written, modifier, place, reader.at, "require")


def _from(reader: Reader, names: list[tuple[str, str, bool]], modifier: str, place: int, form: str) -> Clause | None:
    if reader.word() != "from":
        return None
    written = reader.string()
    if written is None:
        return None
    return Clause(_marked(names, modifier), written, modifier, place, reader.at, form)


def _marked(names: list[tuple[str, str, bool]], modifier: str) -> tuple[tuple[str, str, bool], ...]:
    typed = modifier in _TYPES
    return tuple((name, alias, one or typed) for name, alias, one in names)


def _list(reader: Reader) -> list[tuple[str, str, bool]] | None:
    """Read `* as x` or `{ a, b as c, type D }`."""
    if reader.take(b"*"):
        before = reader.at
        if reader.word() == "as":
            return [("*", reader.string() or reader.word(), False)]
        reader.at = before
        return [("*", "*", False)]
    if not reader.take(b"{"):
        return None
    out: list[tuple[str, str, bool]] = []
    while not reader.take(b"}"):
        parts = _entry(reader)
        if not parts:
            return None
        out.append(_named(parts))
        if not reader.take(b",") and reader.skip() != 125:
            return None
    return out


def _entry(reader: Reader) -> list[str]:
    """Read the words of one entry of a list."""
    out: list[str] = []
    while len(out) < 5:
        one = reader.string() if reader.sees(b"'\"") else reader.word()
        if not one:
            break
        out.append(one)
    return out


def _named(parts: list[str]) -> tuple[str, str, bool]:
    typed = len(parts) in (2, 4) and parts[0] in _TYPES
    parts = parts[typed:]
    return parts[0], parts[-1], typed
