"""OpenAI chat completions: `POST /v1/chat/completions`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.clients.model.wire import frames, fresh, news, words
from tests.clients.script import Asked, Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.script import Turn

USAGE = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}


def read(body: dict[str, Any]) -> Asked:
    """Read a request."""
    messages = body.get("messages", [])
    mine = [message["role"] == "assistant" for message in messages]
    first = mine.index(True) if True in mine else len(messages)
    return Asked(
        tools=tuple(tool["function"]["name"] for tool in body.get("tools") or []),
        opening=words([message["content"] for message in messages[:first] if message["role"] == "user"]),
        spoken=tuple(
            Spoken(words(message.get("content")), len(message.get("tool_calls") or []))
            for message in messages
            if message["role"] == "assistant"
        ),
        news=news(body, messages, mine),
    )


def whole(body: dict[str, Any], turn: Turn) -> dict[str, Any]:
    """Return a turn as one completion."""
    message, finish = _message(turn)
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {**_head(body, "chat.completion"), "choices": [choice], "usage": USAGE}


def streamed(body: dict[str, Any], turn: Turn) -> Iterator[str]:
    """Return a turn as an event stream."""
    yield from frames(_chunks(body, turn), named=False)
    yield "data: [DONE]\n\n"


def _chunks(body: dict[str, Any], turn: Turn) -> Iterator[dict[str, Any]]:
    message, finish = _message(turn)
    head = _head(body, "chat.completion.chunk")
    yield {**head, "choices": [{"index": 0, "delta": message, "finish_reason": None}]}
    yield {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}
    yield {**head, "choices": [], "usage": USAGE}


def _message(turn: Turn) -> tuple[dict[str, Any], str]:
    if not turn.calls:
        return {"role": "assistant", "content": turn.text}, "stop"
    calls = [
        {
            "index": index,
            "id": fresh("call_"),
            "type": "function",
            "function": {"name": call.tool, "arguments": json.dumps(call.given)},
        }
        for index, call in enumerate(turn.calls)
    ]
    return {"role": "assistant", "content": None, "tool_calls": calls}, "tool_calls"


def _head(body: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"id": fresh("chat_"), "object": kind, "created": 1_700_000_000, "model": body["model"]}
