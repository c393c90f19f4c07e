"""VS Code's agent: Claude's dialect with camelCase arguments; it ignores matchers, so every tool comes here."""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply, Said


def read(payload: Any, moment: str) -> Event | None:
    """Read what VS Code sends."""
    return _dialect.read("vscode", payload, moment)


def answer(event: Event, reply: Reply) -> Said:
    """Answer in its dialect; a stop is answered inside."""
    return _dialect.answer(event, reply, nested_stop=True)


HARNESS = Harness(read=read, answer=answer, guards=(".github/hooks/*.json",))
