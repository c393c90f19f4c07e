"""Bytes → raw imports, parsing no further than the last of them; the same answer for the same bytes on any path.

The ladder: no keyword → nothing; the head alone, if it parses without an error; else the whole file.
"""

from __future__ import annotations

from mneme_cli.model.fact import Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NamedTuple, TypeVar

    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Import, Use

    Row = TypeVar("Row", Import, Use)
else:
    from mneme_cli.model.noun import NamedTuple

_POINTER = b"version https://git-lfs.github.com/spec/"
"""What Git LFS leaves in the place of a file: no code, and no broken code (https://git-lfs.com)."""
LIMIT = 8 << 20
"""How many bytes of one file are parsed at most: about a second."""


class Extracted(NamedTuple):
    """The imports of one text, and what could not be looked at as it should be."""

    imports: tuple[Import, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def extract(raw: bytes, language: Language, path: str = "", most: int = 0) -> Extracted:
    """Return the imports of a file; path is only said in what is skipped. most: bytes that a hook has the time for.

    What lies behind the last import is not read, so an error there is no concern of the imports; nor is one in a text
    without a word that imports. A statement that begins to import and breaks off is read, and said.
    """
    if pointer(raw):
        return Extracted()
    text, why = language.decode(raw)
    skipped = (Skipped(path=path, why=why),) if why else ()
    found = _read(text, language, path, skipped, most)
    return Extracted(imports=placed(found.imports, raw, language), skipped=told(found.skipped, raw, language))


def pointer(raw: bytes) -> bool:
    """Tell whether a file is only a pointer to what Git LFS keeps elsewhere."""
    return raw.startswith(_POINTER)


def placed(rows: tuple[Row, ...], raw: bytes, language: Language) -> tuple[Row, ...]:
    """Say of rows where they stand in the file, if the text of its language is only taken out of it."""
    place = language.places(raw) if rows else None
    if place is None:
        return rows
    spots = [place(row.line, row.column) for row in rows]
    return tuple([row._replace(line=line, column=at) for row, (line, at) in zip(rows, spots, strict=True)])


def told(skipped: tuple[Skipped, ...], raw: bytes, language: Language) -> tuple[Skipped, ...]:
    """Say the same of what could not be read."""
    place = language.places(raw) if any(one.line for one in skipped) else None
    return tuple([one._replace(line=place(one.line, 1)[0]) if place and one.line else one for one in skipped])


def _read(text: bytes, language: Language, path: str, skipped: tuple[Skipped, ...], most: int) -> Extracted:
    if not any(word in text for word in language.keywords):
        return Extracted(skipped=skipped)
    cut = language.head(text)
    if cut == 0:
        return Extracted(skipped=skipped)
    if 0 < cut < len(text):
        found = _parsed(text[:cut], language, path, most)
        if not found.skipped:
            return Extracted(imports=found.imports, skipped=skipped)
    return whole(text, language, path, skipped, most)


def thorough(text: bytes, language: Language, path: str = "") -> Extracted:
    """Return the imports of a decoded text, all of which is parsed: what `whole` says, and its head says it sooner."""
    from mneme_cli.evidence.grammar import parser

    cut = language.head(text)
    if 0 < cut < len(text) <= LIMIT:
        found = _parsed(text[:cut], language, path)
        if not found.skipped and not errors(parser(language)(text), path):
            return found
    return whole(text, language, path)


def whole(
    text: bytes, language: Language, path: str = "", skipped: tuple[Skipped, ...] = (), most: int = 0
) -> Extracted:
    """Return the imports of a decoded text by parsing all of it: the slow path that the quick one must equal."""
    found = _parsed(text, language, path, most)
    return Extracted(imports=found.imports, skipped=skipped + found.skipped)


def large(text: bytes, most: int) -> str:
    """Say why a text is too large to be parsed, "" if it is not. most: the limit of a hook, 0 for everybody else."""
    if len(text) <= (most or LIMIT):
        return ""
    whose = " of a hook" if most else ""
    return f"has {len(text) / 1e6:.1f} MB to parse, the limit{whose} is {(most or LIMIT) / 1e6:.1f} MB"


def _parsed(text: bytes, language: Language, path: str, most: int = 0) -> Extracted:
    if why := large(text, most):
        return Extracted(skipped=(Skipped(path=path, why=why),))
    trees: list[Any] = []
    try:
        imports = language.imports(text, _kept(language, trees))
    except ValueError as deep:
        return Extracted(skipped=(Skipped(path=path, why=str(deep)),))
    return Extracted(imports=imports, skipped=errors(trees[0], path) if trees else ())


def errors(tree: Any, path: str) -> tuple[Skipped, ...]:
    """Say where a tree has its first error, if it has one."""
    node = tree.root_node
    if not node.has_error:
        return ()
    while not (node.is_error or node.is_missing):
        bad = next((child for child in node.children if child.has_error or child.is_missing), None)
        if bad is None:
            break
        node = bad
    return (Skipped(path=path, why="has a syntax error", line=node.start_point[0] + 1),)


def _kept(language: Language, trees: list[Any]) -> Callable[[bytes], Any]:
    """Return a parser that is made when it is asked, and whose trees can be asked about errors afterwards."""

    def kept(text: bytes) -> Any:
        from mneme_cli.evidence.grammar import parser

        trees.append(parser(language)(text))
        return trees[-1]

    return kept
