"""The session and what no scenario needs but an adapter must be able to read: patches of every shape, cells, subagents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.clients import shop
from tests.clients.client import inside
from tests.clients.scenarios import session
from tests.clients.script import SUBTASK, Script, Turn

if TYPE_CHECKING:
    from tests.clients.client import Tools
    from tests.clients.drive import Fired

NOTEBOOK = "shop/report.ipynb"
CELL = "print(2)"
MANY = f"""*** Begin Patch
*** Update File: shop/domain/price.py
@@
-{shop.GOOD_PRICE}
+from decimal import Decimal
*** Update File: {shop.LAWFUL_LEDGER}
*** Move to: shop/storage/book.py
@@
-def rows():
+def all_rows():
*** Add File: shop/domain/tax.py
+RATE = 19
*** Delete File: shop/domain/__init__.py
*** End Patch"""
HEREDOC = "apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: shop/domain/vat.py\n+RATE = 7\n*** End Patch\nEOF\n"
INNER, INNER_DONE = "shop/domain/inner.py", "the subagent is done"


def notebook() -> str:
    """Return a notebook of one cell."""
    cell = {
        "cell_type": "code",
        "id": "c1",
        "metadata": {},
        "source": ["print(1)"],
        "outputs": [],
        "execution_count": None,
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def tour(tools: Tools) -> Script:
    """Return the session with more steps before its end."""
    turns = session(tools).script.turns
    more: list[Turn] = []
    more += tools.patch(MANY) if tools.patch else ()
    more += tools.shell(HEREDOC) if tools.patch else ()
    more += tools.cell(NOTEBOOK, CELL) if tools.cell else ()
    more += tools.inner(f"{SUBTASK}: write the file") if tools.inner else ()
    inner = (*tools.write(INNER, "RATE = 19\n"), Turn(text=INNER_DONE), Turn(text=f"{INNER_DONE} all the same"))
    return Script((*turns[:-2], *more, *turns[-2:]), inner)


def name(fired: Fired) -> str:
    """Return what a recorded payload is called; empty for one that shows nothing new."""
    if fired.moment not in ("pre-tool", "post-tool"):
        again = "-again" * ('"stop_hook_active":true' in fired.given.replace(" ", ""))
        return (
            fired.moment
            + "-inside" * (fired.moment == "stop" and (inside(fired.given) or INNER_DONE in fired.given))
            + again
        )
    tool = _tool(json.loads(fired.given))
    if not tool:
        return ""
    tool = f"patch-{tool}" if "*** Begin Patch" in fired.given and tool in ("write", "edit", "write-inside") else tool
    return tool if fired.moment == "pre-tool" else f"after-{tool}"


def _tool(payload: dict[str, Any]) -> str:
    """Return which step of the tour a payload is of: what is denied before, what is lawful after."""
    given = next((payload[key] for key in ("tool_input", "toolArgs", "input", "args") if payload.get(key)), {})
    if payload.get("hook") == "tool.execute.before":
        given = payload["output"]["args"]
    elif "args" in given:
        given = given["args"]
    text = json.dumps(given)
    marks = {
        "base64 -d": "shell",
        "apply_patch <<": "patch-in-shell",
        "Delete File": "patch-many",
        CELL: "cell",
        SUBTASK: "inner",
        INNER: "write-inside",
        "status: rejected": "decision",
        "ROUND_HALF_UP": "edit",
        f"import {shop.DATABASE}": "edit" if "price.py" in text else "write",
    }
    return next((tool for mark, tool in marks.items() if mark in text), "")
