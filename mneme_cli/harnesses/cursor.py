"""Cursor: hooks.json version 1, flat snake_case answers; documented, not driven here.

With `failClosed` even an empty answer blocks, so a call without objection is answered with "allow", which here skips
nothing. The model was seen to get the user's message and not its own, so the reason stands in both.
"""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect
from mneme_cli.harnesses._tools import edits, plain, shaped, word
from mneme_cli.model.event import Event, Said
from mneme_cli.model.scan import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Reply

_MOMENTS = {
    "sessionStart": "session-start",
    "subagentStart": "subagent-start",
    "beforeSubmitPrompt": "prompt",
    "preToolUse": "pre-tool",
    "beforeShellExecution": "pre-tool",
    "postToolUse": "post-tool",
    "afterFileEdit": "post-tool",
    "afterShellExecution": "post-tool",
    "stop": "stop",
    "preCompact": "pre-compact",
}


def read(payload: Any, moment: str) -> Event | None:
    """Read what Cursor sends. A tool that writes nothing is an event, too: it wants its "allow"."""
    if not isinstance(payload, dict):
        return None
    native = word(payload, "hook_event_name")
    moment = _MOMENTS.get(native, moment)
    roots = payload.get("workspace_roots")
    root = roots[0] if isinstance(roots, list) and roots and isinstance(roots[0], str) else ""
    return Event(
        harness="cursor",
        moment=moment,
        cwd=word(payload, "cwd") or root,
        edits=_edits(native, payload),
        session=word(payload, "conversation_id"),
        native=native,
        prompt=word(payload, "prompt"),
        again=isinstance(payload.get("loop_count"), int) and payload["loop_count"] > 0,
    )


def _edits(native: str, payload: dict[str, Any]) -> Any:
    if native in ("beforeShellExecution", "afterShellExecution"):
        return edits("Shell", payload)
    if native == "afterFileEdit":
        return shaped("Write", payload) or edits("Write", {"file_path": word(payload, "file_path"), "content": ""})
    return edits(word(payload, "tool_name"), plain(payload.get("tool_input")))


def answer(event: Event, reply: Reply) -> Said:
    """Answer flat."""
    told = {"user_message": f"mneme: {reply.told}"} if reply.told else {}
    out: dict[str, Any] = {}
    stopped = reply.outcome in ("ask", "block")
    if event.moment == "pre-tool":
        more = f"\n{_dialect.NO_ANSWER}" if reply.outcome == "ask" else ""
        reason = reply.reason + more
        denied = {"permission": "deny", "user_message": reason, "agent_message": reason}
        out = denied if stopped else {"permission": "allow", **told}
    elif event.moment == "stop":
        out = {"followup_message": reply.reason} if stopped else {}
    elif event.moment in ("session-start", "subagent-start", "post-tool"):
        said = reply.reason or reply.context
        out = {"additional_context": said} if said else {}
    return Said(out=dumps(out) + "\n" if out else "", err=f"mneme: {reply.told}\n" if reply.told else "")


HARNESS = Harness(read=read, answer=answer, guards=(".cursor/hooks.json",), late=True)
