"""Factory's Droid: Claude's dialect with tools of its own (Create, Edit, Execute); documented, not driven here."""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply, Said


def read(payload: Any, moment: str) -> Event | None:
    """Read what Droid sends."""
    return _dialect.read("droid", payload, moment)


def answer(event: Event, reply: Reply) -> Said:
    """Answer in its dialect."""
    return _dialect.answer(event, reply)


HARNESS = Harness(read=read, answer=answer, guards=(".factory/settings.json",))
