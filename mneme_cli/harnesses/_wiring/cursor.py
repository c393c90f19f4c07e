"""Cursor: `.cursor/hooks.json` version 1; with `failClosed` even silence denies, so a missing mneme says "allow"."""

from __future__ import annotations

from mneme_cli.harnesses._wiring import Hook, Wiring, _groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Said


def entry(hook: Hook, command: str, closed: bool) -> Any:
    """Write a handler; nobody has documented all its tools, so it is for all of them and we look ourselves."""
    fails = {"failClosed": True} if closed and hook.moment == "pre-tool" else {}
    limit = {"loop_limit": 5} if hook.moment == "stop" else {}
    return {"command": command, "timeout": hook.seconds, **fails, **limit}


def probe(cwd: str, path: str, text: str) -> Any:
    """Return the payload of a write that is about to happen."""
    given = {"file_path": f"{cwd}/{path}", "content": text}
    call = {"hook_event_name": "preToolUse", "tool_name": "Write", "tool_input": given}
    return {"conversation_id": "mneme-doctor", "workspace_roots": [cwd], "cwd": cwd, **call}


def denied(said: Said) -> bool:
    """Tell whether an answer denies: flat."""
    return said.code == 0 and _groups.of(said, "permission") == "deny"


WIRING = Wiring(
    project=".cursor/hooks.json",
    user=".cursor/hooks.json",
    hooks=(
        Hook(event="sessionStart", moment="session-start"),
        Hook(event="preToolUse", moment="pre-tool"),
        Hook(event="postToolUse", moment="post-tool"),
        Hook(event="stop", moment="stop"),
    ),
    entry=entry,
    probe=probe,
    denied=denied,
    frame=(("version", 1),),
    missing='{"permission":"allow"}',
    programs=("cursor", "cursor-agent"),
)
