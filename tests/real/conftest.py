"""Projects that nobody here wrote, by name and version, fetched once by pip's own client."""

from __future__ import annotations

import fcntl
import os
import sys
import tarfile
from subprocess import TimeoutExpired, run

import pytest

CACHE = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".cache")
TACH = "0.35.3"
QUICK = ("usethis", "dependency-cruiser")
"""Projects of which every change is held to every claim; the others are asked the same with everything that is slow."""
UNREACHABLE = ("No matching distribution", "Could not find a version", "Connection", "connection", "Temporary failure")


def sdist(name: str, version: str) -> str:
    """Return the folder of an unpacked sdist; skips the test only if the registry cannot be reached."""
    folder = os.path.join(CACHE, f"{name}-{version}")
    os.makedirs(CACHE, exist_ok=True)
    with open(os.path.join(CACHE, ".gitignore"), "w", encoding="utf-8") as ignore:
        ignore.write("*\n")
    with open(f"{folder}.lock", "w", encoding="utf-8") as lock:  # tests run side by side
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.isdir(folder):
            _unpack(_download(name, version), folder)
    (inner,) = (entry.path for entry in os.scandir(folder) if entry.is_dir())
    return inner


@pytest.fixture(scope="session", name="sdist")
def _sdist():
    return sdist


@pytest.fixture(scope="session")
def tach():
    """The folder of tach's script, in an environment of its own that git ignores."""
    folder = os.path.join(CACHE, f"tach-{TACH}")
    script = os.path.join(folder, "bin", "tach")
    if not os.path.exists(script):
        run([sys.executable, "-m", "venv", folder], check=True)
        pip = [os.path.join(folder, "bin", "python"), "-m", "pip", "install", "-q", f"tach=={TACH}"]
        done = run(pip, capture_output=True, text=True, check=False)
        if done.returncode and any(word in done.stderr for word in UNREACHABLE):
            pytest.skip(f"tach {TACH} cannot be fetched")
        assert done.returncode == 0, done.stderr
    return os.path.dirname(script)


def also(rows, quick=QUICK):
    """Mark as slow what is of no quick project. rows: names of projects, or what begins with one."""
    return [row if (row if isinstance(row, str) else row[0]) in quick else _slow(row) for row in rows]


def _slow(row):
    return pytest.param(*(row if type(row) is tuple else (row,)), marks=pytest.mark.slow)


def _download(name: str, version: str) -> str:
    into = os.path.join(CACHE, f"{name}-{version}.download")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", f"--no-binary={name}", "--retries", "1"]
    try:
        done = run(
            [*command, "-d", into, f"{name}=={version}"], capture_output=True, text=True, check=False, timeout=90
        )
    except TimeoutExpired:
        pytest.skip(f"{name} {version} cannot be fetched: the registry gave no answer in 90 seconds")
    if done.returncode and any(word in done.stderr for word in UNREACHABLE):
        pytest.skip(f"{name} {version} cannot be fetched: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    (archive,) = (entry.path for entry in os.scandir(into))
    return archive


def _unpack(archive: str, folder: str) -> None:
    with tarfile.open(archive) as packed:
        # Python 3.11.0 to 3.11.3 have no filters yet; these archives are named by version and come from the registry.
        packed.extractall(folder + ".part", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    os.replace(folder + ".part", folder)
