"""GitHub Copilot CLI and its cloud agent: camelCase events, flat answers. Payloads recorded from 1.0.102.

Where its hooks are written in PascalCase (as in Claude's settings, which it also runs), it speaks Claude's dialect.
A hook that fails denies every call, and any exit code but 0 loses the reason.
"""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect
from mneme_cli.harnesses._tools import edits, first, folder, plain, shaped, word
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
    given = plain(payload.get("toolArgs"))
    tool = word(payload, "toolName")
    written = shaped(tool, given) if moment in _TOOLS else ()
    if moment in _TOOLS and not written:
        _nothing(tool, given)
        return None
    cwd = word(payload, "cwd")
    return Event(
        harness="copilot",
        moment=moment,
        cwd=folder(given, cwd) if written else cwd,
        edits=written,
        session=first(payload, ("parentAgentId", "parent_agent_id", "sessionId")),
        agent=first(payload, ("agentId", "agent_id")),
        prompt=word(payload, "prompt"),
        again=payload.get("stop_hook_active") is True,
    )


def _nothing(tool: str, given: Any) -> None:
    """Take arguments that write nothing as such.

    Arguments were seen as an object, as a patch and, by github/copilot-cli issue 3349, as the text of an object.

    Raises:
        ValueError: they are a text that nobody can read, or those of a tool that writes.
    """
    if isinstance(given, str) and given.strip():
        raise ValueError("toolArgs is neither a JSON object nor a patch")
    edits(tool, given)


def answer(event: Event, reply: Reply) -> Said:
    """Answer in the naming that was seen; what begins a session, an agent or a turn is heard flat in either."""
    if event.native and event.moment not in ("session-start", "subagent-start", "prompt"):
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
