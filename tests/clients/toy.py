"""A hook of ten lines that does by text search what mneme does by parsing: it proves the runner before it proves mneme."""

from __future__ import annotations

import os
from importlib import import_module

from tests.clients.client import inside
from tests.clients.shop import DATABASE, DECISION, RULE, SAY, SMUGGLED

PACKET = {"session-start": "session", "subagent-start": "subagent"}


def answer(argv: list[str], given: bytes, log: str) -> str:
    """Return the answer in the dialect of the client that is named; empty is no objection."""
    client, moment = argv[1:]
    what, text = _verdict(moment, given.decode(), log)
    return import_module(f"tests.clients.{client}").CLIENT.say(moment, what, text) if what else ""


def _verdict(moment: str, given: str, log: str) -> tuple[str, str]:
    if moment in PACKET:
        return "context", f"packet of the {PACKET[moment]}: {RULE}: {SAY}"
    if moment == "pre-tool" and f"import {DATABASE}" in given and "shop/domain/" in given:
        return "deny", f"{RULE}: {SAY}"
    if moment == "pre-tool" and "status: rejected" in given:
        return "deny", f"{DECISION} is not an agent's to change"
    if moment in ("post-tool", "stop") and _smuggled(log) and not inside(given):
        once = f"{log}.{moment}"
        if not os.path.exists(once):
            open(once, "w", encoding="utf-8").close()
            return ("context" if moment == "post-tool" else "stop"), f"{SMUGGLED} breaks {RULE}: {SAY}"
    return "", ""


def _smuggled(log: str) -> bool:
    path = os.path.join(os.path.dirname(os.path.dirname(log)), "project", SMUGGLED)
    return os.path.exists(path)
