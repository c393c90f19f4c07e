"""Claude Code: https://code.claude.com/docs/en/hooks. Payloads recorded from 2.1.328."""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply, Said


def read(payload: Any, moment: str) -> Event | None:
    """Read what Claude Code sends."""
    return _dialect.read("claude", payload, moment)


def answer(event: Event, reply: Reply) -> Said:
    """Answer in its dialect; without a person it turns a question into a denial with the reason by itself."""
    return _dialect.answer(event, reply)


HARNESS = Harness(read=read, answer=answer, guards=(".claude/settings.json", ".claude/settings.local.json"))
