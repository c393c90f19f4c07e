"""Projects that nobody here wrote: fetched by name and version, unpacked once, kept out of git."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

CACHE = Path(__file__).parents[2] / ".cache" / "sdists"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.real)


def sdist(name: str, version: str) -> Path:
    """Return the folder of an unpacked sdist; skips if it is not there and cannot be fetched."""
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = CACHE / f"{name}-{version}"
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _unpack(_fetched(name, version), folder)
    return folder


def _fetched(name: str, version: str) -> Path:
    into = CACHE / "downloads" / f"{name}-{version}"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--retries", "1"]
    wanted = ["--timeout", "20", "--no-deps", "--no-binary", name, "--dest", str(into), f"{name}=={version}"]
    try:
        said = subprocess.run([*pip, *wanted], capture_output=True, check=False, timeout=90).stderr
    except subprocess.TimeoutExpired:
        said = b"pip gave no answer in 90 seconds"
    found = sorted(into.glob("*.tar.gz"))
    if not found:
        words = said.decode(errors="replace").strip().splitlines()
        pytest.skip(f"the sdist of {name} {version} cannot be fetched: {words[-1] if words else 'pip said nothing'}")
    return found[0]


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack beside the place and move there, so that a folder that is there is whole."""
    part = folder.with_name(folder.name + ".part")
    with tarfile.open(archive) as tar:
        tar.extractall(part, filter="data")
    (inner,) = part.iterdir()
    inner.rename(folder)
    part.rmdir()
