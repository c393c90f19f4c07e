"""What a hook leaves behind for `mneme doctor`: that an agent was answered, that it was denied; nothing of what it let pass."""

import os

import pytest

from mneme_cli.harnesses._wiring import names
from tests.hooks.shop import GOOD, build, denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")


def marks(repo):
    return sorted(each.name for each in (repo.path / ".git" / "mneme" / "heard").glob("*"))


def session(repo, agent, moment):
    """Return an event that names no moment of its own; Copilot and Cursor are known by a key of theirs."""
    own = {"copilot": {"toolName": ""}, "cursor": {"conversation_id": "s1"}, "codex": {"turn_id": "t1"}}
    return hook(agent, {"session_id": "s1", "cwd": repo.root, **own.get(agent, {})}, moment)


@pytest.mark.parametrize("moment", ["session-start", "stop"])
@pytest.mark.parametrize("agent", names())
def test_an_agent_is_heard_when_a_session_begins_or_stops(repo, agent, moment):
    build(repo)

    session(repo, agent, moment)

    assert marks(repo) == [agent]


@pytest.mark.parametrize("agent", names())
def test_a_denial_leaves_a_mark_and_an_edit_let_through_leaves_none(repo, agent):
    build(repo)

    assert denial(agent, hook(agent, payload(agent, repo.root, text=GOOD))) == ""
    assert marks(repo) == []

    assert denial(agent, hook(agent, payload(agent, repo.root)))
    assert marks(repo) == [f"{agent}.denied"]


def test_who_is_really_there_is_heard_whoever_was_configured(repo):
    build(repo)

    assert denial("copilot", hook("claude", payload("copilot", repo.root)))

    assert marks(repo) == ["copilot.denied"]


def test_a_later_denial_makes_the_mark_younger(repo):
    build(repo)
    hook("claude", payload("claude", repo.root))
    mark = repo.path / ".git" / "mneme" / "heard" / "claude.denied"
    os.utime(mark, ns=(1, 1))

    hook("claude", payload("claude", repo.root))

    assert mark.stat().st_mtime_ns > 1


def test_where_mneme_governs_nothing_it_leaves_nothing(repo):
    repo.commit("no decisions", {"shop/order.py": GOOD})

    session(repo, "claude", "session-start")

    assert not (repo.path / ".git" / "mneme").exists()


@pytest.mark.parametrize("name", ["../../../up", "a/b", "", "x" * 300, "\ud800", "a\nb", "\0"])
def test_an_agent_that_names_itself_names_no_path(repo, name):
    build(repo)

    said = hook("neutral", {**payload("neutral", repo.root), "harness": name})

    assert "ADR-0001#no-db" in denial("neutral", said)
    assert set(marks(repo)) <= {"neutral.denied"}
    assert not (repo.path / "up.denied").exists()


@pytest.mark.parametrize("cwd", ["/\0", "/\ud800", "", "/proc/nowhere"])
def test_a_folder_that_cannot_be_named_costs_no_denial(repo, cwd):
    build(repo)
    given = payload("claude", repo.root)
    given["tool_input"]["file_path"] = f"{repo.root}/shop/domain/order.py"

    assert "ADR-0001#no-db" in denial("claude", hook("claude", {**given, "cwd": cwd}))


def test_a_mark_that_cannot_be_written_costs_no_denial(repo):
    build(repo)
    hook("claude", payload("claude", repo.root, text=GOOD))
    (repo.path / ".git" / "mneme" / "heard").write_text("no folder")

    assert "ADR-0001#no-db" in denial("claude", hook("claude", payload("claude", repo.root)))


@pytest.mark.parametrize("cwd", ["/\0", "/\ud800"])
def test_a_denial_beside_something_to_tell_stands_wherever_it_comes_from(repo, cwd):
    build(repo)
    repo.write({"docs/decisions/ADR-0009.yaml": "id: ADR-0009\n"})
    given = payload("claude", repo.root, path=f"{repo.root}/shop/domain/order.py")
    told = hook("claude", given)
    assert b"errors in decisions" in told.err

    assert "ADR-0001#no-db" in denial("claude", hook("claude", {**given, "cwd": cwd}))
