"""pylock.toml, the lock of PEP 751."""

from __future__ import annotations

from mneme_cli.manifests import Manifest
from mneme_cli.manifests._packages import read

MANIFEST = Manifest(files=("pylock.toml",), ecosystem="pypi", read=read, lock=True)
