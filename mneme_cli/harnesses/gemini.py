"""Gemini CLI: events of its own names, flat decisions. Payloads recorded from 0.61.0.

What is said before a tool is dropped, and a question would hang a run without a person: approval needed is a denial.
"""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect
from mneme_cli.model.event import Said
from mneme_cli.model.scan import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply

_MOMENTS = {
    "SessionStart": "session-start",
    "BeforeAgent": "prompt",
    "BeforeTool": "pre-tool",
    "AfterTool": "post-tool",
    "AfterAgent": "stop",
    "PreCompress": "pre-compact",
}
_NATIVE = {moment: native for native, moment in _MOMENTS.items()}
_CONTEXT = "<hook_context>"


def read(payload: Any, moment: str) -> Event | None:
    """Read what Gemini sends; its prompt holds the packet that we gave at the start, which is not the user's word."""
    native = payload.get("hook_event_name") if isinstance(payload, dict) else None
    moment = _MOMENTS.get(native, moment) if isinstance(native, str) else moment
    event = _dialect.read("gemini", payload, moment)
    if event is None:
        return None
    event = event._replace(native=_NATIVE.get(moment, event.native))
    if event.prompt.startswith(_CONTEXT):
        event = event._replace(prompt=event.prompt.partition("</hook_context>")[2])
    return event


def answer(event: Event, reply: Reply) -> Said:
    """Answer flat; the context of a session, a prompt or a finished tool stands inside."""
    out: dict[str, Any] = {}
    if reply.outcome in ("ask", "block"):
        more = f"\n{_dialect.NO_ANSWER}" if reply.outcome == "ask" and event.moment == "pre-tool" else ""
        out = {"decision": "deny", "reason": reply.reason + more}
        if event.moment == "post-tool":
            out = _dialect.nested(event, additionalContext=reply.reason)
    elif reply.context and event.moment in ("session-start", "prompt", "post-tool"):
        out = _dialect.nested(event, additionalContext=reply.context)
    if reply.told:
        out["systemMessage"] = f"mneme: {reply.told}"
    return Said(out=dumps(out) + "\n" if out else "", err=f"mneme: {reply.told}\n" if reply.told else "")


HARNESS = Harness(read=read, answer=answer, guards=(".gemini/settings.json",), late=True)
