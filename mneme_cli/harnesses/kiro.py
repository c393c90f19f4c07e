"""Kiro: no JSON; exit 2 with the reason on stderr stops a tool, stdout is context. Documented, not driven here."""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect
from mneme_cli.model.event import Said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply

_MOMENTS = {
    "agentSpawn": "session-start",
    "userPromptSubmit": "prompt",
    "preToolUse": "pre-tool",
    "postToolUse": "post-tool",
    "stop": "stop",
}


def read(payload: Any, moment: str) -> Event | None:
    """Read what Kiro sends: Claude's names in the editor, camelCase ones on the command line."""
    native = payload.get("hook_event_name") if isinstance(payload, dict) else None
    moment = _MOMENTS.get(native, moment) if isinstance(native, str) else moment
    return _dialect.read("kiro", payload, moment)


def answer(event: Event, reply: Reply) -> Said:
    """Stop with exit 2; otherwise exit 0."""
    told = f"mneme: {reply.told}\n" if reply.told else ""
    if reply.outcome in ("ask", "block"):
        more = f"\n{_dialect.NO_ANSWER}" if reply.outcome == "ask" else ""
        return Said(err=f"{reply.reason}{more}\n{told}", code=2)
    said = reply.context if event.moment in ("session-start", "prompt") else ""
    return Said(out=f"{said}\n" if said else "", err=told)


HARNESS = Harness(read=read, answer=answer, guards=(".kiro/hooks/*.json", ".kiro/agents/*.json"), late=True)
