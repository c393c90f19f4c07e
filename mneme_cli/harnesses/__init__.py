"""One coding agent each: read its payload, answer in its dialect, know where its hooks are written down.

Several clients run hooks that were written for another one: Copilot and VS Code run Claude's settings, Cursor and
Gemini can be told to. Each obeys its own dialect alone, so what the payload shows counts for more than the name on the
command line. The environment does not count: a client started from another client's terminal inherits it.
"""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NamedTuple

    from mneme_cli.model.event import Event, Reply, Said
else:
    from mneme_cli.model.noun import NamedTuple


class Harness(NamedTuple):
    """One client's dialect.

    read: payload (plain data), moment from the command line → Event, None = of no interest.
    answer: event, reply → what the client gets in its dialect; nothing at all means no objection.
    guards: globs of the files that switch its hooks on or off; an agent must not change them unasked.
    late: what it is told before a tool runs never reaches the model, so warnings are given afterwards.
    """

    read: Callable[[Any, str], Event | None]
    answer: Callable[[Event, Reply], Said]
    guards: tuple[str, ...] = ()
    late: bool = False


def take(name: str) -> Harness:
    """Return one agent's adapter by its name."""
    harness: Harness = shelf.take("mneme_cli.harnesses", name, "HARNESS")
    return harness


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
    if name == "claude" and "timestamp" in payload and "permission_mode" not in payload:
        name = "copilot"
    event = payload.get("hook_event_name")
    client = _EVENTS.get(event, name) if isinstance(event, str) else name
    return name if client == "claude" and name in _COUSINS else client
