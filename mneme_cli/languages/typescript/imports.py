"""Bytes → raw imports: each spot that a parse shows to be code, with what stands around it.

The statement is read from its bytes (`clause`), so what a grammar does not know yet loses neither it nor the rest.
"""

from __future__ import annotations

from mneme_cli.languages._nodes import Columns, lineage
from mneme_cli.languages.typescript.context import kinds
from mneme_cli.languages.typescript.cursor import Reader
from mneme_cli.languages.typescript.spots import WORDS, spots
from mneme_cli.languages.typescript.tame import tamed
from mneme_cli.model.fact import DYNAMIC, LAZY, REEXPORT, REQUIRE, RUNTIME, TEST, TYPE, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mneme_cli.languages.typescript.calls import Spot
    from mneme_cli.languages.typescript.shadow import Shadows

_TEXT = frozenset(
    (
        *("string_fragment", "string", "template_string", "regex_pattern", "regex", "jsx_text", "html_comment"),
        *("property_identifier", "private_property_identifier", "escape_sequence", "hash_bang_line", "`"),
        *("html_character_reference", "statement_identifier"),
    )
)
_EFFORT = 100_000_000
"""How many siblings are passed in a broken tree."""


def imports(text: bytes, parse: Callable[[bytes], Any]) -> tuple[Import, ...]:
    """Return every import of a TypeScript text, literal dynamic ones included, in source order.

    Raises:
        ValueError: an import lies too deep, or the text is too broken to be read in time.
    """
    return tuple(found for found, _ in located(text, parse, docs=False))


def imports_of_script(text: bytes, parse: Callable[[bytes], Any]) -> tuple[Import, ...]:
    """Return every import of a JavaScript text, where types are written in comments."""
    return tuple(found for found, _ in located(text, parse, docs=True))


def located(text: bytes, parse: Callable[[bytes], Any], *, docs: bool) -> list[tuple[Import, Spot]]:
    """Return every import with the spot it was read from."""
    found = spots(text)
    if not found and not any(word in text for word in WORDS):
        return []
    reader = _Reader(text, parse(tamed(text, found)))
    out: list[tuple[Import, Spot]] = []
    done = -1
    for spot in found:
        if spot.at < done:
            continue
        rows = reader.read(spot, docs=docs)
        if rows and spot.how == "statement":
            done = spot.end
        out += [(row, spot) for row in rows]
    return out


class _Reader:
    """One tree, asked spot by spot."""

    def __init__(self, text: bytes, tree: Any) -> None:
        self.text, self.root, self.cursor = text, tree.root_node, tree.walk()
        self.columns, self.broken, self.effort = Columns(text), tree.root_node.has_error, 0
        self.shadows: Shadows | None = None

    def read(self, spot: Spot, *, docs: bool) -> list[Import]:
        """Return the imports of one spot, [] if it is no code."""
        line = lineage(self.cursor, self.root, spot.at)
        if self.broken:
            self.effort += sum(node.child_count for node in line)
            if self.effort > _EFFORT:
                raise ValueError("is too broken to be read in time")
        leaf = line[-1]
        row, byte = self._place(leaf, spot.at)
        column = self.columns.at(spot.at, row, byte)
        if leaf.type == "comment":
            from mneme_cli.languages.typescript.doc import in_comment

            return [each._replace(line=row + 1, column=column) for each in in_comment(leaf, spot, docs=docs)]
        if leaf.type in _TEXT or spot.how == "reference" or (leaf.start_byte != spot.at and leaf.child_count == 0):
            return []
        if spot.clause is None:
            return self._call(spot, line, row + 1, column)
        return [] if not spot.written else _statement(spot, line, row + 1, column)

    def _place(self, leaf: Any, at: int) -> tuple[int, int]:
        """Return row and byte of an offset: a leaf's own start, or found from it where it is a comment."""
        row, byte = leaf.start_point
        if leaf.start_byte == at:
            return int(row), int(byte)
        inner = self.text[leaf.start_byte : at]
        breaks = inner.count(b"\n")
        return row + breaks, len(inner) - inner.rfind(b"\n") - 1 if breaks else byte + len(inner)

    def _call(self, spot: Spot, line: list[Any], row: int, column: int) -> list[Import]:
        if line[-1].text[:1] == b"_" and spot.word == "import":  # a type, see `tame`
            return [Import(row, column, spot.written, _members(self.text, spot.end), kinds(line) & ~RUNTIME | TYPE)]
        place = _callee(line, spot)
        if place < 0 or not spot.written or self._hidden(spot, line):
            return []
        marks = kinds(line)
        marks |= 0 if marks & TYPE else _CALLS.get(spot.word, DYNAMIC)
        if spot.how == "mock":
            marks |= TEST
        pairs = _bound(line, place) if spot.how == "call" else ()
        names = tuple(name for name, _ in pairs if name)
        return [Import(row, column, spot.written, names, marks, tuple(alias for _, alias in pairs))]

    def _hidden(self, spot: Spot, line: list[Any]) -> bool:
        """Tell whether what is called is something of the file's own that has the name of a function that imports."""
        name = self.text[spot.at : spot.at + 4].partition(b".")[0] if spot.how == "mock" else spot.word.encode()
        if spot.word in ("import", "defer"):
            return False
        if self.shadows is None:
            from mneme_cli.languages.typescript.shadow import Shadows

            self.shadows = Shadows(self.text, self.root, self.cursor)
        return self.shadows.hide(name, spot.at, line)


def _bound(line: list[Any], place: int) -> tuple[tuple[str, str], ...]:
    from mneme_cli.languages.typescript.binding import bound  # a file of statements alone needs none of it

    return bound(line, place)


def _members(text: bytes, end: int) -> tuple[str, ...]:
    """Return the name behind `import("x")` in a type."""
    reader = Reader(text, end)
    name = reader.word() if reader.take(b")") and reader.take(b".") else ""
    return (name,) if name else ()


_CALLS = {"require": REQUIRE, "defer": DYNAMIC | LAZY}


def _callee(line: list[Any], spot: Spot) -> int:
    """Return the place of the call in a lineage, -1 if the word is not what is called."""
    place = next((n for n in range(len(line) - 1, -1, -1) if line[n].type in ("call_expression", "new_expression")), -1)
    if spot.how == "mock":
        return place
    if place < 0:
        return len(line) - 1 if any(node.type == "ERROR" for node in line) else -1
    function = line[place].child_by_field_name("function") or line[place].child_by_field_name("constructor")
    return place if function is not None and function.start_byte == spot.at else -1


def _statement(spot: Spot, line: list[Any], row: int, column: int) -> list[Import]:
    clause = spot.clause
    assert clause is not None
    inner = [node for node in line if node.type not in ("import_statement", "export_statement")]
    marks = kinds(inner) & ~(RUNTIME | TYPE)
    marks |= LAZY if clause.modifier == "defer" else 0
    marks |= REQUIRE if clause.form == "require" else 0
    marks |= REEXPORT if clause.form == "export" or clause.passed else 0
    groups: dict[int, list[tuple[str, str]]] = {}
    for name, alias, typed in clause.names:
        groups.setdefault(marks | (TYPE if typed else RUNTIME), []).append((name, alias))
    if not groups:
        groups[marks | (TYPE if clause.modifier == "type" else RUNTIME)] = []
    return [
        Import(row, column, clause.written, tuple(name for name, _ in pairs), mask, tuple(alias for _, alias in pairs))
        for mask, pairs in groups.items()
    ]
