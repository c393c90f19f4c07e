"""Pipfile: packages and dev-packages of pipenv, and its own categories."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._requirement import exact
from mneme_cli.manifests._tables import table
from mneme_cli.manifests._toml import Toml
from mneme_cli.model.entry import DEV, RUNTIME, Entry, normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHER = ("source", "requires", "scripts", "pipenv", "pipfile")


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that a Pipfile asks for."""
    toml = Toml(text)
    return Found(entries=tuple(_entries(toml)))


def _entries(toml: Toml) -> Iterator[Entry]:
    for section in toml.data:
        if section in _OTHER:
            continue
        for name, said in table(toml.data, section).items():
            wants = said.get("version", "") if isinstance(said, dict) else said
            wants = wants if isinstance(wants, str) and wants != "*" else ""
            line, column = toml.place(section, name)
            yield Entry(
                ecosystem="pypi",
                name=normal(name),
                line=line,
                column=column,
                group=RUNTIME if section == "packages" else DEV,
                label={"packages": "", "dev-packages": "dev"}.get(section, section),
                wants=wants,
                version=exact(wants),
                written=name,
            )


MANIFEST = Manifest(files=("Pipfile",), ecosystem="pypi", read=read)
