"""Our own commands are no way for an agent to write what it does not write with its other tools."""

import json

import pytest

from tests.hooks.shop import FILES, build, denial, hook, payload

ADR = "docs/decisions/ADR-0001.yaml"
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


@pytest.mark.parametrize("agent", ["codex", "gemini", "cursor", "kiro", "opencode"])
@pytest.mark.parametrize("edit", ["docs/decisions/ADR-0001.yaml", "mneme.yaml"])
def test_where_nobody_can_answer_it_is_said_once_who_is_to_be_asked(repo, agent, edit):
    build(repo)

    why = denial(agent, hook(agent, payload(agent, repo.root, edit, "id: x\n")))

    assert why.count("to approve") == 1
    assert why.count("The question cannot be put to anybody") == 1


def test_many_files_of_the_policy_are_one_sentence(repo):
    build(repo).write({f"docs/decisions/ADR-{number:04}.yaml": FILES[ADR] for number in range(2, 9)})

    lines = said(repo, "rm docs/decisions/*.yaml; echo x > mneme.yaml")["permissionDecisionReason"].splitlines()

    names = ", ".join(f"docs/decisions/ADR-{number:04}.yaml" for number in range(1, 6))
    assert [line.partition(" part of")[0] for line in lines] == [f"{names} and 3 more are", "mneme.yaml is"]
