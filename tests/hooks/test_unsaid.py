"""A tool that writes and does not say what: nobody can judge it, so it is told, and denied where the policy wants that."""

import json

import pytest

from mneme_cli.commands.hook import respond
from tests.commands.ask import Said
from tests.hooks.shop import AGENTS, FILES, GOOD, ORDER, build, denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")
CALLS = {
    "Write without arguments": ("Write", None),
    "Write without content": ("Write", {"file_path": ORDER}),
    "Write of a number": ("Write", {"file_path": ORDER, "content": 7}),
    "Write without a path": ("Write", {"content": GOOD}),
    "Edit without a new text": ("Edit", {"file_path": ORDER}),
    "MultiEdit with a word": ("MultiEdit", {"file_path": ORDER, "edits": "x"}),
    "NotebookEdit without a path": ("NotebookEdit", {"new_source": "x = 1"}),
    "apply_patch without a patch": ("apply_patch", {"command": "import sqlite3"}),
    "Delete without a path": ("Delete", {}),
    "Bash without a command": ("Bash", {"description": "run it"}),
    "Bash of a number": ("Bash", {"command": 7}),
}
NOTHING = {
    "Read": ("Read", {"file_path": ORDER}),
    "a tool of somebody else": ("mcp__tickets__create", {"title": "x"}),
    "Bash of nothing": ("Bash", {"command": ""}),
}


def call(agent, root, tool, given):
    """Return what an agent hands over before a call."""
    key, name = {"copilot": ("toolArgs", "toolName"), "neutral": ("input", "tool")}.get(
        agent, ("tool_input", "tool_name")
    )
    return {**payload(agent, root), name: tool, key: given}


def answer(agent, given):
    """Ask the hook in this process."""
    said = respond([agent, "pre-tool"], json.dumps(given).encode)
    return Said(said.out.encode(), said.err.encode(), said.code)


@pytest.mark.parametrize(("settings", "denied"), [({}, False), ({"on_hook_failure": "deny"}, True)])
@pytest.mark.parametrize("agent", ["claude", "codex", "copilot", "gemini", "cursor", "kiro", "neutral"])
def test_it_is_told_and_the_policy_decides(repo, agent, settings, denied):
    build(repo, **settings)
    for name, (tool, given) in CALLS.items():
        said = answer(agent, call(agent, repo.root, tool, given))

        assert f"was not judged (the arguments of {tool} do not say what it would".encode() in said.out + said.err, name
        assert bool(denial(agent, said)) == denied, name


@pytest.mark.parametrize("agent", AGENTS)
def test_arguments_that_are_none_are_told(repo, agent):
    build(repo)
    key = {"copilot": "toolArgs", "neutral": "input", "opencode": "input"}.get(agent, "tool_input")
    for other in (None, [], 7, {}):
        said = answer(agent, {**payload(agent, repo.root), key: other})

        assert b"was not judged" in said.out + said.err, other


@pytest.mark.parametrize("agent", ["claude", "copilot", "gemini", "neutral"])
def test_what_writes_nothing_is_of_no_interest(repo, agent):
    build(repo, on_hook_failure="deny")
    for name, (tool, given) in NOTHING.items():
        assert answer(agent, call(agent, repo.root, tool, given)) == (b"", b"", 0), name


def test_copilot_in_the_settings_of_claude_hears_the_denial(repo):
    """It obeys the nested answer alone where its hooks are written in Claude's words."""
    build(repo, on_hook_failure="deny")
    given = {
        "hook_event_name": "PreToolUse",
        "timestamp": "x",
        "session_id": "s1",
        "cwd": repo.root,
        "tool_name": "create",
    }

    said = answer("claude", {**given, "tool_input": {"path": ORDER}})

    assert json.loads(said.out)["hookSpecificOutput"]["permissionDecision"] == "deny"


@pytest.mark.parametrize("line", ["on_hook_failure: deny\n", "on_hook_failure: 'deny' # all of them\n"])
def test_the_settings_count_that_were_not_compiled_yet(repo, line):
    build(repo)
    hook("claude", payload("claude", repo.root, text=GOOD))
    repo.commit("every edit is judged", {**FILES, "mneme.yaml": line})

    assert "was not judged" in denial("claude", hook("claude", b""))
