"""setup.cfg: `install_requires` and its like; read line by line, because configparser knows no lines."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._requirement import requirement
from mneme_cli.model.entry import DEV, OPTIONAL, RUNTIME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.model.entry import Entry

_KEYS = {"install_requires": (RUNTIME, ""), "setup_requires": (DEV, "build-system"), "tests_require": (DEV, "tests")}


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that a setup.cfg asks for."""
    return Found(entries=tuple(_entries(text)))


def _entries(text: str) -> Iterator[Entry]:
    for section, key, line, column, value in values(text):
        if section == "options" and key in _KEYS:
            group, label = _KEYS[key]
        elif section == "options.extras_require":
            group, label = OPTIONAL, key
        else:
            continue
        found = requirement(value, line, column, group, label)
        if found:
            yield found


def values(text: str) -> Iterator[tuple[str, str, int, int, str]]:
    """Yield (section, key, line, column, text) of every line of every value."""
    section = key = ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        if line[0] not in " \t":
            if bare[0] == "[":
                section, key = bare[1:].partition("]")[0].strip(), ""
                continue
            ends = [at for at in (line.find("="), line.find(":")) if at >= 0]
            at = min(ends, default=len(line))
            key, bare = line[:at].strip().lower(), line[at + 1 :].strip()
        if bare:
            yield section, key, number, len(line.rstrip()) - len(bare) + 1, bare


MANIFEST = Manifest(files=("setup.cfg",), ecosystem="pypi", read=read)
