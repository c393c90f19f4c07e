"""Our own event and reply: what `neutral` speaks, and the plugin that we put into OpenCode.

`schemas/event.schema.json` and `schemas/reply.schema.json` are written from here.
"""

from __future__ import annotations

from mneme_cli.harnesses._tools import edits, folder, plain, word
from mneme_cli.model.event import MOMENTS, Event, Said
from mneme_cli.model.scan import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Reply

_TOOLS = ("pre-tool", "post-tool")
_TEXT = {"type": "string"}
EVENT: dict[str, Any] = {
    "title": "mneme event",
    "description": "One moment of an agent's session, on standard input of `mneme hook neutral MOMENT`.",
    "type": "object",
    "properties": {
        "version": {"const": 1},
        "moment": {"enum": list(MOMENTS)},
        "harness": {**_TEXT, "description": "Who asks."},
        "session": _TEXT,
        "cwd": {**_TEXT, "description": "Absolute; where relative paths begin."},
        "agent": {**_TEXT, "description": "The id of a subagent."},
        "headless": {"type": "boolean", "description": "Nobody can answer a question."},
        "prompt": _TEXT,
        "again": {"type": "boolean", "description": "This stop follows one that was stopped already."},
        "tool": {**_TEXT, "description": "The client's name of the tool."},
        "input": {
            "description": "The tool's arguments: path and content; old_string and new_string; edits; patch; command.",
            "type": ["object", "string"],
        },
    },
    "required": ["cwd"],
}
REPLY: dict[str, Any] = {
    "title": "mneme reply",
    "description": "What `mneme hook neutral MOMENT` says on standard output; nothing at all means no objection.",
    "type": "object",
    "properties": {
        "version": {"const": 1},
        "outcome": {"enum": ["allow", "warn", "ask", "block"]},
        "reason": {**_TEXT, "description": "For the model: the rule, the place, and what to do instead."},
        "context": {**_TEXT, "description": "For the model: what it should know."},
        "told": {**_TEXT, "description": "For the person."},
    },
    "required": ["version", "outcome", "reason", "context", "told"],
    "additionalProperties": False,
}


def read(payload: Any, moment: str) -> Event | None:
    """Read an event of our own."""
    if not isinstance(payload, dict):
        return None
    moment = word(payload, "moment") or moment
    given = plain(payload.get("input"))
    written = edits(word(payload, "tool"), given) if moment in _TOOLS else ()
    if moment in _TOOLS and not written:
        return None
    cwd = word(payload, "cwd")
    return Event(
        harness=word(payload, "harness") or "neutral",
        moment=moment,
        cwd=folder(given, cwd) if written else cwd,
        edits=written,
        session=word(payload, "session"),
        agent=word(payload, "agent"),
        headless=payload.get("headless") is True,
        prompt=word(payload, "prompt"),
        again=payload.get("again") is True,
    )


def answer(event: Event, reply: Reply) -> Said:
    """Say the reply as it is; a question to nobody is a denial."""
    if not (reply.reason or reply.context or reply.told) and reply.outcome == "allow":
        return Said()
    if reply.outcome == "ask" and event.headless:
        reply = reply._replace(outcome="block")
    return Said(out=dumps({"version": 1, **reply._asdict()}) + "\n")
