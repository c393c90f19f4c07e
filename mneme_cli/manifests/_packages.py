"""Lock files that are written by a program as `[[package]]` blocks: read line by line.

They run to many megabytes, a TOML reader in Python takes seconds for that, and what is asked of them is three lines of
each block: `name`, `version`, and where it came from.
"""

from __future__ import annotations

from mneme_cli.manifests import BrokenError, Found
from mneme_cli.model.entry import LOCKED, Entry, normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = ("editable", "virtual", "directory", "path")
"""How the source of a package says that it lies in this repository."""


def read(text: str, path: str) -> Found:
    """Return the packages of a lock, those of the repository itself left out.

    Raises:
        BrokenError: there are blocks and none of them names a package, or the text is no lock at all.
    """
    entries = tuple(entry for number, lines in _blocks(text) for entry in _entry(number, lines))
    if not entries and text.strip() and "=" not in text:
        raise BrokenError(f"is no {path[path.rfind('/') + 1 :]} that can be read", 1)
    return Found(entries=entries)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each block with the number of its first line."""
    start, block = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("["):
            inner = block and line.startswith(("[package.source]", "[packages.directory]"))
            if line.rstrip() in ("[[package]]", "[[packages]]") or not inner:
                if block:
                    yield start, block
                start, block = number, [line] if line.startswith("[[package") else []
                continue
        if block:
            block.append(line)
    if block:
        yield start, block


def _entry(start: int, lines: list[str]) -> Iterator[Entry]:
    if lines[0].rstrip() not in ("[[package]]", "[[packages]]"):
        return
    name = version = ""
    at = 0
    for offset, line in enumerate(lines):
        key, equals, value = line.partition("=")
        key, value = key.strip(), value.strip()
        if _is_own(key, value, line):
            return
        if equals and key == "name" and not name:
            name, at = value.strip("\"'"), offset
        elif equals and key == "version" and not version:
            version = value.strip("\"'")
    if name:
        yield Entry(ecosystem="pypi", name=normal(name), line=start + at, group=LOCKED, version=version, written=name)


def _is_own(key: str, value: str, line: str) -> bool:
    if key in ("source", "directory") and value.startswith("{"):
        return key == "directory" or value[1:].strip().partition("=")[0].strip() in _OWN
    return line.startswith("[packages.directory]") or (key, value) == ("type", '"directory"') or key == "path"
