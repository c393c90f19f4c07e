"""Where each coding agent keeps its hooks, and how one is written there: what `mneme install` and `doctor` know of it.

A shelf of its own beside the adapters, so that a hook never reads what only an installer needs. Every entry has the
name of its adapter.
"""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NamedTuple

    from mneme_cli.model.event import Said
else:
    from mneme_cli.model.noun import NamedTuple

SHELF = "mneme_cli.harnesses._wiring"
SOON, LATER = 10, 30
"""Seconds that a client waits before a tool and at other moments: ours end after 4 and 16, and must be heard."""


class Hook(NamedTuple):
    """One moment: the client's own name of it, and the client's tools it is for ("" = all, or no question)."""

    event: str
    moment: str
    tools: str = ""

    @property
    def seconds(self) -> int:
        """How long the client is to wait."""
        return SOON if self.moment == "pre-tool" else LATER


class Off(NamedTuple):
    """A setting that switches hooks off: a file (from the root; "~/" = from HOME), the keys to it, the value."""

    path: str
    keys: tuple[str, ...]
    value: Any = True


class Trust(NamedTuple):
    """How a client is asked which hooks it trusts: a program that talks in lines.

    says: folder → what is sent.  hears: a line it sends → the commands it trusts, None if that is no answer yet.
    """

    argv: tuple[str, ...]
    says: Callable[[str], tuple[str, ...]]
    hears: Callable[[str], tuple[str, ...] | None]


class Wiring(NamedTuple):
    """One client's configuration.

    project, user: the file, from the repository's root and from HOME; "" = there is no such scope.
    hooks: the moments it calls us at.  entry: hook, command, closed (a hook that fails denies) → what stands in a list.
    keys: hook → the keys that lead to the list it stands in.
    frame: what a file that we begin must hold besides.
    comments: the client reads JSON with comments.
    missing: what a machine without mneme says before a tool, where silence would deny.
    moved: (variable, folder): the variable that names another folder than this one below HOME.
    text: the whole file, of a client whose hooks are a program of ours; hooks are then only what it calls.
    probe: folder, path, text → the payload of that write.  denied: whether an answer denies.
    plugin: the folder that makes a plugin of the client, where it takes plugins with hooks.
    load: the commands that make the client load it.
    programs: names of the client on PATH.  off: what switches hooks off.  trust: of a client that asks for it.
    next: what only a person can do.
    """

    project: str
    user: str
    hooks: tuple[Hook, ...]
    entry: Callable[[Hook, str, bool], Any]
    probe: Callable[[str, str, str], Any]
    denied: Callable[[Said], bool]
    keys: Callable[[Hook], tuple[str, ...]] = lambda hook: ("hooks", hook.event)
    frame: tuple[tuple[str, Any], ...] = ()
    comments: bool = False
    missing: str = ""
    moved: tuple[str, str] = ("", "")
    text: Callable[[], str] | None = None
    plugin: str = ""
    load: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    off: tuple[Off, ...] = ()
    trust: Trust | None = None
    next: str = ""


def take(name: str) -> Wiring:
    """Return one agent's wiring by its name."""
    wiring: Wiring = shelf.take(SHELF, name, "WIRING")
    return wiring


def names() -> tuple[str, ...]:
    """List the agents that can be installed, sorted."""
    return shelf.names(SHELF)
