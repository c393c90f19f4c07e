"""Pipfile.lock, the lock of pipenv."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._json import NOWHERE, lines, parsed, places
from mneme_cli.manifests._requirement import exact
from mneme_cli.model.entry import LOCKED, Entry, normal

LARGE = 1 << 20
"""Above this a walk over every character takes too long; a file of this size was written by pipenv, a key a line."""


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that pipenv installs."""
    data = parsed(text)
    at = places(text) if len(text) < LARGE else {}
    opened = {} if at else lines(text)
    return Found(
        entries=tuple(
            Entry(
                ecosystem="pypi",
                name=normal(name),
                line=at[section, name][0] if at else next(opened.get(name, NOWHERE), 1),
                group=LOCKED,
                version=exact(str(said.get("version", ""))),
                written=name,
            )
            for section, packages in data.items()
            if section != "_meta" and isinstance(packages, dict)
            for name, said in packages.items()
            if isinstance(said, dict) and not said.keys() & {"path", "editable"}
        )
    )


MANIFEST = Manifest(files=("Pipfile.lock",), ecosystem="pypi", read=read, lock=True)
