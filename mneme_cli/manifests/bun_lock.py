"""bun.lock: JSON with trailing commas, one package a line under `packages`."""

from __future__ import annotations

from mneme_cli.manifests import BrokenError, Found, Manifest
from mneme_cli.model.entry import LOCKED, Entry
from mneme_cli.model.jsonc import read as lenient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = ("workspace:", "link:", "file:", "root:")


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that bun installs, those of the workspace itself left out.

    Raises:
        BrokenError: it is none of bun's.
    """
    if text.strip() and '"lockfileVersion"' not in text:
        raise BrokenError('is no bun.lock: "lockfileVersion" is missing', 1)
    return Found(entries=tuple(_entries(text)) or tuple(_compact(text)))


def _entries(text: str) -> Iterator[Entry]:
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not inside:
            inside = bare.startswith('"packages": {')
        elif bare.startswith('"') and '": ["' in bare:
            key, _, rest = bare[1:].partition('": ["')
            yield from _entry(key, rest.partition('"')[0], number, len(line) - len(line.lstrip()) + 1)


def _compact(text: str) -> Iterator[Entry]:
    """Read one that was written without line ends."""
    packages = lenient(text.encode()).get("packages") if len(text.splitlines()) < 5 else None
    for key, said in packages.items() if isinstance(packages, dict) else ():
        if isinstance(said, list) and said and isinstance(said[0], str):
            yield from _entry(key, said[0], 1, 1)


def _entry(key: str, said: str, line: int, column: int) -> Iterator[Entry]:
    at = said.find("@", 1)
    name, version = said[:at], said[at + 1 :]
    parts = key.split("/")
    last = "/".join(parts[-2:]) if len(parts) > 1 and parts[-2].startswith("@") else parts[-1]
    if at > 0 and not version.startswith(_HERE):
        yield Entry(
            ecosystem="npm",
            name=name,
            line=line,
            column=column,
            group=LOCKED,
            version=version if version[:1].isdigit() else "",
            imported=(last,) if last != name else (),
            written=name,
        )


MANIFEST = Manifest(files=("bun.lock",), ecosystem="npm", read=read, lock=True)
