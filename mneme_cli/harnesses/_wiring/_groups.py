"""The settings that Claude Code began: an event, groups with a matcher, handlers in a group; and its payloads."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Said


def hooks(tools: str, *, subagents: bool = True) -> tuple[Hook, ...]:
    """Return the moments under the names that Claude Code gave them."""
    inner = (Hook(event="SubagentStart", moment="subagent-start"),) if subagents else ()
    return (
        Hook(event="SessionStart", moment="session-start"),
        *inner,
        Hook(event="UserPromptSubmit", moment="prompt"),
        Hook(event="PreToolUse", moment="pre-tool", tools=tools),
        Hook(event="PostToolUse", moment="post-tool", tools=tools),
        Hook(event="Stop", moment="stop"),
    )


def entry(hook: Hook, command: str, closed: bool) -> Any:  # noqa: ARG001 (no such switch here)
    """Write a group with one handler."""
    return group(hook, {"type": "command", "command": command, "timeout": hook.seconds})


def group(hook: Hook, handler: dict[str, Any]) -> Any:
    """Put a handler into a group of its own, with the tools that it is for."""
    return {**({"matcher": hook.tools} if hook.tools else {}), "hooks": [handler]}


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the payload of a write that is about to happen."""
    given = {"file_path": f"{cwd}/{path}", "content": text}
    return {
        "session_id": "mneme-doctor",
        "cwd": cwd,
        "hook_event_name": "PreToolUse",
        "tool_name": "Write",
        "tool_input": given,
    }


def denied(said: Said) -> bool:
    """Tell whether an answer denies in the nested form."""
    return said.code == 0 and of(said, "hookSpecificOutput", "permissionDecision") == "deny"


def of(said: Said, *keys: str) -> Any:
    """Return what an answer says under some keys, None if nothing."""
    try:
        value = loads(said.out)
    except ValueError:
        return None
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
