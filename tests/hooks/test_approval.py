"""What a person let through stays through: the end of the session tells of it, and undoes nothing."""

from pathlib import Path

import pytest

from tests.hooks.shop import FILES, build, hook, payload
from tests.hooks.test_change import blocked, call

ADR = "docs/decisions/ADR-0001.yaml"
NEW = FILES[ADR].replace("ask shop/storage", "ask the storage")
SHELL = "sed -i s/shop.storage/storage/ docs/decisions/ADR-0001.yaml"


@pytest.fixture
def shop(repo):
    build(repo)
    call("claude", "session-start", repo.root)
    return repo


def events(repo, text=NEW, command=""):
    """Return what a client hands over before a tool runs and after it."""
    given = payload("claude", repo.root, ADR, text)
    if command:
        given = {**given, "tool_name": "Bash", "tool_input": {"command": command}}
    return given, {**given, "hook_event_name": "PostToolUse"}


@pytest.mark.parametrize("command", ["", SHELL], ids=["edit", "command"])
def test_an_edit_that_was_asked_about_and_landed_is_told_and_not_stopped(shop, command):
    before, after = events(shop, command=command)
    assert b'"ask"' in hook("claude", before).out
    shop.write({ADR: NEW})

    assert not blocked(hook("claude", after, "post-tool"))
    end = call("claude", "stop", shop.root)

    assert not blocked(end)
    assert f"changed as a person let it: {ADR}".encode() in end.out + end.err


def test_what_was_refused_and_written_some_other_way_is_stopped(shop):
    assert b'"ask"' in hook("claude", events(shop)[0]).out
    shop.write({ADR: NEW})

    said = hook("claude", events(shop, command="python write.py")[1], "post-tool")

    assert blocked(said)
    assert b"changed without a person's approval" in said.out
    assert blocked(call("claude", "stop", shop.root))


def test_what_changes_again_behind_the_approval_is_stopped(shop):
    before, after = events(shop)
    hook("claude", before)
    shop.write({ADR: NEW})
    hook("claude", after, "post-tool")
    shop.write({ADR: NEW.replace("sqlite3", "sqlite4")})

    assert blocked(call("claude", "stop", shop.root))


def test_after_the_fact_it_says_how_to_restore(shop):
    shop.write({ADR: NEW, "mneme.yaml": "approvers: [eve]\n"})

    end = call("claude", "stop", shop.root)

    assert blocked(end)
    assert f"Restore it (`git checkout {shop.git('rev-parse', 'HEAD')[:12]} -- {ADR}`)".encode() in end.out
    assert b"Take it away again (`rm mneme.yaml`)" in end.out
    assert b"Do not retry" not in end.out


@pytest.mark.parametrize("step", ["written", "staged", "committed", "deleted"])
def test_what_it_says_restores(shop, step):
    """`git checkout -- FILE` takes the file from the index, where a change that is staged stands as well."""
    if step == "deleted":
        shop.git("rm", "-q", ADR)
    else:
        shop.write({ADR: NEW})
    if step in ("staged", "committed"):
        shop.git("add", ADR)
    if step == "committed":
        shop.git("commit", "-qm", "weaker")
    end = call("claude", "stop", shop.root)
    assert blocked(end)

    shop.git(*end.out.decode().partition("`git ")[2].partition("`")[0].split())

    assert (Path(shop.root) / ADR).read_text() == FILES[ADR]
    assert not blocked(call("claude", "stop", shop.root))
