"""Projects that nobody here wrote, by name and version, fetched once by pip's own client."""

from __future__ import annotations

import os
import sys
import tarfile
from subprocess import run

import pytest

CACHE = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".cache")
UNREACHABLE = ("No matching distribution", "Could not find a version", "Connection", "connection", "Temporary failure")


def sdist(name: str, version: str) -> str:
    """Return the folder of an unpacked sdist; skips the test only if the registry cannot be reached."""
    folder = os.path.join(CACHE, f"{name}-{version}")
    if not os.path.isdir(folder):
        os.makedirs(CACHE, exist_ok=True)
        with open(os.path.join(CACHE, ".gitignore"), "w", encoding="utf-8") as ignore:
            ignore.write("*\n")
        _unpack(_download(name, version), folder)
    (inner,) = (entry.path for entry in os.scandir(folder) if entry.is_dir())
    return inner


@pytest.fixture(scope="session", name="sdist")
def _sdist():
    return sdist


def _download(name: str, version: str) -> str:
    into = os.path.join(CACHE, f"{name}-{version}.download")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=:all:", "-d", into]
    done = run([*command, f"{name}=={version}"], capture_output=True, text=True, check=False)
    if done.returncode and any(word in done.stderr for word in UNREACHABLE):
        pytest.skip(f"{name} {version} cannot be fetched: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    (archive,) = (entry.path for entry in os.scandir(into))
    return archive


def _unpack(archive: str, folder: str) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(folder + ".part", filter="data")
    os.replace(folder + ".part", folder)
