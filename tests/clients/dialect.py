"""Claude's dialect, which three clients speak: the events of each moment, the answers."""

from __future__ import annotations

import json

EVENTS = {
    "session-start": "SessionStart",
    "subagent-start": "SubagentStart",
    "prompt": "UserPromptSubmit",
    "pre-tool": "PreToolUse",
    "post-tool": "PostToolUse",
    "stop": "Stop",
    "pre-compact": "PreCompact",
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
