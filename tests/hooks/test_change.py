"""Rules that need the whole change: two files may be written in either order, and the end of the session looks at both."""

import pytest

from tests.commands.ask import ready
from tests.hooks.shop import denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")
RULE = "id: ADR-0001\ntitle: Every view is registered\nstatus: accepted\ndate: 2026-01-01\nrules:\n  registered:\n"
RULE += "    require:\n      reached_from: [shop.registry]\n    in:\n      - shop/views/**\n    say: import it in shop/registry.py\n"
REGISTRY, VIEW = "shop/registry.py", "shop/views/cart.py"
FILES = {
    "docs/decisions/ADR-0001.yaml": RULE,
    "shop/__init__.py": "",
    "shop/views/__init__.py": "",
    REGISTRY: "import shop.views\n",
}
TEXTS = {VIEW: "x = 1\n", REGISTRY: "import shop.views\nimport shop.views.cart\n"}


@pytest.fixture(params=["claude", "copilot", "gemini", "opencode"])
def agent(request, repo):
    repo.commit("a shop", FILES)
    call(request.param, "session-start", ready(repo).root)
    return request.param


def call(agent, moment, root, /, **more):
    """Call the hook at a moment without a tool, in the agent's own words."""
    names = {"session-start": "SessionStart", "subagent-start": "SubagentStart", "stop": "Stop"}
    event = {"session_id": "s1", "sessionId": "s1", "session": "s1", "cwd": root, **more}
    if agent in ("claude", "gemini"):
        event["hook_event_name"] = "AfterAgent" if agent == "gemini" and moment == "stop" else names[moment]
    if agent == "copilot":
        event["toolName"] = ""
    return hook(agent, event, moment)


def write(agent, repo, path):
    """Write a file as an agent does: announce it, write it, report it."""
    before = hook(agent, payload(agent, repo.root, path, TEXTS[path]))
    assert denial(agent, before) == ""
    repo.write({path: TEXTS[path]})
    given = payload(agent, repo.root, path, TEXTS[path])
    if agent in ("claude", "gemini"):
        given["hook_event_name"] = "PostToolUse" if agent == "claude" else "AfterTool"
    after = hook(agent, given, "post-tool")
    assert b'"block"' not in after.out
    assert b'"deny"' not in after.out
    return before.out.decode() + after.out.decode()


def blocked(said):
    return b'"decision":"block"' in said.out or b'"decision":"deny"' in said.out or b'"outcome":"block"' in said.out


@pytest.mark.parametrize("order", [(VIEW, REGISTRY), (REGISTRY, VIEW)], ids=["view first", "registry first"])
def test_two_files_that_must_agree_are_written_in_either_order(agent, repo, order):
    for path in order:
        write(agent, repo, path)

    assert not blocked(call(agent, "stop", repo.root))


def test_one_of_them_alone_is_told_of_and_stopped_at_the_end_once(agent, repo):
    told = write(agent, repo, VIEW)

    first = call(agent, "stop", repo.root)
    second = call(agent, "stop", repo.root, stop_hook_active=True, again=True)
    third = call(agent, "stop", repo.root)

    assert "import it in shop/registry.py" in told
    assert blocked(first)
    assert b"ADR-0001#registered" in first.out
    assert not blocked(second)
    assert b"1 left in the work tree for the next gate" in second.out + second.err
    assert not blocked(third)


def test_what_is_mended_after_the_stop_ends_well(agent, repo):
    write(agent, repo, VIEW)
    assert blocked(call(agent, "stop", repo.root))
    write(agent, repo, REGISTRY)

    last = call(agent, "stop", repo.root, stop_hook_active=True, again=True)

    assert not blocked(last)
    assert b"left" not in last.out + last.err


def test_a_subagent_ends_unstopped_and_takes_nothing_from_the_end_of_the_session(repo):
    repo.commit("a shop", FILES)
    for agent, inner in (
        ("claude", {"agent_id": "a1", "agent_type": "x"}),
        ("copilot", {"sessionId": "s2", "agentId": "s2", "parentAgentId": "s1"}),
        ("opencode", {"agent": "s2"}),
    ):
        own = {"session_id": agent, "sessionId": agent, "session": agent}
        call(agent, "session-start", repo.root, **own)
        repo.write({VIEW: TEXTS[VIEW]})

        assert not blocked(call(agent, "stop", repo.root, **{**own, **inner})), agent
        assert blocked(call(agent, "stop", repo.root, **own)), agent


def test_what_lay_there_before_the_session_is_no_doing_of_the_agent(repo):
    """A person drafts a decision, or installs the hooks, and then lets the agent work."""
    repo.commit("a shop", FILES)
    late = RULE.replace("0001", "0002").replace("registered:", "all:")
    repo.write({"docs/decisions/ADR-0002.yaml": late, ".claude/settings.json": "{}\n"})
    call("claude", "session-start", repo.root)

    assert not blocked(call("claude", "stop", repo.root))
    repo.write({".claude/settings.json": '{"disableAllHooks": true}\n'})
    said = call("claude", "stop", repo.root)

    assert blocked(said)
    assert b".claude/settings.json" in said.out
    assert b"ADR-0002" not in said.out


def test_a_number_that_rose_is_told_by_how_much_as_there_is_no_time_to_count(repo):
    rule = RULE.partition("    require:")[0] + "    ratchet:\n      count:\n        text: [TODO]\n      at_most: 1\n"
    repo.commit("noted", {"docs/decisions/ADR-0001.yaml": rule, "a.py": "# TODO\n", "b.py": "# TODO\nB = 1\n"})
    call("claude", "session-start", ready(repo).root)
    repo.write({"b.py": "# TODO\n# TODO\nB = 1\n"})

    said = call("claude", "stop", repo.root)

    assert blocked(said)
    assert b"b.py:2 says 'TODO', 1 more of these than before; their number may only fall." in said.out
