"""What no recorded payload shows: where a call says to run, whose hooks these are, what an agent inside is part of."""

import pytest

from mneme_cli.harnesses import seen, take
from mneme_cli.model.event import Reply
from tests.hooks.shop import payload

SHELL = {"session_id": "s", "cwd": "/project", "hook_event_name": "PreToolUse"}


@pytest.mark.parametrize(
    ("given", "cwd"),
    [
        ({"dir_path": "shop"}, "/project/shop"),
        ({"directory": "/elsewhere"}, "/elsewhere"),
        ({"workdir": "../other"}, "/project/../other"),
        ({"workdir": 7}, "/project"),
        ({}, "/project"),
    ],
)
@pytest.mark.parametrize("agent", ["qwen", "gemini", "copilot", "opencode"])
def test_a_command_runs_where_the_call_says(agent, given, cwd):
    call = {"command": "make", **given}
    words = {
        "tool_name": "Bash",
        "tool_input": call,
        "toolName": "bash",
        "toolArgs": call,
        "tool": "bash",
        "input": call,
    }
    event = {"cwd": "/project", **words}
    if agent in ("qwen", "gemini"):
        event["hook_event_name"] = "PreToolUse" if agent == "qwen" else "BeforeTool"

    assert take(agent).read(event, "pre-tool").cwd == cwd


@pytest.mark.parametrize("agent", ["codex", "copilot", "gemini", "cursor", "vscode"])
def test_a_client_is_known_by_what_it_sends(agent):
    assert seen("claude", payload(agent, "/project")) == agent


def test_copilot_is_known_in_the_naming_of_claude():
    """It stamps every payload and names no permission mode; Qwen stamps, too, and is asked under its own name."""
    stamped = {**SHELL, "timestamp": "2026-03-01T12:00:00Z"}

    assert seen("claude", stamped) == "copilot"
    assert seen("claude", SHELL) == seen("claude", {**stamped, "permission_mode": "default"}) == "claude"
    assert seen("qwen", stamped) == "qwen"


def test_a_subagent_of_copilot_belongs_to_the_session_that_started_it():
    inside = {"sessionId": "s2", "agentId": "s2", "parentAgentId": "s1", "cwd": "/project"}

    event = take("copilot").read(inside, "stop")

    assert (event.session, event.agent) == ("s1", "s2")


@pytest.mark.parametrize(("agent", "answer"), [("codex", "deny"), ("gemini", "deny"), ("cursor", "deny")])
def test_nobody_is_asked_where_nobody_can_answer(agent, answer):
    event = take(agent).read(payload(agent, "/project"), "pre-tool")

    said = take(agent).answer(event, Reply("ask", reason="REASON")).out

    assert f'"{answer}"' in said
    assert "REASON\\nThe question cannot be put to anybody from here, so this is denied: ask at the end" in said


@pytest.mark.parametrize("agent", ["claude", "qwen", "copilot", "vscode", "devin", "droid"])
def test_a_question_is_a_question_where_the_client_turns_it_into_a_denial_by_itself(agent):
    event = take(agent).read(payload(agent, "/project"), "pre-tool")

    assert '"permissionDecision":"ask"' in take(agent).answer(event, Reply("ask", reason="REASON")).out
