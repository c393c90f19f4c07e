"""OpenCode: a plugin of ours inside it, `mneme.js`, speaks our own event and reply.

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


_PLUGINS = tuple(f".opencode/{folder}/*.{suffix}" for folder in ("plugin", "plugins") for suffix in ("js", "ts"))
"""The client's own glob is `{plugin,plugins}/*.{ts,js}`."""
_SETTINGS = tuple(f"{folder}opencode.{suffix}" for folder in ("", ".opencode/") for suffix in ("json", "jsonc"))
HARNESS = Harness(read=read, answer=answer, guards=(*_PLUGINS, *_SETTINGS), late=True)
