"""`mneme install claude --plugin DIR`: hooks, a skill and a command as a plugin, and the marketplace that offers it."""

from __future__ import annotations

import json
import os
from shlex import quote
from typing import TYPE_CHECKING, Any

from mneme_cli import VERSION
from mneme_cli.commands.installing.door import command
from mneme_cli.commands.installing.lossless import blank
from mneme_cli.commands.installing.write import read, replace
from mneme_cli.errors import MnemeError
from mneme_cli.harnesses import _wiring
from mneme_cli.harnesses._wiring import names, take

if TYPE_CHECKING:
    from mneme_cli.harnesses._wiring import Wiring

_ABOUT = "Architectural decisions as YAML, told before an agent writes and enforced before its edit lands."
_OWNER = {"name": "The mneme authors"}


def write(harness: str, folder: str, *, dry: bool = False) -> tuple[str, ...]:
    """Write the plugin's files below a folder and return their paths; a plugin of ours is brought up to date.

    Raises:
        MnemeError: the client has no plugins, or the folder offers those of somebody else.
    """
    wiring = take(harness)
    if not wiring.plugin:
        able = ", ".join(name for name in names() if take(name).plugin)
        raise MnemeError(f"{harness} takes no plugin of this kind", f"one of: {able}")
    files = _files(harness, wiring)
    _free(folder, next(iter(files)))
    for path, text in files.items():
        if not dry:
            replace(os.path.join(folder, path), text, path)
    return tuple(os.path.join(folder, path) for path in files)


def loading(harness: str, folder: str) -> tuple[str, ...]:
    """Return what a person does next: the client loads a plugin from a marketplace that it was told of."""
    wiring = take(harness)
    named = folder if folder.startswith(("/", ".", "~")) else f"./{folder}"
    lines = tuple(line.format(folder=quote(named)) for line in wiring.load)
    return (*lines, wiring.next) if wiring.next else lines


def _files(harness: str, wiring: Wiring) -> dict[str, str]:
    hooks: dict[str, list[Any]] = {}
    for hook in wiring.hooks:
        entry = wiring.entry(hook, command(harness, wiring, hook, "project"), False)
        hooks.setdefault(hook.event, []).append(entry)
    offered = [{"name": "mneme", "source": "./mneme", "description": _ABOUT}]
    market = {"name": "mneme", "owner": _OWNER, "metadata": {"description": _ABOUT}, "plugins": offered}
    plugin = {"name": "mneme", "version": VERSION, "description": _ABOUT, "author": _OWNER, "license": "Apache-2.0"}
    return {
        f"{wiring.plugin}/marketplace.json": _json(market),
        f"mneme/{wiring.plugin}/plugin.json": _json(plugin),
        "mneme/hooks/hooks.json": _json({"description": _ABOUT, "hooks": hooks}),
        "mneme/README.md": _shipped("README.md"),
        "mneme/skills/mneme/SKILL.md": _shipped("SKILL.md"),
        "mneme/commands/check.md": _shipped("check.md"),
    }


def _free(folder: str, market: str) -> None:
    """Refuse a marketplace that offers more than ours: it would be overwritten."""
    text = read(os.path.join(folder, market), market)
    try:
        offered = ["mneme"] if text is None or blank(text) else [one["name"] for one in json.loads(text)["plugins"]]
    except (ValueError, KeyError, TypeError):
        offered = []
    if offered != ["mneme"]:
        raise MnemeError(f"{market} is there and is not ours", "name another folder; nothing was written")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2) + "\n"


def _shipped(name: str) -> str:
    with open(os.path.join(os.path.dirname(_wiring.__file__), "_plugin", name), encoding="utf-8") as file:
        return file.read()
