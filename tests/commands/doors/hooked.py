"""What a client hands the hook, and the hook as the client starts it."""

from __future__ import annotations

import json
import os

from tests.commands.ask import BAD, ORDER, ROOT
from tests.commands.ask import process as mneme

PATIENT = {"PYTHONPATH": os.pathsep.join((os.path.join(os.path.dirname(os.path.abspath(__file__)), "patient"), ROOT))}
"""Environment of a hook that must compile before it answers: its deadline is not what is tested."""


def payload(shop, text=BAD, path=ORDER, **more):
    tool = {"file_path": f"{shop.root}/{path}", "content": text}
    return json.dumps({"cwd": shop.root, "session_id": "s", "tool_name": "Write", "tool_input": tool, **more}).encode()


def hook(*argv, given, **env):
    said = mneme("hook", *argv, given=given, **env)
    assert said.code == 0, said
    if said.out:
        assert set(json.loads(said.out)) <= {"hookSpecificOutput", "systemMessage"}
    return said
