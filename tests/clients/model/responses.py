"""OpenAI Responses: `POST /v1/responses`, with functions and with tools that take bare text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.clients.model.wire import frames, fresh, news, words
from tests.clients.script import Asked, Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.script import Call, Turn

CALLS = ("function_call", "custom_tool_call", "local_shell_call")
USAGE = {
    "input_tokens": 10,
    "input_tokens_details": {"cached_tokens": 0},
    "output_tokens": 5,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 15,
}


def read(body: dict[str, Any]) -> Asked:
    """Read a request; every call counts as a turn, because scripts make one call a turn on this wire.

    What opens the conversation of a subagent may be a part that calls itself encrypted, so the whole opening counts.
    """
    given = body.get("input") or []
    items = given if isinstance(given, list) else [{"type": "message", "role": "user", "content": given}]
    mine = [_mine(item) for item in items]
    first = mine.index(True) if True in mine else len(items)
    later = [tool for item in items if item.get("type") == "additional_tools" for tool in item.get("tools", [])]
    return Asked(
        tools=tuple(_names([*(body.get("tools") or []), *later])),
        opening=json.dumps(items[:first]),
        spoken=tuple(
            Spoken(words(item.get("content")), int(item.get("type") in CALLS))
            for item, own in zip(items, mine, strict=True)
            if own
        ),
        news=news(body, items, mine),
    )


def _mine(item: dict[str, Any]) -> bool:
    return item.get("type") in CALLS or item.get("role") == "assistant"


def _names(tools: list[dict[str, Any]]) -> Iterator[str]:
    for tool in tools:
        if tool.get("type") == "namespace":
            yield from _names(tool.get("tools", []))
        else:
            yield tool.get("name") or tool["type"]


def whole(body: dict[str, Any], turn: Turn) -> dict[str, Any]:
    """Return a turn as one response."""
    return {
        "id": fresh("resp_"),
        "object": "response",
        "created_at": 1_700_000_000,
        "status": "completed",
        "model": body["model"],
        "output": [_called(call) for call in turn.calls] or [_said(turn.text)],
        "usage": USAGE,
    }


def _called(call: Call) -> dict[str, Any]:
    if isinstance(call.given, str):
        kind, rest = "custom_tool_call", {"input": call.given}
    else:
        kind, rest = "function_call", {"arguments": json.dumps(call.given)}
    room, _, name = call.tool.rpartition(".")  # tools may be declared in rooms, and are then called by both names
    return {
        "type": kind,
        "id": fresh("item_"),
        "call_id": fresh("call_"),
        "name": name,
        **({"namespace": room} if room else {}),
        "status": "completed",
        **rest,
    }


def _said(text: str) -> dict[str, Any]:
    part = {"type": "output_text", "text": text, "annotations": []}
    return {"type": "message", "id": fresh("msg_"), "role": "assistant", "status": "completed", "content": [part]}


def streamed(body: dict[str, Any], turn: Turn) -> Iterator[str]:
    """Return a turn as an event stream, numbered."""
    events = enumerate(_events(whole(body, turn)))
    return frames(({**event, "sequence_number": number} for number, event in events), named=True)


def _events(response: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"type": "response.created", "response": {**response, "status": "in_progress", "output": []}}
    for index, item in enumerate(response["output"]):
        where = {"output_index": index, "item_id": item["id"]}
        yield {"type": "response.output_item.added", "output_index": index, "item": {**item, **_blank(item)}}
        yield from ({**event, **where} for event in _parts(item))
        yield {"type": "response.output_item.done", "output_index": index, "item": item}
    yield {"type": "response.completed", "response": response}


def _blank(item: dict[str, Any]) -> dict[str, Any]:
    empty = {"message": {"content": []}, "function_call": {"arguments": ""}, "custom_tool_call": {"input": ""}}
    return {"status": "in_progress", **empty[item["type"]]}


def _parts(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if item["type"] == "message":
        (part,) = item["content"]
        yield {"type": "response.content_part.added", "content_index": 0, "part": {**part, "text": ""}}
        yield {"type": "response.output_text.delta", "content_index": 0, "delta": part["text"]}
        yield {"type": "response.output_text.done", "content_index": 0, "text": part["text"]}
        yield {"type": "response.content_part.done", "content_index": 0, "part": part}
    elif item["type"] == "function_call":
        yield {"type": "response.function_call_arguments.delta", "delta": item["arguments"]}
        yield {"type": "response.function_call_arguments.done", "arguments": item["arguments"]}
    else:
        yield {"type": "response.custom_tool_call_input.delta", "delta": item["input"]}
        yield {"type": "response.custom_tool_call_input.done", "input": item["input"]}
