"""What a client is to the tests: how it is installed, told who its model is, given hooks, started; and its tools."""

from __future__ import annotations

import json
import os
import platform
import sys
from subprocess import run
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.clients.script import Turn

MNEME = os.path.join(os.path.dirname(sys.executable), "mneme")
PORT = 8417
"""Every run has a network of its own, so the port is free."""

MACHINE = "arm64" if platform.machine() in ("aarch64", "arm64") else "x64"
BASE = f"http://127.0.0.1:{PORT}"


class Place(NamedTuple):
    """Where one run happens: the repository, the client's HOME, its node_modules, and what is out of the ordinary.

    mode: "patches" lets the model be one that writes every edit as a patch, "agents" lets it start agents of its own
    """

    root: str
    home: str
    modules: str
    mode: str = ""


class Tools(NamedTuple):
    """The client's tools as turns of the model; several turns where the client wants a file read before an edit.

    write: path, text · edit: path, old, new · shell: command · patch: text · inner: a subagent's prompt
    cell: a notebook, the source of its first cell
    """

    write: Callable[[str, str], tuple[Turn, ...]]
    edit: Callable[[str, str, str], tuple[Turn, ...]]
    shell: Callable[[str], tuple[Turn, ...]]
    patch: Callable[[str], tuple[Turn, ...]] | None = None
    inner: Callable[[str], tuple[Turn, ...]] | None = None
    cell: Callable[[str, str], tuple[Turn, ...]] | None = None


class Client(NamedTuple):
    """packages: names with versions · settle: its own settings, in its HOME · configure: hooks, in the repository.

    command: place, prompt → how it is started · environ: what it must have in its environment
    say: moment, what ("deny", "context", "stop"), text → an answer in its dialect
    """

    name: str
    packages: tuple[str, ...]
    settle: Callable[[Place], None]
    configure: Callable[[str], None]
    command: Callable[[Place, str], list[str]]
    environ: Callable[[Place], dict[str, str]]
    tools: Callable[[Place], Tools]
    say: Callable[[str, str, str], str]


def install(root: str, harness: str) -> None:
    """Give a repository the client's hooks, as whoever uses it does."""
    run([MNEME, "install", harness], cwd=root, check=True, capture_output=True)


def put(root: str, name: str, text: str | dict[str, Any]) -> None:
    """Write a file below a folder; plain data becomes JSON."""
    path = os.path.join(root, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text if isinstance(text, str) else json.dumps(text, indent=2) + "\n")


def inside(given: str) -> bool:
    """Whether a payload says that it is a subagent that stops: Copilot has no event of its own for it."""
    return "parentAgentId" in given or "parent_agent_id" in given
