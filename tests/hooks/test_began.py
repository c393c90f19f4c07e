"""A session is judged from the commit that it began at, whether its client says that it begins or not."""

import os

import pytest

from tests.hooks.shop import BAD, FILES, GOOD, ORDER, build, hook
from tests.hooks.test_change import blocked

pytestmark = pytest.mark.usefixtures("repo")
ADR = "docs/decisions/ADR-0001.yaml"
TOOLS = {"claude": "Bash", "kiro": "execute_bash"}


def event(agent, repo, native, moment, **more):
    name = native[0].lower() + native[1:] if agent == "kiro" else native
    return hook(agent, {"session_id": "s1", "cwd": repo.root, "hook_event_name": name, **more}, moment)


def command(agent, repo, native, moment):
    return event(agent, repo, native, moment, tool_name=TOOLS[agent], tool_input={"command": "python write.py"})


def stopped(said):
    return blocked(said) or said.code == 2


@pytest.mark.parametrize("agent", ["claude", "kiro"])
@pytest.mark.parametrize("branch", ["main", "feature"])
@pytest.mark.parametrize("gone", [False, True], ids=["code", "decision"])
def test_what_one_command_writes_and_commits_is_seen_though_no_session_was_said_to_begin(repo, agent, branch, gone):
    build(repo)
    repo.git("checkout", "-q", "-B", branch)
    assert command(agent, repo, "PreToolUse", "pre-tool")[:2] == (b"", b"")
    if gone:
        repo.git("rm", "-q", ADR)
    else:
        repo.write({ORDER: BAD})
    repo.git("commit", "-qam", "all of it")

    after = command(agent, repo, "PostToolUse", "post-tool")
    end = event(agent, repo, "Stop", "stop")

    for said in (after, end):
        assert stopped(said)
        assert (b"part of the policy" if gone else b"ADR-0001#no-db") in said.out + said.err


@pytest.mark.parametrize("first", ["prompt", "post-tool"])
def test_any_event_of_a_session_remembers_where_it_began(repo, first):
    build(repo)
    given = {"tool_name": "Write", "tool_input": {"file_path": "notes.md", "content": "x"}}
    native = {"prompt": "UserPromptSubmit", "post-tool": "PostToolUse"}[first]
    event("claude", repo, native, first, prompt="do it", **given)
    repo.write({ORDER: BAD})
    repo.git("commit", "-qam", "by a tool that no hook hears of")

    assert b"ADR-0001#no-db" in event("claude", repo, "Stop", "stop").out


def test_a_commit_that_was_there_before_the_first_event_is_no_doing_of_the_session(repo):
    build(repo)
    repo.commit("a person's", {ORDER: BAD})
    command("claude", repo, "PreToolUse", "pre-tool")
    repo.commit("the agent's", {"shop/domain/other.py": GOOD})

    assert not blocked(command("claude", repo, "PostToolUse", "post-tool"))
    assert not blocked(event("claude", repo, "Stop", "stop"))


def test_a_repository_without_decisions_is_left_as_it_is(repo):
    repo.commit("a shop", {path: text for path, text in FILES.items() if path != ADR})

    command("claude", repo, "PreToolUse", "pre-tool")
    event("claude", repo, "UserPromptSubmit", "prompt", prompt="do it")

    assert not os.path.exists(f"{repo.root}/.git/mneme")
