"""GitHub Copilot CLI and its cloud agent: camelCase events, flat answers. Payloads recorded from 1.0.102.

Where its hooks are written in PascalCase (as in Claude's settings, which it also runs), it speaks Claude's dialect.
A hook that fails denies every call, and any exit code but 0 loses the reason.
"""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect
from mneme_cli.harnesses._tools import edits, word
from mneme_cli.model.event import Event, Said
from mneme_cli.model.scan import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Reply

_TOOLS = ("pre-tool", "post-tool")


def read(payload: Any, moment: str) -> Event | None:
    """Read either of its two namings; `native` stays empty for the camelCase one, which names no event."""
    if not isinstance(payload, dict):
        return None
    if "hook_event_name" in payload:
        return _dialect.read("copilot", payload, moment)
    written = edits(word(payload, "toolName"), payload.get("toolArgs")) if moment in _TOOLS else ()
    if moment in _TOOLS and not written:
        return None
    return Event(
        harness="copilot",
        moment=moment,
        cwd=word(payload, "cwd"),
        edits=written,
        session=word(payload, "sessionId"),
        prompt=word(payload, "prompt"),
        again=payload.get("stop_hook_active") is True,
    )


def answer(event: Event, reply: Reply) -> Said:
    """Answer in the naming that was seen."""
    if event.native:
        return _dialect.answer(event, reply)
    out: dict[str, str] = {}
    if reply.outcome in ("ask", "block"):
        out = _objection(event, reply)
    elif reply.context and event.moment not in ("stop", "pre-compact"):
        out = {"additionalContext": reply.context}
    return Said(out=dumps(out) + "\n" if out else "", err=f"mneme: {reply.told}\n" if reply.told else "")


def _objection(event: Event, reply: Reply) -> dict[str, str]:
    """A tool that has run cannot be taken back: its objection is context."""
    if event.moment == "pre-tool":
        decision = "ask" if reply.outcome == "ask" else "deny"
        return {"permissionDecision": decision, "permissionDecisionReason": reply.reason}
    if event.moment == "stop":
        return {"decision": "block", "reason": reply.reason}
    return {"additionalContext": reply.reason}


HARNESS = Harness(read=read, answer=answer, guards=(".github/hooks/*.json", ".github/copilot/settings.json"))
