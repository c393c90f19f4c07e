"""Qwen Code: Claude's dialect; what is said before a tool, or as an objection after it, never reaches the model."""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply, Said


def read(payload: Any, moment: str) -> Event | None:
    """Read what Qwen Code sends."""
    return _dialect.read("qwen", payload, moment)


def answer(event: Event, reply: Reply) -> Said:
    """Answer in its dialect; in its unattended mode it turns a question into a denial by itself."""
    return _dialect.answer(event, reply, undone=False)


HARNESS = Harness(read=read, answer=answer, guards=(".qwen/settings.json",), late=True)
