"""package-lock.json and npm-shrinkwrap.json, in all three versions of the format."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._json import NOWHERE, lines, parsed
from mneme_cli.manifests._tables import table
from mneme_cli.model.entry import LOCKED, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mneme_cli.manifests._json import Opened

_IN = "node_modules/"


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that npm installs, those of the workspace itself left out."""
    data = parsed(text)
    opened = lines(text)
    if "packages" in data:
        return Found(entries=tuple(_installed(table(data, "packages"), opened)))
    return Found(entries=tuple(_nested(table(data, "dependencies"), opened)))


def _installed(packages: dict[str, Any], opened: Opened) -> Iterator[Entry]:
    for place, said in packages.items():
        version = said.get("version", "") if isinstance(said, dict) else ""
        name = place[place.rfind(_IN) + len(_IN) :] if _IN in place else ""
        if name and isinstance(said, dict) and not said.get("link"):
            real = said.get("name", name)
            yield _entry(real if isinstance(real, str) else name, version, next(opened.get(place, NOWHERE), 1), name)


def _nested(dependencies: dict[str, Any], opened: Opened, depth: int = 0) -> Iterator[Entry]:
    """Walk the tree of the first version of the format."""
    for name, said in dependencies.items():
        if isinstance(said, dict):
            yield _entry(name, said.get("version", ""), next(opened.get(name, NOWHERE), 1), name)
            if depth < 50:
                yield from _nested(table(said, "dependencies"), opened, depth + 1)


def _entry(name: str, version: Any, line: int, written: str) -> Entry:
    return Entry(
        ecosystem="npm",
        name=name,
        line=line,
        group=LOCKED,
        version=version if isinstance(version, str) else "",
        imported=(written,) if written != name else (),
        written=written,
    )


MANIFEST = Manifest(files=("package-lock.json", "npm-shrinkwrap.json"), ecosystem="npm", read=read, lock=True)
