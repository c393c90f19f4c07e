"""Pipfile.lock, the lock of pipenv."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._json import parsed, places
from mneme_cli.manifests._requirement import exact
from mneme_cli.model.entry import LOCKED, Entry, normal


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that pipenv installs."""
    data, at = parsed(text), places(text)
    return Found(
        entries=tuple(
            Entry(
                ecosystem="pypi",
                name=normal(name),
                line=at.get((section, name), (1, 1))[0],
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
