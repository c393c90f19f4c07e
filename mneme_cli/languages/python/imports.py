"""Bytes → raw imports: from each word that can import to its node, then out to what stands around it."""

from __future__ import annotations

from mneme_cli.languages._nodes import Columns, lineage
from mneme_cli.languages.python.context import Context
from mneme_cli.languages.python.head import spots, statement_end
from mneme_cli.languages.python.plain import quick, said, without_lazy
from mneme_cli.languages.python.syntax import below, dotted, literal, word
from mneme_cli.model.fact import DYNAMIC, LAZY, LOCAL, REEXPORT, Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_STATEMENTS = ("import_statement", "import_from_statement", "future_import_statement")
_LONGEST, _MOST, _EFFORT = 4000, 2000, 100_000_000
"""How long a statement beside a syntax error may be, how many are read, and how many siblings are passed for them."""
_FUNCTIONS = (b"import_module", b"__import__")
"""What imports by a call, under whatever name; a word that is not ASCII may be one of them too (NFKC)."""
_TEXT = ("string_content", "comment", "string", "string_start", "string_end", "escape_sequence")


def parsed(text: bytes, parse: Callable[[bytes], Any]) -> tuple[Import, ...]:
    """Return every import of a text, statements and literal dynamic ones, in source order, from the tree alone.

    It is the slow path, which the quick one (`flat.imports`) must equal.

    Raises:
        ValueError: an import lies too deep.
    """
    plain, lazy = without_lazy(text)
    return _Reader(plain, parse, lazy).read()


class _Reader:
    """One pass over one tree: what earlier imports bind decides how later lines are read."""

    def __init__(self, text: bytes, parse: Callable[[bytes], Any], lazy: frozenset[int]) -> None:
        tree = parse(text)
        self.text, self.root, self.lazy, self.parse = text, tree.root_node, lazy, parse
        self.cursor, self.columns, self.broken = tree.walk(), Columns(text), tree.root_node.has_error
        self.context, self.dynamic = Context(), list[int]()
        self.rescues, self.effort = 0, 0
        self.public = self._public()

    def read(self) -> tuple[Import, ...]:
        """Read the statements, then the calls of what they bind, and put both in source order."""
        out: list[tuple[int, Import]] = []
        seen = -1
        for at in spots(self.text):
            line = self._line(at)
            place = next((n for n, node in enumerate(line) if node.type in _STATEMENTS), 0)
            if place and line[place].start_byte != seen:
                seen = line[place].start_byte
                out += [(seen, found) for found in self._statement(line[: place + 1])]
            elif not place and line[-1].type not in _TEXT:
                self.dynamic.append(at)
                out += [(at, found) for found in self._rescued(at, line)] if self.broken else []
        if not self.dynamic and self.text.isascii() and not any(word in self.text for word in _FUNCTIONS):
            return tuple([found for _, found in out])
        from mneme_cli.languages.python.dynamic import importers

        known = importers(found for _, found in out)
        for alias in sorted(name for name in known if "import" not in name.rpartition(".")[2]):
            self.dynamic += spots(self.text, alias.rpartition(".")[2].encode())
        out += [(at, found) for at in sorted(set(self.dynamic)) if (found := self._call(at, known))]
        return tuple([found for _, found in sorted(out, key=_by_place)])

    def _line(self, at: int) -> list[Any]:
        """Return the lineage of a token; where a broken tree is wide and has many imports, give up in time."""
        line = lineage(self.cursor, self.root, at, _STATEMENTS)
        if self.broken:
            self.effort += sum(node.child_count for node in line)
            if self.effort > _EFFORT:
                raise ValueError("is too broken to be read in time")
        return line

    def _statement(self, line: list[Any]) -> list[Import]:
        node = line[-1]
        kinds = self.context.kinds(line) | (LAZY if self.lazy and node.start_byte in self.lazy else 0)
        row, column = node.start_point[0] + 1, self.columns.of(node)
        plain = None if self.broken else said(node.text)
        if plain and plain.names and not self.public and "TYPE_CHECKING" not in plain.names:
            return quick(row, column, kinds, plain)
        if node.type == "import_statement":
            named = plain.named if plain else map(_bound, node.children_by_field_name("name"))
            return [self._module(row, column, kinds, *each) for each in named]
        written, taken = plain[:2] if plain else _taken(node)
        if not taken and any(child.type == "wildcard_import" for child in node.named_children):
            return [Import(row, column, written, ("*",), kinds, ("*",))]
        return [
            Import(row, column, written, tuple(name for name, _ in pairs), mask, tuple(alias for _, alias in pairs))
            for mask, pairs in self._groups(kinds, taken).items()
            if written
        ]

    def _module(self, row: int, column: int, kinds: int, name: str, alias: str) -> Import:
        """Read one entry of `import a.b as c`."""
        marked = self._marked(kinds, name.partition(".")[0], alias, name)
        return Import(row, column, name, (), marked, (alias,) * bool(alias))

    def _groups(self, kinds: int, taken: list[tuple[str, str]]) -> dict[int, list[tuple[str, str]]]:
        """Part the names of `from a import …` by their kinds: a re-export is one of its own."""
        groups: dict[int, list[tuple[str, str]]] = {}
        for name, alias in taken:
            if name == "TYPE_CHECKING":
                self.context.checking.add(alias or name)
            groups.setdefault(self._marked(kinds, name, alias, name), []).append((name, alias or name))
        return groups

    def _rescued(self, at: int, line: list[Any]) -> list[Import]:
        """Read a statement that an error nearby has torn apart, from its own lines alone."""
        self.rescues += 1
        if self.rescues > _MOST:
            return []
        start = self.text.rfind(b"\n", 0, at) + 1
        near = self.text[start : at + _LONGEST]
        statement = near[: statement_end(near, at - start)]
        bare = statement.lstrip()
        root = self.parse(bare).root_node if bare.startswith((b"import", b"from")) else None
        if root is None or root.has_error or root.children[0].type not in _STATEMENTS:
            return []
        column = len(statement[: len(statement) - len(bare)].decode("utf-8", "replace")) + 1
        row = self.text.count(b"\n", 0, start) + 1
        found = self._statement([*line, root.children[0]])
        return [each._replace(line=row, column=column) for each in found]

    def _marked(self, kinds: int, bound: str, alias: str, name: str) -> int:
        """Add the mark of a re-export: an alias that changes nothing, or a name in `__all__`."""
        if kinds & LOCAL:
            return kinds
        return kinds | (REEXPORT if alias == name or (alias or bound) in self.public else 0)

    def _call(self, at: int, known: frozenset[str]) -> Import | None:
        from mneme_cli.languages.python.dynamic import called

        line = self._line(at)
        if any(node.type in _STATEMENTS for node in line):
            return None
        found = called(line, known)
        if found is None:
            return None
        place, written = found
        return Import(
            line[place].start_point[0] + 1,
            self.columns.of(line[place]),
            written,
            (),
            self.context.kinds(line[:place]) | DYNAMIC,
        )

    def _public(self) -> frozenset[str]:
        """Collect the names in `__all__`, whatever it is assigned, added or extended by."""
        out: set[str] = set()
        end = 0
        for at in spots(self.text, b"__all__"):
            if at < end:
                continue
            line = self._line(at)
            if len(line) > 2 and line[1].type == "expression_statement":
                end = line[1].end_byte
                out.update(value for node in below(line[1], "string") if (value := literal(node)))
        return frozenset(out)


def _by_place(pair: tuple[int, Import]) -> int:
    return pair[0]


def _bound(node: Any) -> tuple[str, str]:
    """Return a name and its alias, "" if it has none."""
    if node.type != "aliased_import":
        return dotted(node), ""
    alias = node.child_by_field_name("alias")
    return dotted(node.child_by_field_name("name")), word(alias) if alias is not None else ""


def _taken(node: Any) -> tuple[str, list[tuple[str, str]]]:
    """Return where a `from` statement imports from, and each name with its alias; no name for a star."""
    module = node.child_by_field_name("module_name")
    written = "__future__" if module is None else _specifier(module)
    return written, [_bound(name) for name in node.children_by_field_name("name")]


def _specifier(node: Any) -> str:
    if node.type != "relative_import":
        return dotted(node)
    dots = sum(word(child).count(".") for child in node.named_children if child.type == "import_prefix")
    return "." * dots + "".join(dotted(child) for child in node.named_children if child.type == "dotted_name")
