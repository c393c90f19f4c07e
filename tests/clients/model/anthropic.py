"""Anthropic Messages: `POST /v1/messages`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.clients.model.wire import frames, fresh, news, words
from tests.clients.script import Asked, Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.script import Turn

USAGE = {"input_tokens": 10, "output_tokens": 5}


def read(body: dict[str, Any]) -> Asked:
    """Read a request."""
    messages = body.get("messages", [])
    mine = [message["role"] == "assistant" for message in messages]
    said = [message["content"] for message in messages if message["role"] == "assistant"]
    first = mine.index(True) if said else len(messages)
    return Asked(
        tools=tuple(tool["name"] for tool in body.get("tools", [])),
        opening=words([message["content"] for message in messages[:first]]),
        spoken=tuple(Spoken(words(content), _calls(content)) for content in said),
        news=news(body, messages, mine),
    )


def _calls(content: Any) -> int:
    return sum(part.get("type") == "tool_use" for part in content) if isinstance(content, list) else 0


def whole(body: dict[str, Any], turn: Turn) -> dict[str, Any]:
    """Return a turn as one message."""
    blocks: list[dict[str, Any]] = [
        {"type": "tool_use", "id": fresh("toolu_"), "name": call.tool, "input": call.given} for call in turn.calls
    ]
    return {
        "id": fresh("msg_"),
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": blocks or [{"type": "text", "text": turn.text}],
        "stop_reason": "tool_use" if blocks else "end_turn",
        "stop_sequence": None,
        "usage": USAGE,
    }


def streamed(body: dict[str, Any], turn: Turn) -> Iterator[str]:
    """Return a turn as an event stream."""
    return frames(_events(whole(body, turn)), named=True)


def _events(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"type": "message_start", "message": {**message, "content": [], "stop_reason": None}}
    for index, block in enumerate(message["content"]):
        yield {"type": "content_block_start", "index": index, "content_block": _empty(block)}
        yield {"type": "content_block_delta", "index": index, "delta": _delta(block)}
        yield {"type": "content_block_stop", "index": index}
    end = {"stop_reason": message["stop_reason"], "stop_sequence": None}
    yield {"type": "message_delta", "delta": end, "usage": {"output_tokens": 5}}
    yield {"type": "message_stop"}


def _empty(block: dict[str, Any]) -> dict[str, Any]:
    return {**block, "input": {}} if block["type"] == "tool_use" else {**block, "text": ""}


def _delta(block: dict[str, Any]) -> dict[str, Any]:
    if block["type"] == "tool_use":
        return {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
    return {"type": "text_delta", "text": block["text"]}
