"""OpenAI Codex: Claude's dialect with exact keys; one unknown key and it discards the answer and runs the tool."""

from __future__ import annotations

from mneme_cli.harnesses import Harness, _dialect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from mneme_cli.model.event import Event, Reply, Said


def read(payload: Any, moment: str) -> Event | None:
    """Read what Codex sends."""
    return _dialect.read("codex", payload, moment)


def answer(event: Event, reply: Reply) -> Said:
    """Deny where approval is needed: Codex ignores a question and runs the tool."""
    return _dialect.answer(event, reply, asks=False)


HARNESS = Harness(read=read, answer=answer, guards=(".codex/hooks.json", ".codex/config.toml"))
