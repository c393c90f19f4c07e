"""yarn.lock, of yarn 1 and of berry: blocks of `name@range` with a version."""

from __future__ import annotations

from mneme_cli.manifests import BrokenError, Found, Manifest
from mneme_cli.model.entry import LOCKED, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = ("@workspace:", "@link:", "@portal:", "@file:")


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that yarn installs, those of the workspace itself left out.

    Raises:
        BrokenError: there is text, and no block in it.
    """
    entries = tuple(_entries(text))
    said = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    if said and not entries and "__metadata:" not in text:
        raise BrokenError("is no yarn.lock that can be read", 1)
    return Found(entries=entries)


def _entries(text: str) -> Iterator[Entry]:
    name, start, behind = "", 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] not in ("", " ", "#") and line.rstrip().endswith(":"):
            said = line.rstrip()[:-1].strip('"').partition(",")[0].strip('" ')
            own = any(mark in said for mark in _HERE) or said == "__metadata"
            name, start = "" if own else said[: said.find("@", 1)], number
            behind = _behind(said)
        elif name and line.startswith("  version"):
            version = line.strip().removeprefix("version").strip(': "')
            real = behind or name
            yield Entry(
                ecosystem="npm",
                name=real,
                line=start,
                group=LOCKED,
                version=version,
                imported=(name,) if real != name else (),
                written=name,
            )
            name = ""


def _behind(said: str) -> str:
    """Return the package of an alias: `react17@npm:react@^17`."""
    rest = said.partition("@npm:")[2]
    at = rest.find("@", 1)
    return rest[:at] if at > 0 else ""


MANIFEST = Manifest(files=("yarn.lock",), ecosystem="npm", read=read, lock=True)
