"""pnpm-lock.yaml: the keys of `packages`, read line by line, as a YAML reader takes many seconds for a large one."""

from __future__ import annotations

from mneme_cli.manifests import BrokenError, Found, Manifest
from mneme_cli.model.entry import LOCKED, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that pnpm installs.

    Raises:
        BrokenError: it does not begin as every version of the format does.
    """
    if text.strip() and "lockfileVersion" not in text:
        raise BrokenError("is no pnpm-lock.yaml: `lockfileVersion` is missing", 1)
    return Found(entries=tuple(_entries(text)))


def _entries(text: str) -> Iterator[Entry]:
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] not in ("", " ", "#"):
            inside = line.startswith("packages:")
        elif inside and line.startswith("  ") and line[2:3] not in ("", " ", "#"):
            key = line.strip().partition(": {")[0].rstrip(":").strip("'\"")
            name, version = _parted(key)
            if name:
                yield Entry(
                    ecosystem="npm", name=name, line=number, column=3, group=LOCKED, version=version, written=name
                )


def _parted(key: str) -> tuple[str, str]:
    """Part `@scope/x@1.0.0(peer@2)`, `/x@1.0.0` and `/@scope/x/1.0.0_peer`; ("", "") for what is no package's."""
    said = key.partition("(")[0]
    plain = said.removeprefix("/")
    parts = plain.split("/")
    size = 2 if plain.startswith("@") else 1
    at = plain.find("@", 1)
    if said != plain and parts[size:] and parts[size][:1].isdigit():
        name, version = "/".join(parts[:size]), parts[size].partition("_")[0]
    elif at > 0:
        name, version = plain[:at], plain[at + 1 :]
    else:
        return "", ""
    return (name, version) if version[:1].isdigit() else (name, "")


MANIFEST = Manifest(files=("pnpm-lock.yaml",), ecosystem="npm", read=read, lock=True)
