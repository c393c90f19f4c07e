"""Our own commands are no way for an agent to write what it does not write with its other tools."""

import json

import pytest

from tests.hooks.shop import build, hook, payload

pytestmark = pytest.mark.usefixtures("repo")


def said(repo, command):
    given = {**payload("claude", repo.root), "tool_name": "Bash", "tool_input": {"command": command}}
    out = hook("claude", given).out
    return json.loads(out)["hookSpecificOutput"] if out else {}


@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("mneme uninstall claude", "writes the hooks of this repository"),
        ("mneme waive ADR-0001#no-db --in shop/domain", "writes the policy of this repository"),
        ("mneme baseline --allow-growth", "writes the policy of this repository"),
        ("mneme init", "writes the policy of this repository"),
        ("mneme import tach", "writes the policy of this repository"),
    ],
)
def test_a_command_of_ours_that_writes_what_binds_is_asked(repo, command, what):
    build(repo)

    answer = said(repo, command)

    assert answer["permissionDecision"] == "ask"
    assert f"`{command}` {what}" in answer["permissionDecisionReason"]


@pytest.mark.parametrize("command", ["mneme check", "mneme new 'A rule'", "mneme why shop/domain/order.py > out.txt"])
def test_a_command_of_ours_that_asks_or_drafts_is_not(repo, command):
    build(repo)

    assert said(repo, command) == {}


def test_where_the_policy_may_be_changed_by_anybody_nothing_is_asked(repo):
    build(repo, on_policy_change="allow")

    assert said(repo, "mneme baseline") == {}
