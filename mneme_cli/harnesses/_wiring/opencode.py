"""OpenCode: no settings for hooks but a plugin, a program of ours that it runs in its own process."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook, Wiring, _groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Said


def text() -> str:
    """Return the plugin; its first line says whose it is."""
    shelf = __file__.rpartition("/_wiring/")[0]
    with open(f"{shelf}/opencode/mneme.js", encoding="utf-8") as file:
        return file.read()


def entry(_hook: Hook, command: str, _closed: bool) -> Any:
    """Return the command that the plugin asks with."""
    return command


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the event that the plugin sends before a write."""
    given = {"filePath": f"{cwd}/{path}", "content": text}
    return {"version": 1, "moment": "pre-tool", "session": "mneme-doctor", "cwd": cwd, "tool": "write", "input": given}


def denied(said: Said) -> bool:
    """Tell whether a reply denies."""
    return said.code == 0 and _groups.of(said, "outcome") == "block"


WIRING = Wiring(
    project=".opencode/plugin/mneme.js",
    user=".config/opencode/plugin/mneme.js",
    hooks=(
        Hook(event="experimental.chat.system.transform", moment="session-start"),
        Hook(event="tool.execute.before", moment="pre-tool"),
    ),
    entry=entry,
    probe=probe,
    denied=denied,
    moved=("XDG_CONFIG_HOME", ".config"),
    text=text,
    programs=("opencode",),
)
