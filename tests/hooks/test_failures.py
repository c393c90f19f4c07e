"""What can go wrong between a client and a hook, for each client: no traceback, no allow, and never a silent denial."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mneme_cli.commands.hook import respond
from tests.commands.ask import Said, environment, ready
from tests.hooks.shop import AGENTS, BAD, GOOD, READERS, build, cold, denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")
MALFORMED = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b"\xff\xfe",
    "an array": b"[]",
    "null": b"null",
    "deep": b"[" * 200_000,
    "two": b"{} {}",
}
STRANGE = {
    "a path that is a number": {"path": 7},
    "a path with NUL": {"path": "shop/domain/a\0b.py"},
    "a path with a surrogate": {"path": "shop/domain/\ud800.py"},
    "a path that never ends": {"path": "shop/domain/" + "x" * 5000 + ".py"},
    "a path that is a folder": {"path": "shop/domain"},
    "a path above everything": {"path": "../" * 40 + "etc/x.py"},
    "a text that is null": {"text": None},
    "a text with a surrogate": {"text": "x = '\ud800'\n"},
    "a text with NUL": {"text": "x = 1\0\n"},
}


@pytest.mark.parametrize("agent", AGENTS)
def test_a_violation_is_denied_with_its_reason_and_the_rest_is_not(repo, agent):
    build(repo)

    why = denial(agent, hook(agent, payload(agent, repo.root)))

    assert "ADR-0001#no-db" in why
    assert "Instead: ask shop/storage" in why
    assert denial(agent, hook(agent, payload(agent, repo.root, text=GOOD))) == ""


@pytest.mark.parametrize("agent", ["codex", "copilot", "gemini", "cursor", "vscode"])
@pytest.mark.parametrize("configured", ["claude", "gemini"])
def test_who_is_really_there_is_answered_whoever_was_configured(repo, agent, configured):
    build(repo)

    assert "ADR-0001#no-db" in denial(agent, hook(configured, payload(agent, repo.root)))


@pytest.mark.parametrize("configured", ["gemini", "cursor"])
def test_claude_is_known_by_its_events(repo, configured):
    build(repo)

    assert "ADR-0001#no-db" in denial("claude", hook(configured, payload("claude", repo.root)))


@pytest.mark.parametrize("agent", READERS)
def test_what_is_no_event_is_said_and_lets_the_agent_work(repo, agent):
    build(repo)
    whole = json.dumps(payload(agent, repo.root)).encode()
    for name, given in {**MALFORMED, "half": whole[: len(whole) // 2]}.items():
        said = hook(agent, given)

        assert denial(agent, said) == "", name
        assert b"was not judged" in said.out + said.err, name


@pytest.mark.parametrize("agent", ["claude", "codex", "cursor", "kiro"])
def test_what_is_no_event_is_denied_where_the_policy_wants_every_edit_judged(repo, agent):
    build(repo, on_hook_failure="deny")

    assert "was not judged" in denial(agent, hook(agent, b"{"))
    assert denial(agent, hook(agent, payload(agent, repo.root, text=GOOD))) == ""


@pytest.mark.parametrize("agent", READERS)
def test_strange_values_are_no_reason_to_stumble(repo, agent):
    build(repo)
    for name, change in STRANGE.items():
        said = hook(agent, payload(agent, repo.root, **{"text": GOOD, **change}))

        assert denial(agent, said) == "", name


@pytest.mark.parametrize("agent", AGENTS)
def test_a_key_that_is_missing_is_no_reason_to_stumble(repo, agent):
    build(repo)
    whole = payload(agent, repo.root, text=GOOD)
    for key in whole:
        for other in ({}, {key: None}, {key: []}, {key: 7}, {key: {}}):
            given = {**{name: value for name, value in whole.items() if name != key}, **other}
            said = respond([agent, "pre-tool"], json.dumps(given).encode)

            assert denial(agent, Said(said.out.encode(), said.err.encode(), said.code)) == "", given
            assert ("not judged" in said.out + said.err) == (key in ("tool_input", "toolArgs", "input")), given


def test_a_surrogate_hides_no_import(repo):
    build(repo)

    said = hook("claude", payload("claude", repo.root, text=f"{BAD}x = '\ud800'\n"))

    assert "ADR-0001#no-db" in denial("claude", said)


@pytest.mark.parametrize(("settings", "denied"), [({}, False), ({"on_hook_failure": "deny"}, True)])
@pytest.mark.parametrize("agent", ["claude", "codex", "copilot", "gemini", "cursor", "kiro", "opencode"])
def test_a_crash_of_ours_is_said_and_the_policy_decides(repo, tmp_path, agent, settings, denied):
    build(repo, **settings)
    hook(agent, payload(agent, repo.root, text=GOOD))
    (tmp_path / "sitecustomize.py").write_text("import mneme_cli.pipeline.edit as edit\ndel edit._one\n")

    said = hook(agent, payload(agent, repo.root), PYTHONPATH=f"{tmp_path}:{environment()['PYTHONPATH']}")

    assert bool(denial(agent, said)) == denied
    assert b"NameError" in said.out + said.err


@pytest.mark.parametrize(
    ("agent", "settings", "denied"), [("codex", {"on_hook_failure": "deny"}, True), ("kiro", {}, False)]
)
def test_a_client_that_sends_no_end_does_not_hang_the_hook(repo, agent, settings, denied):
    build(repo, **settings)
    reading, writing = os.pipe()
    os.write(writing, b"{")
    done = subprocess.run(
        [sys.executable, "-m", "mneme_cli", "hook", agent, "pre-tool"],
        stdin=reading,
        capture_output=True,
        check=False,
        env=environment(),
        timeout=30,
    )
    os.close(reading)
    os.close(writing)

    assert b"the deadline came" in done.stdout + done.stderr
    assert (b'"permissionDecision":"deny"' in done.stdout) == denied
    assert done.returncode == 0


@pytest.mark.parametrize("agent", ["claude", "codex", "gemini", "kiro"])
def test_errors_in_decisions_are_said_and_the_others_still_hold(repo, agent):
    ready(build(repo).write({"docs/decisions/ADR-0002.yaml": "id: [\n"}))

    said = hook(agent, payload(agent, repo.root))

    assert "ADR-0001#no-db" in denial(agent, said)
    assert b"ADR-0002.yaml" in said.out + said.err


@pytest.mark.parametrize("line", ["on_hook_failure: deny\n", ""])
def test_settings_that_cannot_be_read_are_said_and_the_decisions_still_hold(repo, line):
    ready(build(repo).write({"mneme.yaml": f"{line}source_roots: [\n"}))

    said = hook("codex", payload("codex", repo.root))

    assert b"mneme.yaml:" in said.out
    assert "ADR-0001#no-db" in denial("codex", said)


def test_a_moment_that_is_none_is_said(repo):
    build(repo)

    said = hook("claude", {"cwd": repo.root}, moment="pretool")

    assert "there is no moment 'pretool'; one of: session-start" in said.err.decode()


def test_a_client_that_listens_no_more_is_no_failure(repo):
    build(repo)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "mneme_cli", "hook", "claude", "pre-tool"],
        input=json.dumps(payload("claude", repo.root)).encode(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env=environment(),
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


def test_the_hook_reads_nothing_of_a_repository_as_code(repo):
    cold(repo).write(dict.fromkeys(("json.py", "mneme_cli.py", "sitecustomize.py"), "raise SystemExit(9)\n"))
    door = Path(sys.executable).parent / "mneme"

    done = subprocess.run(
        [door, "hook", "claude", "pre-tool"],
        input=json.dumps(payload("claude", repo.root)).encode(),
        capture_output=True,
        check=True,
        env={name: value for name, value in environment().items() if name != "PYTHONPATH"},
    )

    assert b'"permissionDecision":"deny"' in done.stdout


@pytest.mark.parametrize("agent", ["claude", "copilot", "gemini", "cursor", "opencode"])
def test_arguments_that_come_as_the_text_of_an_object_are_read(repo, agent):
    """Copilot's were seen to, and the other clients' cost nothing."""
    build(repo)
    key = {"copilot": "toolArgs", "opencode": "input"}.get(agent, "tool_input")
    given = payload(agent, repo.root)

    assert "ADR-0001#no-db" in denial(agent, hook(agent, {**given, key: json.dumps(given[key])}))


def test_a_command_that_comes_as_the_text_of_an_object_is_read_where_it_runs(repo):
    build(repo)
    call = json.dumps({"command": "echo import sqlite3 > domain/order.py", "workdir": "shop"})

    said = hook("copilot", {**payload("copilot", repo.root), "toolName": "bash", "toolArgs": call})

    assert "ADR-0001#no-db" in denial("copilot", said)


@pytest.mark.parametrize(("settings", "denied"), [({}, False), ({"on_hook_failure": "deny"}, True)])
def test_arguments_that_nobody_can_read_are_not_judged(repo, tmp_path, monkeypatch, settings, denied):
    build(repo, **settings)
    given = {**payload("copilot", repo.root), "toolArgs": '{"path": "shop/domain/order.py", "file_te'}
    monkeypatch.chdir(tmp_path)

    said = hook("copilot", given)

    assert b"was not judged (toolArgs is neither a JSON object nor a patch)" in said.out + said.err
    assert bool(denial("copilot", said)) == denied


def test_a_tool_without_arguments_is_of_no_interest(repo):
    build(repo, on_hook_failure="deny")

    said = hook("copilot", {**payload("copilot", repo.root), "toolName": "list", "toolArgs": ""})

    assert (said.out, said.err) == (b"", b"")


@pytest.mark.parametrize("agent", AGENTS)
def test_an_event_that_names_no_folder_is_of_the_folder_that_the_hook_stands_in(repo, agent):
    build(repo)
    given = {key: value for key, value in payload(agent, repo.root).items() if key not in ("cwd", "workspace_roots")}

    assert "ADR-0001#no-db" in denial(agent, hook(agent, given))
