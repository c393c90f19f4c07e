"""package.json: dependencies, dev, peer, optional and bundled ones; `npm:` names the package behind an alias."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._json import parsed, places
from mneme_cli.manifests._tables import table
from mneme_cli.model.entry import DEV, OPTIONAL, PEER, RUNTIME, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_FIELDS = {
    "dependencies": RUNTIME,
    "devDependencies": DEV,
    "optionalDependencies": OPTIONAL,
    "peerDependencies": PEER,
}
_HERE = ("workspace:", "file:", "link:", "portal:")


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that a package.json asks for."""
    data = parsed(text)
    return Found(entries=tuple(_entries(data, places(text)))) if _FIELDS.keys() & data.keys() else Found()


def _entries(data: dict[str, Any], at: dict[tuple[str, ...], tuple[int, int]]) -> Iterator[Entry]:
    bundled = _bundled(data)
    for field, group in _FIELDS.items():
        for name, said in table(data, field).items():
            line, column = at.get((field, name), (1, 1))
            version = said if isinstance(said, str) else ""
            real, wants = _behind(name, version)
            yield Entry(
                ecosystem="npm",
                name=real,
                line=line,
                column=column,
                group=group,
                label="bundled" if name in bundled else "",
                wants="" if wants.startswith(_HERE) else wants,
                imported=(name,) if real != name else (),
                written=name,
            )


def _bundled(data: dict[str, Any]) -> frozenset[str]:
    """Return what is shipped inside the package; `true` means every dependency."""
    said = data.get("bundledDependencies", data.get("bundleDependencies", ()))
    if said is True:
        return frozenset(table(data, "dependencies"))
    return frozenset(each for each in said if isinstance(each, str)) if isinstance(said, list) else frozenset()


def _behind(name: str, said: str) -> tuple[str, str]:
    """Return the package and the range that `npm:react@^18` means; a version without name is its own."""
    if not said.startswith("npm:"):
        return name, said
    rest = said[4:]
    at = rest.find("@", 1)
    if at < 0:
        return (rest, "") if rest and not rest[0].isdigit() else (name, rest)
    return rest[:at], rest[at + 1 :]


MANIFEST = Manifest(files=("package.json",), ecosystem="npm", read=read)
