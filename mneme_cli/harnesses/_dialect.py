"""The dialect that Claude Code began and Codex, Qwen, Devin, Droid and VS Code speak, each with its own accent.

A payload names the event and the tool; the answer is one JSON value on stdout with exit 0. Never "allow", which would
skip the user's own permission prompt: no objection is an empty answer. `hookEventName` must stand in every nested
answer, or the client ignores it.
"""

from __future__ import annotations

from mneme_cli.harnesses._tools import edits, first, folder, plain, word
from mneme_cli.model.event import Event, Said
from mneme_cli.model.scan import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Reply

MOMENTS = {
    "SessionStart": "session-start",
    "SubagentStart": "subagent-start",
    "UserPromptSubmit": "prompt",
    "PreToolUse": "pre-tool",
    "PostToolUse": "post-tool",
    "Stop": "stop",
    "SubagentStop": "stop",
    "PreCompact": "pre-compact",
}
_NATIVE = {moment: native for native, moment in reversed(MOMENTS.items())}
_TOOLS = ("pre-tool", "post-tool")
_SESSIONS = ("parent_agent_id", "session_id", "sessionId")
"""Copilot gives a subagent a session of its own; what was said to it is said in the session that started it."""
NO_ANSWER = "The question cannot be put to anybody from here, so this is denied: ask at the end of your turn."
"""Behind a reason that says already who is to be asked."""


def read(harness: str, payload: Any, moment: str) -> Event | None:
    """Read a payload; a tool that writes nothing is of no interest."""
    if not isinstance(payload, dict):
        return None
    native = word(payload, "hook_event_name") or word(payload, "hookEventName")
    moment = MOMENTS.get(native, moment)
    given = plain(payload.get("tool_input", payload.get("toolInput")))
    tool = word(payload, "tool_name") or word(payload, "toolName")
    written = edits(tool, given) if moment in _TOOLS else ()
    if moment in _TOOLS and not written:
        return None
    cwd = word(payload, "cwd")
    return Event(
        harness=harness,
        moment=moment,
        cwd=folder(given, cwd) if written else cwd,
        edits=written,
        session=first(payload, _SESSIONS),
        native=native or _NATIVE.get(moment, ""),
        agent=word(payload, "agent_id"),
        prompt=word(payload, "prompt"),
        call=word(payload, "tool_use_id"),
        again=payload.get("stop_hook_active") is True,
    )


def answer(event: Event, reply: Reply, asks: bool = True, nested_stop: bool = False, undone: bool = True) -> Said:
    """Answer in the dialect.

    asks: the client can put a question to a person; where it cannot, approval needed is a denial that says so.
    nested_stop: the answer to a stop stands inside, as VS Code has it.
    undone: an objection after a tool reaches the model as one; where it does not, it is context.
    """
    out: dict[str, Any] = {}
    if reply.outcome in ("ask", "block") and event.moment == "post-tool" and not undone:
        out |= nested(event, additionalContext=reply.reason)
    elif reply.outcome in ("ask", "block"):
        out |= _objection(event, reply, asks, nested_stop)
    elif reply.context and event.moment not in ("stop", "pre-compact"):
        out |= nested(event, additionalContext=reply.context)
    if reply.told:
        out["systemMessage"] = f"mneme: {reply.told}"
    return Said(out=dumps(out) + "\n" if out else "", err=f"mneme: {reply.told}\n" if reply.told else "")


def _objection(event: Event, reply: Reply, asks: bool, nested_stop: bool) -> dict[str, Any]:
    if event.moment == "pre-tool":
        ask = reply.outcome == "ask" and asks
        reason = reply.reason if ask or reply.outcome == "block" else f"{reply.reason}\n{NO_ANSWER}"
        return nested(event, permissionDecision="ask" if ask else "deny", permissionDecisionReason=reason)
    blocked = {"decision": "block", "reason": reply.reason}
    return nested(event, **blocked) if nested_stop and event.moment == "stop" else blocked


def nested(event: Event, **said: Any) -> dict[str, Any]:
    """Put an answer where the client looks for it."""
    return {"hookSpecificOutput": {"hookEventName": event.native or _NATIVE[event.moment], **said}}
