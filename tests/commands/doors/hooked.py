"""What a client hands the hook, and the hook as the client starts it."""

from __future__ import annotations

import json

from tests.commands.ask import BAD, ORDER
from tests.commands.ask import process as mneme

# Hooks


def payload(shop, text=BAD, path=ORDER, **more):
    tool = {"file_path": f"{shop.root}/{path}", "content": text}
    return json.dumps({"cwd": shop.root, "session_id": "s", "tool_name": "Write", "tool_input": tool, **more}).encode()


def hook(*argv, given, **env):
    said = mneme("hook", *argv, given=given, **env)
    assert said.code == 0, said
    if said.out:
        assert set(json.loads(said.out)) <= {"hookSpecificOutput", "systemMessage"}
    return said
