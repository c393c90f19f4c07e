"""The peers, by name and version from the package registry, and a virtual environment as anybody has: the bare start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from benchmarks.ground import WORK

VERSIONS = {"import-linter": "2.16", "tach": "0.35.3", "mneme-hq": "0.10.0"}
NODE = {"dependency-cruiser": "17.4.3", "typescript": "5.9.3"}
_COMMANDS = {"lint-imports": "import-linter", "tach": "tach", "mneme": "mneme-hq", "mneme-hook": "mneme-hq"}


def bare() -> str:
    """Return the interpreter of a fresh virtual environment: what `python -c pass` costs a user."""
    return _venv(f"{WORK}/bare")


def command(name: str) -> str:
    """Return the path of a peer's command; "" if the peer cannot be had."""
    package = _COMMANDS[name]
    python = _venv(f"{WORK}/peers/{package}")
    path = f"{os.path.dirname(python)}/{name}"
    if not os.path.exists(path) and not _installed(python, f"{package}=={VERSIONS[package]}"):
        return ""
    return path if os.path.exists(path) else ""


def node() -> str:
    """Return where node is; "" if it is not on this machine."""
    return shutil.which("node") or ""


def npm() -> str:
    """Return where npm is; "" if it is not on this machine."""
    return shutil.which("npm") or ""


def cruiser() -> str:
    """Return the program of dependency-cruiser, beside a compiler that it can read TypeScript with; "" = not to be had."""
    folder = f"{WORK}/peers/dependency-cruiser"
    path = f"{folder}/node_modules/dependency-cruiser/bin/dependency-cruise.mjs"
    if not os.path.exists(path) and npm() and node():
        wanted = [f"{name}@{NODE[name]}" for name in ("dependency-cruiser", "typescript")]
        os.makedirs(folder, exist_ok=True)
        subprocess.run([npm(), "install", "--silent", "--prefix", folder, *wanted], check=False, capture_output=True)
    return path if os.path.exists(path) and node() else ""


def _venv(folder: str) -> str:
    python = f"{folder}/bin/python"
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return python


def _installed(python: str, wanted: str) -> bool:
    print(f"installing {wanted} …", file=sys.stderr, flush=True)
    said = subprocess.run([python, "-m", "pip", "install", "--quiet", wanted], check=False, capture_output=True)
    if said.returncode:
        print(f"{wanted} cannot be had, so it is left out: {said.stderr.decode()[-300:]}", file=sys.stderr)
    return not said.returncode
