"""Devin (once Windsurf): Claude's dialect in `.devin/hooks.v1.json`; documented, not driven here."""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply, Said


def read(payload: Any, moment: str) -> Event | None:
    """Read what Devin sends."""
    return _dialect.read("devin", payload, moment)


def answer(event: Event, reply: Reply) -> Said:
    """Answer in its dialect."""
    return _dialect.answer(event, reply)


HARNESS = Harness(read=read, answer=answer, guards=(".devin/hooks.v1.json",))
