"""OpenCode: a plugin of ours inside it (`mneme install opencode`) speaks our own event and reply.

Its hooks are JavaScript in its own process: throwing denies a call, and what is appended to a tool's output reaches
the model. A question cannot be put there, so approval needed is a denial.
"""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect, _neutral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply, Said


def read(payload: Any, moment: str) -> Event | None:
    """Read what the plugin sends."""
    event = _neutral.read(payload, moment)
    return None if event is None else event._replace(harness="opencode", headless=True)


def answer(event: Event, reply: Reply) -> Said:
    """Answer the plugin."""
    if reply.outcome == "ask":
        reply = reply._replace(reason=f"{reply.reason}\n{_dialect.NO_ANSWER}")
    return _neutral.answer(event, reply)


HARNESS = Harness(
    read=read, answer=answer, guards=(".opencode/plugin/*.js", "opencode.json", "opencode.jsonc"), late=True
)
