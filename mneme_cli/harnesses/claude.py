"""Claude Code's dialect: hook payloads on stdin, one JSON answer on stdout, exit 0.

Never "allow", which would skip the user's own permission prompt: no objection is an empty answer.
"""

from __future__ import annotations

from mneme_cli.harnesses import Harness
from mneme_cli.model.event import Edit, Event, Said
from mneme_cli.model.scan import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Reply

_DECISION = {"block": "deny", "ask": "ask"}
_CONTEXT = '{{"hookSpecificOutput":{{"hookEventName":"PreToolUse","additionalContext":{}}}}}\n'
_ANSWER = (
    '{{"hookSpecificOutput":{{"hookEventName":"PreToolUse",'
    '"permissionDecision":"{}","permissionDecisionReason":{}}}}}\n'
)


def read(payload: Any, moment: str) -> Event | None:
    """Read a PreToolUse payload of Write, Edit or MultiEdit; everything else is of no interest."""
    if moment != "pre-tool" or not isinstance(payload, dict):
        return None
    given = payload.get("tool_input")
    if not isinstance(given, dict):
        return None
    path = given.get("file_path")
    edits = _edits(path, given) if isinstance(path, str) and path else ()
    if not edits:
        return None
    cwd, session = payload.get("cwd"), payload.get("session_id")
    return Event(
        harness="claude",
        moment=moment,
        cwd=cwd if isinstance(cwd, str) else "",
        edits=edits,
        session=session if isinstance(session, str) else "",
    )


def _edits(path: str, given: dict[str, Any]) -> tuple[Edit, ...]:
    content = given.get("content")
    if isinstance(content, str):
        return (Edit(path=path, how="whole", text=content),)
    several = given.get("edits")
    parts = several if isinstance(several, list) else [given]
    return tuple(_replacement(path, part) for part in parts if isinstance(part, dict) and "new_string" in part)


def _replacement(path: str, part: dict[str, Any]) -> Edit:
    old, new = part.get("old_string"), part.get("new_string")
    return Edit(
        path=path,
        how="replace",
        text=new if isinstance(new, str) else "",
        old=old if isinstance(old, str) else "",
        every=part.get("replace_all") is True,
    )


def answer(_event: Event, reply: Reply) -> Said:
    """Deny or ask with the reason; give a warning as context; stay silent otherwise."""
    err = f"mneme: {reply.told}\n" if reply.told else ""
    if reply.outcome in _DECISION:
        return Said(out=_ANSWER.format(_DECISION[reply.outcome], quoted(reply.reason)), err=err)
    return Said(out=_CONTEXT.format(quoted(reply.context)) if reply.context else "", err=err)


HARNESS = Harness(read=read, answer=answer)
