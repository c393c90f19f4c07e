"""Files that are no work of people in this repository: generated, vendored, binary, excluded. Said, never dropped.

Linguist's attributes: https://github.com/github-linguist/linguist/blob/main/docs/overrides.md; the header is Go's
convention, which others took over: https://go.dev/s/generatedcode.
"""

from __future__ import annotations

from mneme_cli.evidence import attributes
from mneme_cli.model.fact import Skipped
from mneme_cli.model.glob import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.model.tree import Tree

_SAYS = (("linguist-generated", "generated (.gitattributes)"), ("linguist-vendored", "vendored (.gitattributes)"))
_BINARY = 8000
"""Git's own measure: a NUL among the first 8,000 bytes."""
_HEADER = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def by_path(tree: Tree, paths: Iterable[str], exclude: tuple[str, ...] = ()) -> tuple[Skipped, ...]:
    """Return which paths `exclude` or the tree's own `.gitattributes` take out, with the reason, sorted."""
    asked = sorted(set(paths))
    files = {
        folder: text
        for folder in sorted({folder for path in asked for folder in attributes.folders(path)})
        if (text := tree.read(folder + attributes.NAME))
    }
    named = ((path, _excluded(path, exclude) or _attributed(path, files)) for path in asked)
    return tuple(Skipped(path=path, why=why) for path, why in named if why)


def by_text(path: str, text: bytes) -> Skipped | None:
    """Return why the bytes of a file say that it is not for us, None if they do not."""
    if text.startswith(_WIDE):
        return Skipped(path=path, why="UTF-16 text")
    if b"\0" in text[:_BINARY]:
        return Skipped(path=path, why="binary")
    for number, line in enumerate(text[:_HEADER].split(b"\n"), 1):
        at = line.find(b"Code generated ")
        if at >= 0 and b"DO NOT EDIT" in line[at:]:
            return Skipped(path=path, why="generated (its header says so)", line=number)
    return None


def _excluded(path: str, exclude: tuple[str, ...]) -> str:
    return next((f"excluded ({glob})" for glob in exclude if matches(glob, path)), "")


def _attributed(path: str, files: dict[str, bytes]) -> str:
    if not files:
        return ""
    said = attributes.values(path, files)
    return next((why for name, why in _SAYS if said.get(name) not in (None, "false")), "")
