"""A decision that an agent drafts and that has an error is told at once, with its place, and stops nobody."""

import json

import pytest

from tests.hooks.shop import BAD, ORDER, build, hook, payload
from tests.hooks.test_change import blocked, call

DRAFT = "docs/decisions/ADR-0002.yaml"
TEXT = "id: ADR-0002\ntitle: A draft\nstatus: proposed\ndate: 2026-01-01\nrules:\n  no-x:\n    forbid:\n      import: [x]\n"
SAID = f"{DRAFT}:8:7 'import' is no key of 'forbid'; did you mean 'imports'?"


@pytest.fixture
def shop(repo):
    build(repo)
    call("claude", "session-start", repo.root)
    return repo


def after(repo, text=TEXT, command="", agent="claude"):
    """Write the draft, and return what the agent is told when its tool has run."""
    repo.write({DRAFT: text})
    given = {**payload(agent, repo.root, DRAFT, text), "hook_event_name": "PostToolUse"}
    if command:
        given |= {"tool_name": "Bash", "tool_input": {"command": command}}
    return hook(agent, given, "post-tool")


def context(said):
    return json.loads(said.out)["hookSpecificOutput"]["additionalContext"] if said.out else ""


@pytest.mark.parametrize("command", ["", "python write.py"], ids=["edit", "command"])
def test_an_error_in_a_draft_is_told_with_its_place_and_what_to_write(shop, command):
    said = after(shop, command=command)

    assert SAID in context(said).splitlines()
    assert not blocked(said)
    assert context(after(shop, command=command)) == ""


def test_a_draft_that_is_written_again_with_its_error_is_told_again(shop):
    after(shop)

    assert SAID in context(after(shop, TEXT + "tags: [a]\n"))
    assert context(after(shop, TEXT.replace("import:", "imports:"))) == ""


def test_a_sound_draft_is_let_pass_in_silence(shop):
    assert hook("claude", payload("claude", shop.root, DRAFT, TEXT)).out == b""
    assert context(after(shop, TEXT.replace("import:", "imports:"))) == ""


def test_an_error_that_was_there_before_the_session_is_not_the_commands(repo):
    build(repo).write({DRAFT: TEXT})
    call("claude", "session-start", repo.root)
    given = {**payload("claude", repo.root), "hook_event_name": "PostToolUse", "tool_name": "Bash"}

    assert context(hook("claude", {**given, "tool_input": {"command": "python write.py"}}, "post-tool")) == ""


def test_beside_a_violation_both_are_told(shop):
    shop.write({ORDER: BAD})

    said = after(shop, command="python write.py")

    assert blocked(said)
    reason = json.loads(said.out)["reason"]
    assert SAID in reason
    assert f"ADR-0001#no-db blocks this: {ORDER}:1" in reason


def test_very_many_errors_are_counted(shop):
    text = (
        TEXT.partition("rules:")[0]
        + "rules:\n"
        + "".join(f"  r{n}:\n    forbid:\n      import: [x]\n" for n in range(9))
    )

    lines = context(after(shop, text)).splitlines()

    assert sum("is no key of" in line for line in lines) == 5
    assert f"and 4 more in {DRAFT}." in lines
