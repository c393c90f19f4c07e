"""What each client hands its hook, in its own dialect: the payloads that were recorded from it, with other words in them.

Nobody here could record Cursor: its payloads are those of its documentation.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.ground import ROOT, read

if TYPE_CHECKING:
    from collections.abc import Mapping

_RECORDED = f"{ROOT}/tests/harnesses"
_PRICE = ("shop/domain/price.py", "from decimal import Decimal", "import sqlite3")


class Client(NamedTuple):
    """One client. edit: the name of the recorded edit.  said: the path, the old and the new words in it.

    denies: what stands in a denial.  content: how it says that it has no objection.
    """

    denies: str
    edit: str = "edit"
    said: tuple[str, str, str] = _PRICE
    content: str = ""


_NESTED = '"permissionDecision":"deny"'
CLIENTS = {
    "claude": Client(denies=_NESTED, said=("shop/cart.py", "a = 1", "a = 3")),
    "codex": Client(denies=_NESTED, edit="patch-edit"),
    "copilot": Client(denies=_NESTED),
    "gemini": Client(denies='"decision":"deny"'),
    "cursor": Client(denies='"permission":"deny"', edit="", content='{"permission":"allow"}'),
    "opencode": Client(denies='"outcome":"block"'),
    "qwen": Client(denies=_NESTED),
}


def edited(name: str, root: str, path: str, words: tuple[str, str]) -> bytes:
    """Return the event of one piece of a file being replaced by another."""
    client = CLIENTS[name]
    if not client.edit:
        text = read(f"{root}/{path}").replace(*words, 1)
        return _documented(
            root, "preToolUse", tool_name="Write", tool_input={"file_path": f"{root}/{path}", "content": text}
        )
    return _recorded(name, client.edit, root, dict(zip(client.said, (path, *words), strict=True)))


def begun(name: str, root: str) -> bytes:
    """Return the event of a session that begins."""
    if not CLIENTS[name].edit:
        return _documented(root, "sessionStart", is_background_agent=False, composer_mode="agent")
    return _recorded(name, "session-start", root, {})


def _documented(root: str, event: str, **more: Any) -> bytes:
    ids = {"conversation_id": "measured", "generation_id": "measured", "model": "any", "cursor_version": "1.7.2"}
    return json.dumps({**ids, "hook_event_name": event, "workspace_roots": [root], "cwd": root, **more}).encode()


def _recorded(name: str, event: str, root: str, words: Mapping[str, str]) -> bytes:
    """Read a payload and say other words in it; the project lies elsewhere."""
    payload = json.loads(read(f"{_RECORDED}/{name}/{event}.json"))
    return json.dumps(_other(payload, {"/project": root, **words})).encode()


def _other(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _other(each, words) for key, each in value.items()}
    if not isinstance(value, str):
        return value
    for old, new in words.items():
        value = value.replace(old, new)
    return value
