"""A small shop with one decision, and one violating write as each agent would announce it."""

from __future__ import annotations

import json

from tests.commands.ask import process, ready

RULE = "id: ADR-0001\ntitle: The domain knows no database\nstatus: accepted\ndate: 2026-01-01\nrules:\n  no-db:\n"
RULE += "    forbid:\n      imports: [sqlite3]\n    in:\n      - shop/domain/**\n    say: ask shop/storage\n"
ORDER, BAD, GOOD = "shop/domain/order.py", "import sqlite3\n", "import decimal\n"
FILES = {"docs/decisions/ADR-0001.yaml": RULE, "shop/__init__.py": "", "shop/domain/__init__.py": "", ORDER: GOOD}
CLAUDE = ("claude", "codex", "qwen", "devin", "droid", "vscode")
"""Who answers in Claude's dialect."""
READERS = ("claude", "codex", "copilot", "gemini", "cursor", "kiro", "neutral")
"""One for each way in which a payload is read or a denial is said."""
AGENTS = (*CLAUDE, "copilot", "gemini", "cursor", "kiro", "opencode", "neutral")


def build(repo, **settings):
    """Commit the shop, with settings in its mneme.yaml, and compile its policy ahead."""
    return ready(cold(repo, **settings))


def cold(repo, **settings):
    """Commit the shop; its policy is compiled by the first hook, within its deadline."""
    text = "".join(f"{key}: {value}\n" for key, value in settings.items())
    repo.commit("a shop", {**FILES, **({"mneme.yaml": text} if text else {})})
    return repo


def payload(agent, root, path=ORDER, text=BAD):
    """Return what an agent hands over before it writes a file."""
    call = {"session_id": "s1", "cwd": root, "tool_name": "Write", "tool_input": {"file_path": path, "content": text}}
    copilot = {"sessionId": "s1", "cwd": root, "toolName": "create", "toolArgs": {"path": path, "file_text": text}}
    own = {
        "codex": {**call, "hook_event_name": "PreToolUse", "turn_id": "t1"},
        "vscode": {**call, "hookEventName": "PreToolUse", "tool_input": {"filePath": path, "content": text}},
        "copilot": copilot,
        "gemini": {**call, "hook_event_name": "BeforeTool"},
        "cursor": {**call, "hook_event_name": "preToolUse", "conversation_id": "s1", "workspace_roots": [root]},
        "kiro": {**call, "hook_event_name": "preToolUse", "tool_input": {"path": path, "file_text": text}},
    }
    plain = {"version": 1, "cwd": root, "session": "s1", "tool": "write", "input": {"filePath": path, "content": text}}
    own |= dict.fromkeys(("opencode", "neutral"), plain)
    return own.get(agent, {**call, "hook_event_name": "PreToolUse"})


def hook(agent, given, moment="pre-tool", **env):
    """Call the hook; whatever it is given, it keeps to what every client can bear."""
    data = given if isinstance(given, bytes) else json.dumps(given).encode()
    said = process("hook", agent, moment, given=data, **env)
    assert said.code == 0 or (said.code == 2 and said.err.strip()), said
    assert b'"permissionDecision":"allow"' not in said.out, said
    return said


def denial(agent, said):
    """Return why a call is denied, in the one shape that the agent obeys; "" if it is not."""
    if agent == "kiro":
        return said.err.decode() if said.code == 2 else ""
    assert said.code == 0
    page = json.loads(said.out) if said.out else {}
    if agent in CLAUDE:
        inner = page.get("hookSpecificOutput", {"hookEventName": "PreToolUse"})
        assert inner["hookEventName"] == "PreToolUse"
        return inner.get("permissionDecisionReason", "") if inner.get("permissionDecision") == "deny" else ""
    key, no, why = {
        "copilot": ("permissionDecision", "deny", "permissionDecisionReason"),
        "gemini": ("decision", "deny", "reason"),
        "cursor": ("permission", "deny", "user_message"),
    }.get(agent, ("outcome", "block", "reason"))
    assert agent != "cursor" or page[key] in ("allow", "deny")
    return page.get(why, "") if page.get(key) == no else ""
