r"""CODEOWNERS as GitHub reads it: who owns a file, by the last line that matches.

Grammar and order of places: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/
customizing-your-repository/about-code-owners. Not taken, as there: `!`, `[a-z]` and `\#`; such a line matches nothing.
"""

from __future__ import annotations

from mneme_cli.evidence.attributes import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks; the first one that is there counts."""


class Owners(NamedTuple):
    """One file. path: where it lies, "" = there is none.  lines: (pattern, owners) in order."""

    path: str = ""
    lines: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, path: str) -> tuple[str, ...]:
        """Return who owns a file, () = nobody, or a line without names says so."""
        return next((who for pattern, who in reversed(self.lines) if speaks(pattern, path)), ())


def owners(tree: Tree) -> Owners:
    """Read the file of a tree."""
    place = next((path for path in PLACES if tree.has(path)), "")
    return Owners(path=place, lines=read(tree.read(place))) if place else Owners()


def read(text: bytes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read the lines of a file; what GitHub would refuse is left out."""
    out = []
    for line in text.decode("utf-8", "replace").removeprefix("\ufeff").split("\n"):
        pattern, *names = _words(line.replace("\r", ""))
        if pattern and pattern[0] not in "!\\" and "[" not in pattern:
            out.append((pattern, tuple(name for name in names if "@" in name)))
    return tuple(out)


def _words(line: str) -> list[str]:
    """Split a line at blanks that no backslash stands before; a `#` at the start of a word ends it."""
    words: list[str] = []
    now = ""
    at = 0
    while at < len(line):
        char = line[at]
        if char == "\\" and line[at + 1 : at + 2] in (" ", "\t"):
            now, at = now + line[at + 1], at + 1
        elif char in " \t":
            words, now = [*words, now] if now else words, ""
        elif char == "#" and not now:
            break
        else:
            now += char
        at += 1
    return [*words, now] if now or not words else words


def speaks(pattern: str, path: str) -> bool:
    """Tell whether a pattern means a file, by its own name or by that of a folder above it."""
    folder = pattern.endswith("/")
    bare = pattern.strip("/")
    if not bare:
        return pattern == "/"
    anchored = pattern.startswith("/") or "/" in bare
    ends = [at for at, char in enumerate(path) if char == "/"]
    above = [path[:at] for at in ends]
    if anchored and bare.rpartition("/")[2] == "*" and not folder:
        above = []  # `docs/*` means the files of that folder and none below it
    wanted = bare if anchored and "/" in bare else f"/{bare}" if anchored else bare
    return any(matches(wanted, each) for each in (above if folder else [*above, path]))
