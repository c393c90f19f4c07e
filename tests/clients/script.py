"""What the model is told to do: turns of text or of tool calls, the same for every client and every wire."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

SUBTASK = "SUBTASK"
"""A prompt that holds this word opens the conversation of a subagent."""

ASIDE = json.dumps({"title": "shop", "next_speaker": "user", "reasoning": "-", "model_choice": "flash"})
"""What the model says when it is asked without tools: for a title, for a summary, for who speaks next."""


class Call(NamedTuple):
    """One tool call; `given` is an object, or bare text for a tool that takes text."""

    tool: str
    given: dict[str, Any] | str


class Turn(NamedTuple):
    """What the model answers once: calls, or else text."""

    text: str = ""
    calls: tuple[Call, ...] = ()


class Script(NamedTuple):
    """The turns of the conversation, and those of its subagent."""

    turns: tuple[Turn, ...]
    inner: tuple[Turn, ...] = ()


class Spoken(NamedTuple):
    """One turn of the model that a request repeats."""

    text: str
    calls: int


class Asked(NamedTuple):
    """A request of any wire: what it lets the model call, how it opens, what the model has said, what it is told now.

    `news` is what follows the model's last word; before its first word, the whole request.
    """

    tools: tuple[str, ...]
    opening: str
    spoken: tuple[Spoken, ...]
    news: str


def thread(asked: Asked) -> str:
    """Return which conversation a request belongs to: a field of the script, or "aside"."""
    if not asked.tools:
        return "aside"
    return "inner" if SUBTASK in asked.opening else "turns"


def due(script: Script, asked: Asked) -> int:
    """Return how many turns are over: the request itself says so, and nothing is remembered."""
    texts = {turn.text for turns in script for turn in turns if turn.text}
    return sum(1 for said in asked.spoken if said.calls or said.text.strip() in texts)


def follow(script: Script, asked: Asked) -> Turn:
    """Return the turn that is due."""
    if thread(asked) == "aside":
        return Turn(text=ASIDE)
    turns: tuple[Turn, ...] = getattr(script, thread(asked))
    rest = turns[due(script, asked) :]
    return rest[0] if rest else Turn(text="nothing is left to do")


def packed(script: Script) -> str:
    """Return the script as JSON."""
    return json.dumps({name: [_plain(turn) for turn in turns] for name, turns in script._asdict().items()})


def unpacked(text: str) -> Script:
    """Return the script of `packed`."""
    parts = {
        name: tuple(Turn(turn["text"], tuple(Call(*call) for call in turn["calls"])) for turn in turns)
        for name, turns in json.loads(text).items()
    }
    return Script(**parts)


def _plain(turn: Turn) -> dict[str, Any]:
    return {"text": turn.text, "calls": [[call.tool, call.given] for call in turn.calls]}
