"""Kiro: a file of ours in `.kiro/hooks/`, one list for all triggers; documented, not driven here."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook, Wiring, _groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Said

_TOOLS = "fs_write|str_replace|execute_bash"


def entry(hook: Hook, command: str, closed: bool) -> Any:  # noqa: ARG001 (no such switch here)
    """Write a hook with its trigger."""
    return {
        "name": f"mneme {hook.moment}",
        "trigger": hook.event,
        **({"matcher": hook.tools} if hook.tools else {}),
        "action": {"type": "command", "command": command},
        "timeout": hook.seconds,
        "enabled": True,
    }


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the payload of a write that is about to happen."""
    given = {"path": f"{cwd}/{path}", "file_text": text}
    return {**_groups.probe(cwd, path, text), "tool_name": "fs_write", "tool_input": given}


def denied(said: Said) -> bool:
    """Tell whether an answer denies: Kiro knows nothing but the exit code."""
    return said.code == 2


WIRING = Wiring(
    project=".kiro/hooks/mneme.json",
    user="",
    hooks=(
        Hook(event="UserPromptSubmit", moment="prompt"),
        Hook(event="PreToolUse", moment="pre-tool", tools=_TOOLS),
        Hook(event="PostToolUse", moment="post-tool", tools=_TOOLS),
        Hook(event="Stop", moment="stop"),
    ),
    entry=entry,
    probe=probe,
    denied=denied,
    keys=lambda _hook: ("hooks",),
    frame=(("version", "v1"),),
    programs=("kiro", "kiro-cli"),
)
