"""A file that a rule on code governs and nobody can read is said to be not judged, at every moment of a session."""

import json

import pytest

from mneme_cli.commands.propose import Proposal, propose
from tests.commands.ask import ready
from tests.hooks.shop import BAD, GOOD, ORDER, RULE, build, denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")
BROKEN = "import decimal\nx = )\nsqlite3 = (\nimport json\n"
"""Its bytes name what is banned, and nobody can tell whether it is imported."""
ADR, ELSEWHERE = "docs/decisions/ADR-0001.yaml", "tools/make.py"


def call(agent, root, moment, **more):
    names = {"session-start": "SessionStart", "stop": "Stop"}
    given = {"session_id": "s1", "sessionId": "s1", "session": "s1", "cwd": root, **more}
    if agent == "claude":
        given["hook_event_name"] = names[moment]
    if agent == "copilot":
        given["toolName"] = ""
    return hook(agent, given, moment)


def written(agent, repo, path, text):
    repo.write({path: text})
    given = payload(agent, repo.root, path, text)
    if agent == "claude":
        given["hook_event_name"] = "PostToolUse"
    return hook(agent, given, "post-tool")


@pytest.mark.parametrize("agent", ["claude", "codex", "opencode"])
def test_an_edit_that_cannot_be_read_is_said_to_be_not_judged(repo, agent):
    build(repo)

    said = hook(agent, payload(agent, repo.root, text=BROKEN))

    assert denial(agent, said) == ""
    assert f"Not judged: {ORDER}:2 has a syntax error" in said.out.decode()


@pytest.mark.parametrize("agent", ["claude", "codex", "copilot", "gemini", "cursor", "kiro", "opencode"])
def test_it_is_denied_where_the_policy_wants_every_edit_judged(repo, agent):
    build(repo, on_hook_failure="deny")

    assert f"Not judged: {ORDER}:2 has a syntax error" in denial(
        agent, hook(agent, payload(agent, repo.root, text=BROKEN))
    )
    assert denial(agent, hook(agent, payload(agent, repo.root, text=GOOD))) == ""


def test_what_is_too_large_to_parse_is_not_judged(repo):
    build(repo, on_hook_failure="deny")
    large = "#" * (9 << 20) + "\n" + BAD

    why = denial("claude", hook("claude", payload("claude", repo.root, text=large)))

    assert f"Not judged: {ORDER} has 9.4 MB to parse, the limit of a hook is 1.0 MB" in why


def test_mending_a_file_that_was_broken_is_judged(repo):
    build(repo, on_hook_failure="deny").write({ORDER: BROKEN})

    assert hook("claude", payload("claude", repo.root, text=GOOD)).out == b""
    assert "ADR-0001#no-db" in denial("claude", hook("claude", payload("claude", repo.root, text=BAD)))


def test_what_no_rule_governs_is_not_spoken_of(repo):
    build(repo, on_hook_failure="deny")

    assert hook("claude", payload("claude", repo.root, ELSEWHERE, BROKEN)).out == b""
    assert written("claude", repo, ELSEWHERE, BROKEN).out == b""
    assert call("claude", repo.root, "stop").out == b""


def test_a_generated_file_is_left_alone(repo):
    repo.write({".gitattributes": "shop/domain/made.py linguist-generated\n"})
    build(repo, on_hook_failure="deny")

    assert hook("claude", payload("claude", repo.root, "shop/domain/made.py", BROKEN)).out == b""


def test_a_finding_in_a_file_that_is_broken_is_still_the_reason(repo):
    build(repo)

    why = denial("claude", hook("claude", payload("claude", repo.root, text=f"{BAD}x = )\nimport json\n")))

    assert "ADR-0001#no-db" in why


@pytest.mark.parametrize("agent", ["claude", "copilot", "opencode"])
def test_after_a_tool_and_at_the_end_it_is_said_once(repo, agent):
    build(repo)
    call(agent, repo.root, "session-start")

    first = written(agent, repo, ORDER, BROKEN).out.decode()
    again = written(agent, repo, ORDER, BROKEN).out.decode()
    end = call(agent, repo.root, "stop").out.decode()
    last = call(agent, repo.root, "stop").out.decode()

    assert f"Not judged: {ORDER}:2 has a syntax error" in first
    assert "block" not in first
    assert again == ""
    assert f"Not judged: {ORDER}:2 has a syntax error" in end
    assert json.loads(end).get("decision", json.loads(end).get("outcome")) == "block"
    assert "Not judged" not in last


def test_on_unparsed_warn_lets_the_session_end(repo):
    build(repo, on_unparsed="warn")
    call("claude", repo.root, "session-start")

    assert b"Not judged" in written("claude", repo, ORDER, BROKEN).out
    assert call("claude", repo.root, "stop").out == b""


def test_after_a_tool_it_is_an_objection_where_every_edit_is_to_be_judged(repo):
    build(repo, on_hook_failure="deny")

    said = json.loads(written("claude", repo, ORDER, BROKEN).out)

    assert said["decision"] == "block"
    assert "Not judged" in said["reason"]


def test_whoever_asks_before_writing_is_told_as_well(repo):
    build(repo)

    said = propose(Proposal(path=ORDER, content=BROKEN)).reply

    assert said.outcome == "warn"
    assert said.context.startswith(f"Not judged: {ORDER}:2 has a syntax error")


def test_what_could_not_be_read_before_the_edit_leaves_nothing_unjudged(repo):
    """A warning is compared with what was there before, which nobody can parse."""
    build(repo, on_hook_failure="deny").write({ADR: RULE + "    level: advise\n", ORDER: BROKEN})
    ready(repo)

    said = hook("claude", payload("claude", repo.root))

    assert denial("claude", said) == ""
    assert "ADR-0001#no-db" in said.out.decode()
    assert "Not judged" not in said.out.decode()
