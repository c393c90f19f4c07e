"""Gemini CLI: groups in `.gemini/settings.json`, with names of its own for events and tools, and milliseconds."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook, Off, Wiring, _groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Said

_TOOLS = "^(write_file|replace|run_shell_command)$"


def entry(hook: Hook, command: str, closed: bool) -> Any:  # noqa: ARG001 (no such switch here)
    """Write a group; a hook with a name can be found in its /hooks panel."""
    handler = {"name": f"mneme {hook.moment}", "type": "command", "command": command, "timeout": hook.seconds * 1000}
    return _groups.group(hook, handler)


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the payload of a write that is about to happen."""
    return {**_groups.probe(cwd, path, text), "hook_event_name": "BeforeTool", "tool_name": "write_file"}


def denied(said: Said) -> bool:
    """Tell whether an answer denies: flat."""
    return said.code == 0 and _groups.of(said, "decision") == "deny"


WIRING = Wiring(
    project=".gemini/settings.json",
    user=".gemini/settings.json",
    hooks=(
        Hook(event="SessionStart", moment="session-start"),
        Hook(event="BeforeAgent", moment="prompt"),
        Hook(event="BeforeTool", moment="pre-tool", tools=_TOOLS),
        Hook(event="AfterTool", moment="post-tool", tools=_TOOLS),
        Hook(event="AfterAgent", moment="stop"),
    ),
    entry=entry,
    probe=probe,
    denied=denied,
    comments=True,
    programs=("gemini",),
    off=tuple(
        Off(path=path, keys=("hooksConfig", "enabled"), value=False)
        for path in (".gemini/settings.json", "~/.gemini/settings.json")
    ),
    next="trust the folder in gemini: an untrusted one has no hooks",
)
