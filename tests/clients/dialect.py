"""Claude's dialect, which three clients speak: the events of each moment, the hooks' settings, the answers."""

from __future__ import annotations

import json
from typing import Any

from tests.clients.client import hook

EVENTS = {
    "session-start": "SessionStart",
    "subagent-start": "SubagentStart",
    "prompt": "UserPromptSubmit",
    "pre-tool": "PreToolUse",
    "post-tool": "PostToolUse",
    "stop": "Stop",
    "pre-compact": "PreCompact",
}


def hooks(harness: str, **more: Any) -> dict[str, Any]:
    """Return the settings that call mneme at every moment."""
    return {
        "hooks": {
            event: [{"hooks": [{"type": "command", "command": hook(harness, moment), "timeout": 20, **more}]}]
            for moment, event in EVENTS.items()
        }
    }


def say(moment: str, what: str, text: str) -> str:
    """Return an answer: a denial, a context, a stop that is blocked."""
    if what == "stop":
        return json.dumps({"decision": "block", "reason": text})
    given = (
        {"permissionDecision": "deny", "permissionDecisionReason": text}
        if what == "deny"
        else {"additionalContext": text}
    )
    return json.dumps({"hookSpecificOutput": {"hookEventName": EVENTS[moment], **given}})
