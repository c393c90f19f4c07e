"""Through which files may a name come that a rule bans? Followed from the banned side, so that few files are read.

A file that imports from the far side and binds the name at module level passes it on. Whoever imports that file and
writes that name may break the rule, and may pass it on in turn. The answer may hold files that turn out to be innocent;
it lacks none: every finding is then read from the bytes.
"""

from __future__ import annotations

from mneme_cli.evidence.meaning import resolve
from mneme_cli.languages import of
from mneme_cli.model.fact import LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from mneme_cli.evidence.gather import End
    from mneme_cli.languages import Language
    from mneme_cli.model.fact import Edge, Import

    Importers = Callable[[str], Iterable[str]]
    """Path → the files that may import it."""
    Row = tuple[Import, tuple[str, ...]]
    """An import, and the names that it binds: one for each edge that it resolves to."""
    Selects = Callable[[Edge], bool]
    Raws = Callable[[Iterable[str]], Mapping[str, tuple[Import, ...]]]

STAR = "*"
_NEAR = 80
ROOM = 32_000_000
"""Bytes of texts that are kept."""


class Barrels:
    """What files of one tree bind by imports, read once each; raws: many files' imports at once, from the store."""

    def __init__(self, end: End, raws: Raws | None = None) -> None:
        self.end, self.raws = end, raws
        self._texts: dict[str, bytes] = {}
        self._room = ROOM
        self._known: dict[str, tuple[Import, ...]] = {}
        self._bound: dict[str, Mapping[str, tuple[Edge, ...]]] = {}

    def leading(self, first: Iterable[str], importers: Importers, selects: Selects) -> frozenset[str]:
        """Return the files that may import something selected through a re-export.

        first: files that may import what is selected directly.
        """
        asked = [path for path in first if any(True for _ in importers(path))]
        self._learn(asked)
        return self.onward({path: self.leads(path, selects) for path in asked}, importers)

    def onward(self, names: dict[str, frozenset[str]], importers: Importers) -> frozenset[str]:
        """Return the files that may have one of these names (by the file that passes it on), through others as well."""
        names = dict(names)
        todo = sorted(path for path, found in names.items() if found)
        out: set[str] = set()
        while todo:
            barrel = todo.pop()
            others = [path for path in importers(barrel) if path != barrel]
            named = {path for path in others if self._writes(path, names[barrel])}
            carrying = [path for path in others if path in named or (names[barrel] and self._carries(path, barrel))]
            self._learn(carrying)
            out.update(named)
            for path in carrying:
                more = names.get(path, frozenset()) | self._passed(path, barrel, names[barrel])
                if more != names.get(path, frozenset()):
                    names[path] = more
                    todo.append(path)
        return frozenset(out)

    def _learn(self, paths: Iterable[str]) -> None:
        missing = [path for path in paths if path not in self._known and path not in self._bound]
        if missing and self.raws:
            self._known |= self.raws(missing)

    def leads(self, path: str, selects: Selects) -> frozenset[str]:
        """Return the names under which a file passes something selected on."""
        return frozenset(name for name, edges in self._bindings(path).items() if any(map(selects, edges)))

    def targets(self, path: str) -> frozenset[str]:
        """Return the files that a file may pass something on from, whether a graph knows them or not."""
        return frozenset(edge.target for edges in self._bindings(path).values() for edge in edges)

    def _passed(self, path: str, barrel: str, names: frozenset[str]) -> frozenset[str]:
        """Return the names under which a file passes on what it has from a barrel."""
        out: set[str] = set()
        for name, edges in self._bindings(path).items():
            for edge in edges:
                if edge.target == barrel and (name == STAR or STAR in names or not edge.member or edge.member in names):
                    out |= names if name == STAR else {name}
        return frozenset(out)

    def _writes(self, path: str, names: frozenset[str]) -> bool:
        """Tell whether a file could name one of these; a star brings them all, and ASCII has look-alikes (NFKC)."""
        text = self._text(path)
        if STAR in names or not text.isascii():
            return True
        return any(name.encode() in text for name in names) or _starred(text)

    def _carries(self, path: str, barrel: str) -> bool:
        """Tell whether a file could bind the whole of a barrel, and so pass its names on without writing them."""
        text, language = self._text(path), of(barrel)
        if language is None or language.exported:
            return b"require" in text  # `import *` is a star to `_writes`
        token = language.token(barrel)
        if not token:
            return True
        ends = (text[at : at + _NEAR].lstrip(b" \t\\\r\n") for at in _behind(text, token))
        return any(not end.startswith((b".", b"import")) for end in ends)

    def _text(self, path: str) -> bytes:
        """Return a text, kept while there is room: every barrel's importers are looked through for its names."""
        if path not in self._texts:
            self._texts[path] = text = self.end.tree.read(path)
            self._room -= len(text)
            if self._room < 0:
                self._texts, self._room = {path: text}, ROOM
        return self._texts[path]

    def _bindings(self, path: str) -> Mapping[str, tuple[Edge, ...]]:
        """Return name → what it is imported as, for every name that a file binds by an import at module level."""
        if path not in self._bound:
            self._bound[path] = self._read(path)
        return self._bound[path]

    def _read(self, path: str) -> Mapping[str, tuple[Edge, ...]]:
        return bound(path, written(path, self.end, self._known.get(path)), self.end)


def written(path: str, end: End, raws: tuple[Import, ...] | None = None) -> tuple[Row, ...]:
    """Return what binds names at module level. raws: the imports of the file, if they are known."""
    language = of(path)
    if language is None or not end.tree.has(path):
        return ()
    if language.exported:
        return _exported(end.tree.read(path), language)
    if raws is None:
        from mneme_cli.evidence.imports import extract

        raws = extract(end.tree.read(path), language, path).imports
    return tuple((raw, _names(raw)) for raw in map(_top, raws) if not raw.kinds & LOCAL)


def bound(path: str, rows: Iterable[Row], end: End, only: Collection[str] | None = None) -> dict[str, tuple[Edge, ...]]:
    """Return name → what it is imported as. only: the names of interest, None = all."""
    language = of(path)
    out: dict[str, tuple[Edge, ...]] = {}
    for raw, names in rows:
        if language is not None and (only is None or any(name in only for name in names)):
            for edge, name in zip(resolve(language, path, raw, end.tree, end.layout), names, strict=False):
                if only is None or name in only:
                    out[name] = (*out.get(name, ()), edge)
    return out


def _names(raw: Import) -> tuple[str, ...]:
    asked = raw.names or (raw.written.partition(".")[0],)
    return tuple(
        STAR if word == STAR else local or word for word, local in zip(asked, raw.aliases or asked, strict=False)
    )


def _exported(text: bytes, language: Language) -> tuple[Row, ...]:
    """Return the same of a language in which a file says what it passes on."""
    if b"export" not in text:
        return ()
    from mneme_cli.evidence.exports import read

    found = read(text, language, whole=False)
    return tuple((one, (name,) * max(len(one.names), 1)) for name, imports in found.items() for one in imports)


def _top(raw: Import) -> Import:
    """Return what an import binds: `import a.b.c` binds a, and passes nothing below it on."""
    return raw if raw.names or any(raw.aliases) else raw._replace(written=raw.written.partition(".")[0])


def _behind(text: bytes, word: bytes) -> Iterator[int]:
    """Yield where a word ends."""
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + len(word))


def _starred(text: bytes) -> bool:
    """Tell whether bytes could hold `import *`: nothing but blanks and continued lines can stand between the two."""
    return any(part.rstrip(b" \t\f\r\n\\").endswith((b"import", b"export", b"type")) for part in text.split(b"*")[:-1])
