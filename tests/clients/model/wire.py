"""What the wires share: ids that repeat, text out of content in any shape, frames of an event stream."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = itertools.count(1)


def fresh(prefix: str) -> str:
    """Return an id that no other answer of this server has, and that the next run has again."""
    return f"{prefix}{next(_NUMBERS):08d}"


def words(content: Any) -> str:
    """Return the text of a message's content: a string, or a list of parts."""
    if isinstance(content, list):
        return "\n".join(words(part) for part in content)
    return content if isinstance(content, str) else words(content.get("text", "")) if isinstance(content, dict) else ""


def news(body: dict[str, Any], items: list[Any], mine: list[bool]) -> str:
    """Return what follows the model's last word, as text; before its first word that is the whole request."""
    last = max((n for n, own in enumerate(mine) if own), default=-1)
    return json.dumps(items[last + 1 :] if last >= 0 else body, ensure_ascii=False)


def frames(events: Iterator[dict[str, Any]], *, named: bool) -> Iterator[str]:
    """Return events as an event stream; `named` gives each its type as the event's name."""
    for event in events:
        head = f"event: {event['type']}\n" if named else ""
        yield f"{head}data: {json.dumps(event)}\n\n"
