"""Files that are no work of people in this repository: generated, vendored, binary, excluded. Said, never dropped.

Linguist's attributes: https://github.com/github-linguist/linguist/blob/main/docs/overrides.md; the header is Go's
convention, which others took over: https://go.dev/s/generatedcode.
"""

from __future__ import annotations

from mneme_cli.model.fact import Skipped
from mneme_cli.model.glob import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.tree import Tree

    _Line = tuple[str, str, Mapping[str, str | None]]
    """Folder of the attribute file, pattern, and what it says."""

NAME = ".gitattributes"
_SAYS = (("linguist-generated", "generated (.gitattributes)"), ("linguist-vendored", "vendored (.gitattributes)"))
_BINARY = 8000
"""Git's own measure: a NUL among the first 8,000 bytes."""
GENERATED = "generated (its header says so)"
_WRITTEN = b"Code generated "
_HEADER = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Marks:
    """What `exclude` and the `.gitattributes` of one tree say of its files; each attribute file is read once."""

    def __init__(self, tree: Tree, exclude: tuple[str, ...] = ()) -> None:
        self.tree, self.exclude = tree, exclude
        self._lines: dict[str, tuple[_Line, ...]] = {}
        self._macros: Mapping[str, tuple[tuple[str, str | None], ...]] | None = None

    def why(self, path: str) -> str:
        """Say why a file is left alone, "" if it is not."""
        for glob in self.exclude:
            if matches(glob, path):
                return f"excluded ({glob})"
        said = self.said(path)
        return next((why for name, why in _SAYS if said.get(name) not in (None, "false")), "")

    def said(self, path: str) -> Mapping[str, str | None]:
        """Return what the attribute files say of a path; deeper files and later lines win."""
        found: dict[str, str | None] = {}
        lines = self._of(path[: path.rfind("/") + 1])
        if not lines:
            return found
        from mneme_cli.evidence import attributes

        for folder, pattern, values in lines:
            if attributes.matches(pattern, path[len(folder) :]):
                found.update(values)
        return found

    def patterns(self, folder: str) -> frozenset[tuple[str, str, bool]]:
        """Return what the attribute file of one folder says: (pattern, attribute, whether it is set)."""
        self._of("")
        lines = self._read(folder)
        return frozenset(
            (pattern, name, value != "false")
            for _, pattern, said in lines
            for name, value in said.items()
            if value is not None
        )

    def _of(self, folder: str) -> tuple[_Line, ...]:
        """Return the lines that can speak of files in a folder, those of the root first, as later ones win."""
        if folder not in self._lines:
            above = self._of(folder[: folder.rfind("/", 0, -1) + 1]) if folder else ()
            self._lines[folder] = (*above, *self._read(folder))
        return self._lines[folder]

    def _read(self, folder: str) -> tuple[_Line, ...]:
        text = self.tree.read(folder + NAME) if self.tree.has(folder + NAME) else b""
        if not text:
            return ()
        from mneme_cli.evidence import attributes  # few repositories have one, and a hook reads one file

        lines, macros = attributes.read(text)
        if not folder:
            self._macros = macros
        expanded = ((line.pattern, attributes.expanded(line.values, self._macros or {})) for line in lines)
        names = [name for name, _ in _SAYS]
        kept = ((pattern, {name: said[name] for name in names if name in said}) for pattern, said in expanded)
        return tuple((folder, pattern, said) for pattern, said in kept if said)


def by_path(tree: Tree, paths: Iterable[str], exclude: tuple[str, ...] = ()) -> tuple[Skipped, ...]:
    """Return which paths `exclude` or the tree's own `.gitattributes` take out, with the reason, sorted."""
    marks = Marks(tree, exclude)
    named = ((path, marks.why(path)) for path in sorted(set(paths)))
    return tuple(Skipped(path=path, why=why) for path, why in named if why)


def by_text(path: str, text: bytes) -> Skipped | None:
    """Return why the bytes of a file say that it is not for us, None if they do not."""
    if text.startswith(_WIDE):
        return Skipped(path=path, why="UTF-16 text")
    if b"\0" in text[:_BINARY]:
        return Skipped(path=path, why="binary")
    line = header(text)
    return Skipped(path=path, why=GENERATED, line=line) if line else None


def header(text: bytes) -> int:
    """Return the line whose words say that a program wrote the file, 0 if there is none."""
    if text.find(_WRITTEN, 0, _HEADER) < 0:
        return 0
    for number, line in enumerate(text[:_HEADER].split(b"\n"), 1):
        at = line.find(_WRITTEN)
        if at >= 0 and b"DO NOT EDIT" in line[at:]:
            return number
    return 0
