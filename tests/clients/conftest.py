"""Which clients are driven: claude and codex by themselves, others when MNEME_CLIENTS names them, or says all."""

from __future__ import annotations

import fcntl
import os
import shutil
from importlib import import_module

import pytest

from tests.clients.drive import Ran, configure, drive, place
from tests.clients.scenarios import Seen, session
from tests.clients.shop import build
from tests.repo import scrub

CLIENTS = ("claude", "codex", "copilot", "gemini", "qwen", "opencode")
NAMED = os.environ.get("MNEME_CLIENTS", "claude,codex")
CHOSEN = CLIENTS if NAMED == "all" else tuple(NAMED.split(","))


def take(name):
    """Return one client by its name; `copilot-as-claude` is Copilot in a repository that has Claude's settings alone."""
    client, _, other = name.partition("-as-")
    made = import_module(f"tests.clients.{client}").CLIENT
    return made._replace(configure=take(other).configure) if other else made


def play(name, hook, folder):
    """Play the session with one client in a new folder."""
    client = take(name)
    with pytest.MonkeyPatch.context() as patch:
        scrub(patch, folder / "home")
        at = place(client, folder)
        build(folder / "project")
        configure(at.root, client)
        script, after = session(client.tools(at))
        return Seen(drive(client, script, at, folder, hook), after)


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """Play a session once, however many tests on however many workers look at it."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    seen = {}

    def once(name, hook):
        folder = shared / f"client-{name}-{os.path.basename(hook)}"
        if folder not in seen:
            with open(f"{folder}.lock", "w", encoding="utf-8") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                seen[folder] = _again(name, folder) or _first(name, hook, folder)
        return seen[folder]

    return once


def _first(name, hook, folder):
    shutil.rmtree(folder, ignore_errors=True)  # of a worker that was stopped half-way
    folder.mkdir(parents=True)
    seen = play(name, hook, folder)
    (folder / "code").write_text(str(seen.ran.code))
    return seen


def _again(name, folder):
    """Look at a session that another worker has played."""
    if not (folder / "code").exists():
        return None
    client = take(name)
    script = session(client.tools(place(client, folder)))
    return Seen(Ran(folder, int((folder / "code").read_text())), script.after)
