"""poetry.lock, the lock of poetry."""

from __future__ import annotations

from mneme_cli.manifests import Manifest
from mneme_cli.manifests._packages import read

MANIFEST = Manifest(files=("poetry.lock",), ecosystem="pypi", read=read, lock=True)
