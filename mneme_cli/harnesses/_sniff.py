"""Who is really there: several clients run hooks that were written for another one.

Copilot and VS Code run Claude's settings, Cursor and Gemini can be told to. Each obeys its own dialect alone, so what
the payload shows counts for more than the name on the command line. The environment does not count: a client started
from another client's terminal inherits it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KEYS = {
    "toolName": "copilot",
    "toolArgs": "copilot",
    "conversation_id": "cursor",
    "cursor_version": "cursor",
    "turn_id": "codex",
    "hookEventName": "vscode",
}
"""Keys that only one client writes."""
_EVENTS = dict.fromkeys(("BeforeTool", "AfterTool", "BeforeAgent", "AfterAgent", "PreCompress"), "gemini") | (
    dict.fromkeys(("PreToolUse", "PostToolUse", "UserPromptSubmit", "Stop", "SubagentStart"), "claude")
)
_COUSINS = ("claude", "codex", "qwen", "devin", "droid", "vscode", "copilot", "kiro")
"""Clients whose events may have Claude's names."""


def seen(name: str, payload: Any) -> str:
    """Return the dialect to speak, given the one that was configured."""
    if name in ("neutral", "opencode") or not isinstance(payload, dict):
        return name
    for key, client in _KEYS.items():
        if key in payload:
            return client
    given = payload.get("tool_input")
    if name == "claude" and isinstance(given, dict) and "filePath" in given:
        return "vscode"
    event = payload.get("hook_event_name")
    client = _EVENTS.get(event, name) if isinstance(event, str) else name
    return name if client == "claude" and name in _COUSINS else client
