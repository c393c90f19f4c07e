"""One run of one client: a network of loopback, a HOME in the test's folder, a scrubbed environment, a script to the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.clients.cache import installed, node
from tests.clients.client import Place
from tests.clients.script import packed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clients.client import Client
    from tests.clients.script import Script

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECONDS = 150.0
MNEME = os.path.join(os.path.dirname(sys.executable), "mneme")
ALONE = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
"""A network and processes of its own: nothing is reached, and nothing is left behind."""


class Fired(NamedTuple):
    """One hook: how it was called, what it was given, what it answered."""

    argv: list[str]
    given: str
    out: str
    err: str
    code: int
    cwd: str

    @property
    def moment(self) -> str:
        return self.argv[2]

    @property
    def payload(self) -> Any:
        return json.loads(self.given)


class Ran(NamedTuple):
    """What is left of a run: how it ended, what the client said, what the model was asked, which hooks fired."""

    folder: Path
    code: int

    @property
    def root(self) -> Path:
        return self.folder / "project"

    @property
    def out(self) -> str:
        return (self.folder / "run" / "out.txt").read_text(errors="replace")

    @property
    def requests(self) -> list[dict[str, Any]]:
        return _lines(self.folder / "run" / "requests.jsonl")

    @property
    def hooks(self) -> list[Fired]:
        return [Fired(**line) for line in _lines(self.folder / "run" / "hooks.jsonl")]

    def told(self, due: int, thread: str = "turns") -> str:
        """Return what the model was newly told when that many of its turns were over."""
        return "\n".join(
            asked["news"] for asked in self.requests if (asked.get("thread"), asked.get("due")) == (thread, due)
        )


def place(client: Client, folder: Path, mode: str = "") -> Place:
    """Return where a run in this folder happens; the client is installed first."""
    modules = installed(client.name, client.packages)
    return Place(root=str(folder / "project"), home=str(folder / "home"), modules=modules, mode=mode)


def configure(root: str, client: Client) -> None:
    """Give a repository the client's hooks."""
    client.configure(root)


def drive(client: Client, script: Script, at: Place, folder: Path, mneme: str) -> Ran:
    """Run a client to its end; `mneme` is the program its hooks get, or "toy"."""
    for name in ("home", "run", "tmp", "bin"):
        (folder / name).mkdir(exist_ok=True)
    files = {"script": packed(script), "root": at.root}
    files |= {name: str(folder / "run" / name) for name in ("requests.jsonl", "out.txt")}
    files = {name.partition(".")[0]: value for name, value in files.items()}
    _shim(folder, mneme)
    client.settle(at)
    job = {
        "files": files,
        "argv": client.command(at, "write the files"),
        "env": _env(client, at, folder),
        "seconds": SECONDS,
    }
    done = subprocess.run(
        [*alone(), sys.executable, "-m", "tests.clients.stage"],
        input=json.dumps(job).encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=SECONDS + 30,
    )
    assert not done.stderr, done.stderr.decode()
    return Ran(folder=folder, code=done.returncode)


def alone() -> list[str]:
    """Return how to start a program in namespaces of its own; skips the test where the machine allows none."""
    for how in (ALONE, [*ALONE, "--map-root-user"]):
        if subprocess.run([*how, "true"], capture_output=True, check=False).returncode == 0:
            return how
    pytest.skip("this machine gives no network namespace (unshare --net), not even to a mapped user")


def _env(client: Client, at: Place, folder: Path) -> dict[str, str]:
    """Name everything the client's environment holds: nothing of this process's own is in it."""
    homes = {"CONFIG": ".config", "CACHE": ".cache", "DATA": ".local/share", "STATE": ".local/state"}
    return {
        "PATH": os.pathsep.join([str(folder / "bin"), node(), "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": at.home,
        **{f"XDG_{name}_HOME": os.path.join(at.home, below) for name, below in homes.items()},
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "NO_PROXY": "127.0.0.1,localhost",
        "GIT_CONFIG_NOSYSTEM": "1",
        **client.environ(at),
    }


def _shim(folder: Path, mneme: str) -> None:
    """Put a recorder where the hooks look for mneme."""
    recorder = os.path.join(ROOT, "tests", "clients", "recorder.py")
    words = [sys.executable, "-I", "-S", recorder, str(folder / "run" / "hooks.jsonl"), mneme]
    shim = folder / "bin" / "mneme"
    shim.write_text(f'#!/bin/sh\nexec {" ".join(words)} "$@"\n')
    shim.chmod(0o755)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
