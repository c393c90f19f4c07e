"""Gemini: `POST …:generateContent` and `…:streamGenerateContent`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.clients.model.wire import frames as framed
from tests.clients.model.wire import fresh, news, words
from tests.clients.script import Asked, Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.script import Turn


def read(body: dict[str, Any]) -> Asked:
    """Read a request."""
    contents = body.get("contents", [])
    mine = [content.get("role") == "model" for content in contents]
    first = mine.index(True) if True in mine else len(contents)
    return Asked(
        tools=tuple(
            function["name"] for tool in body.get("tools") or [] for function in tool.get("functionDeclarations", [])
        ),
        opening=words([content["parts"] for content in contents[:first]]),
        spoken=tuple(
            Spoken(words(content["parts"]), sum("functionCall" in part for part in content["parts"]))
            for content in contents
            if content.get("role") == "model"
        ),
        news=news(body, contents, mine),
    )


def whole(_body: dict[str, Any], turn: Turn) -> dict[str, Any]:
    """Return a turn as one answer."""
    parts: list[dict[str, Any]] = [{"functionCall": {"name": call.tool, "args": call.given}} for call in turn.calls]
    content = {"role": "model", "parts": parts or [{"text": turn.text}]}
    return {
        "candidates": [{"content": content, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {"promptTokenCount": 10, "candidatesTokenCount": 5, "totalTokenCount": 15},
        "modelVersion": "scripted",
        "responseId": fresh("resp_"),
    }


def streamed(body: dict[str, Any], turn: Turn) -> Iterator[str]:
    """Return a turn as an event stream of one event."""
    return framed(iter([whole(body, turn)]), named=False)
