"""The clients themselves: npm's packages by name and version, fetched once into a cache apart from the repository.

Their install scripts are not run. A package that is there already is used as it is, so that no test needs the registry twice.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from subprocess import TimeoutExpired, run

import pytest

from tests.clients.client import MACHINE

ENV = dict(os.environ)
"""Before any test scrubs it: npm has settings of its own, its cache and maybe a mirror."""

CACHE = ENV.get("MNEME_CLIENTS_CACHE") or os.path.join(
    ENV.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "mneme-clients"
)
UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH")
NODE = f"node-linux-{MACHINE}@22.23.3"


def installed(name: str, packages: tuple[str, ...]) -> str:
    """Return the node_modules of some packages; skips the test only if the registry cannot be reached."""
    versions = "-".join(package.rpartition("@")[2] for package in packages)
    folder = os.path.join(CACHE, f"{name}-{versions}")
    os.makedirs(CACHE, exist_ok=True)
    with open(f"{folder}.lock", "w", encoding="utf-8") as lock:  # tests run side by side
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.isdir(folder):
            _install(folder + ".part", packages)
            os.replace(folder + ".part", folder)
    return os.path.join(folder, "node_modules")


def node() -> str:
    """Return the folder of the Node that runs the clients."""
    return os.path.join(installed("node", (NODE,)), NODE.partition("@")[0], "bin")


def _install(folder: str, packages: tuple[str, ...]) -> None:
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    command = ["npm", "install", *flags, "--prefix", folder, *packages]
    try:
        done = run(command, capture_output=True, text=True, check=False, env=ENV, timeout=600)
    except TimeoutExpired:
        pytest.skip(f"{packages[0]} cannot be fetched: npm was not done in ten minutes")
    if done.returncode and any(word in done.stderr for word in UNREACHABLE):
        pytest.skip(f"{packages[0]} cannot be fetched: npm does not reach its registry")
    assert done.returncode == 0, done.stderr
