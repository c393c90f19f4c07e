"""`mneme doctor` in a scratch repository: nothing of the machine's own clients is looked at."""

import json
import os
import sys
import time

import pytest

from mneme_cli.commands.doctor import ask
from mneme_cli.harnesses._wiring import names
from mneme_cli.pipeline.keep import keep
from tests.commands.clinic import SETTINGS, checks, client
from tests.hooks.shop import denial, hook, payload


@pytest.mark.parametrize("name", names())
def test_what_is_installed_fires_and_denies(clinic, mneme, name):
    mneme("install", name)

    found = checks(mneme, name)[name]

    assert {key: found[key]["state"] for key in ("configured", "enabled", "firing", "denying")} == dict.fromkeys(
        ("configured", "enabled", "firing", "denying"), "ok"
    )
    assert found["configured"]["said"] == "project"


def test_ones_own_settings_are_found_too(clinic, mneme):
    mneme("install", "claude", "--user")
    assert checks(mneme, "claude")["claude"]["configured"]["said"] == "user"
    mneme("install", "claude")
    assert checks(mneme, "claude")["claude"]["configured"]["said"] == "both"


def test_nothing_installed_is_well_unless_it_is_asked_for(clinic, mneme):
    code, out, _ = mneme("doctor")
    assert (code, "not here: claude, codex" in out, out.endswith("all is well\n")) == (0, True, True)

    code, out, _ = mneme("doctor", "claude")
    assert (code, "claude: configured: no\n  mneme install claude\n" in out) == (1, True)


def test_where_nothing_is_decided_it_says_so_and_hooks_stay_silent(repo, mneme):
    repo.commit("one", {"a.py": "import rich\n"})

    code, out, _ = mneme("doctor")

    assert (code, out.endswith("machine: policy: no decisions here yet\n  mneme init\n")) == (0, True)
    assert not (repo.path / ".git" / "mneme" / "policy").exists()
    begins = {"hook_event_name": "SessionStart", "session_id": "s", "cwd": repo.root}
    assert hook("claude", begins, "session-start")[:2] == (b"", b"")


def test_a_policy_of_no_decisions_that_was_kept_says_nothing_until_someone_begins(repo, mneme):
    repo.commit("one", {"a.py": "import rich\n"})
    keep(repo.root)
    begins = {"hook_event_name": "SessionStart", "session_id": "s", "cwd": repo.root}
    assert hook("claude", begins, "session-start")[:2] == (b"", b"")

    repo.write({"docs/decisions/README.md": "soon\n"})
    said = b"mneme: 1 error in decisions, first: there is no decision in docs/decisions; run `mneme lint`"
    assert said in hook("claude", begins, "session-start").out


def test_without_mneme_on_the_path_a_hook_is_silent_and_that_is_seen(clinic, mneme):
    mneme("install", "claude")
    (clinic.programs / "mneme").unlink()

    found = checks(mneme, "claude")["claude"]

    assert (found["firing"]["state"], found["denying"]["state"]) == ("mend", "mend")
    assert "PATH" in found["firing"]["mend"]


def test_a_mneme_that_fails_or_stops_everything_is_seen(clinic, mneme):
    mneme("install", "claude")
    client(clinic, "mneme", "#!/bin/sh\nexit 7\n")
    assert checks(mneme, "claude")["claude"]["firing"]["said"].endswith("no answer, exit code 7")

    denial = json.dumps({"hookSpecificOutput": {"permissionDecision": "deny"}})
    client(clinic, "mneme", f"#!/bin/sh\necho '{denial}'\n")
    assert checks(mneme, "claude")["claude"]["firing"]["state"] == "mend"


def test_a_hook_that_does_not_end_is_seen(clinic, mneme, monkeypatch):
    monkeypatch.setattr(ask, "SECONDS", 0.2)
    mneme("install", "claude")
    client(clinic, "mneme", "#!/bin/sh\nexec sleep 5\n")

    assert "no answer in 0.2 seconds" in checks(mneme, "claude")["claude"]["denying"]["said"]


def test_settings_of_another_version_and_broken_ones_are_seen(clinic, mneme):
    mneme("install", "claude")
    text = clinic.read(SETTINGS).decode()
    clinic.write({SETTINGS: text.replace('"timeout": 10', '"timeout": 5')})
    found = checks(mneme, "claude")["claude"]["configured"]
    assert (found["state"], found["mend"]) == ("mend", "mneme install claude --project")

    clinic.write({SETTINGS: text[:-3]})
    assert "is no JSON" in checks(mneme, "claude")["claude"]["configured"]["said"]


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("claude", ".claude/settings.local.json", '{"disableAllHooks": true}'),
        ("claude", "~/.claude/settings.json", '{"disableAllHooks": true}'),
        ("gemini", "~/.gemini/settings.json", '{"hooksConfig": {"enabled": false}} // mine'),
        ("qwen", "~/.qwen/settings.json", '{"disableAllHooks": true}'),
        ("codex", "~/.codex/config.toml", "[features]\nhooks = false\n"),
        ("copilot", ".github/copilot/settings.json", '{"disableAllHooks": true}'),
    ],
)
def test_hooks_that_are_switched_off_are_seen(clinic, mneme, name, path, text):
    mneme("install", name)
    place = os.path.expanduser(path) if path.startswith("~") else str(clinic.path / path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "w", encoding="utf-8") as file:
        file.write(text)

    found = checks(mneme, name)[name]["enabled"]

    assert (found["state"], path in found["said"]) == ("mend", True)


def test_a_setting_that_cannot_be_read_switches_nothing_off(clinic, mneme):
    mneme("install", "codex")
    clinic.write({".codex/config.toml": "= broken"})

    assert checks(mneme, "codex")["codex"]["enabled"]["state"] == "ok"


def test_a_folder_that_the_client_was_told_is_looked_at(clinic, mneme, monkeypatch, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "settings.json").write_text('{"disableAllHooks": true}')
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "own"))
    mneme("install", "claude")

    assert checks(mneme, "claude")["claude"]["enabled"]["state"] == "mend"


def test_the_client_tells_its_version(clinic, mneme):
    client(clinic, "claude", "#!/bin/sh\necho '2.1.328 (Claude Code)'\n")
    assert checks(mneme)["claude"]["client"]["said"] == "2.1.328"
    client(clinic, "claude", "#!/bin/sh\necho 'CLI v1.0.102.'\n")
    assert checks(mneme)["claude"]["client"]["said"] == "1.0.102"
    client(clinic, "claude", "#!/bin/sh\nexit 1\n")
    assert checks(mneme)["claude"]["client"]["said"] == "there"


ANSWER = """#!{python}
import json, sys
from pathlib import Path
if "--version" in sys.argv:
    sys.exit(print("codex-cli 0.169.0"))
hooks = json.loads(Path(".codex/hooks.json").read_text())["hooks"]
for line in sys.stdin:
    asked = json.loads(line)
    if asked.get("method") == "hooks/list":
        found = [{{"command": one["hooks"][0]["command"], "enabled": True, "trustStatus": "{status}"}} for all in hooks.values() for one in all]
        print("a line that is no answer")
        print(json.dumps({{"id": 2, "result": {{"data": [{{"hooks": found}}]}}}}), flush=True)
"""
"""Talks as the real one was seen to (tests/clients/test_doctor.py asks that one)."""


@pytest.mark.parametrize(
    ("status", "state"), [("trusted", "ok"), ("managed", "ok"), ("untrusted", "mend"), ("modified", "mend")]
)
def test_codex_is_asked_whether_it_trusts_our_hooks(clinic, mneme, status, state):
    mneme("install", "codex")
    client(clinic, "codex", ANSWER.format(python=sys.executable, status=status))

    assert checks(mneme, "codex")["codex"]["trusted"]["state"] == state


def test_a_codex_that_does_not_say_is_unknown_and_no_illness(clinic, mneme):
    mneme("install", "codex")
    client(clinic, "codex", "#!/bin/sh\nexit 1\n")

    code, out, _ = mneme("doctor", "codex")

    assert (code, "codex: trusted: the client did not say" in out, "/hooks" in out) == (0, True, True)


def test_the_table_fits_eighty_columns(clinic, mneme):
    for name in names():
        mneme("install", name)

    code, out, _ = mneme("doctor")

    assert (code, max(map(len, out.splitlines())) <= 80) == (0, True)
    assert sum(line.startswith(names()) and " yes" in line for line in out.splitlines()) == len(names())


def test_what_an_agent_did_here_is_told_apart_from_a_trial(clinic, mneme):
    client(clinic, "claude", "#!/bin/sh\necho 2.1.328\n")
    mneme("install", "claude")
    code, out, _ = mneme("doctor", "claude")
    assert (code, "claude: heard: not yet\n  begin a session of claude here" in out) == (0, True)
    assert checks(mneme, "claude")["claude"]["denied"]["state"] == "unused"

    hook("claude", {"hook_event_name": "SessionStart", "session_id": "s", "cwd": clinic.root}, "session-start")
    found = checks(mneme, "claude")["claude"]
    assert (found["heard"]["state"], found["heard"]["said"]) == ("ok", "now")
    assert found["denied"]["said"] == "not yet"

    assert denial("claude", hook("claude", payload("claude", clinic.root, "src/shop/app/new.py", "import requests\n")))
    assert checks(mneme, "claude")["claude"]["denied"] == {"name": "denied", "state": "ok", "said": "now", "mend": ""}
    assert mneme("doctor", "claude")[1].endswith("all is well\n")


def test_who_is_not_on_this_machine_need_not_be_heard(clinic, mneme):
    mneme("install", "claude")

    assert checks(mneme, "claude")["claude"]["heard"]["state"] == "unused"
    assert mneme("doctor", "claude")[1].endswith("all is well\n")


def test_another_agent_s_session_is_not_this_one_s(clinic, mneme):
    mneme("install", "claude")
    mneme("install", "gemini")

    hook("gemini", {"hook_event_name": "AfterAgent", "session_id": "s", "cwd": clinic.root}, "stop")

    found = checks(mneme)
    assert (found["claude"]["heard"]["said"], found["gemini"]["heard"]["said"]) == ("not yet", "now")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(-5, "now"), (3, "3m ago"), (59, "59m ago"), (61, "1h ago"), (1439, "23h ago"), (1441, "1d ago"), (10**6, "99d+")],
)
def test_how_long_ago_it_was(clinic, mneme, minutes, said):
    mneme("install", "claude")
    hook("claude", {"hook_event_name": "Stop", "session_id": "s", "cwd": clinic.root}, "stop")
    mark = clinic.path / ".git" / "mneme" / "heard" / "claude"
    then = time.time() - 60 * minutes - 1
    os.utime(mark, (then, then))

    assert checks(mneme, "claude")["claude"]["heard"]["said"] == said
    assert f" {said}" in mneme("doctor", "claude")[1]


def test_an_agent_that_nobody_knows_is_an_error(clinic, mneme):
    assert mneme("doctor", "nobody")[0] == 2


def test_the_ground_is_looked_at(clinic, mneme, monkeypatch):
    machine = sys.modules["mneme_cli.commands.doctor.machine"]
    monkeypatch.setattr(machine, "_GRAMMARS", ("tree_sitter", "tree_sitter_nowhere"))
    monkeypatch.setattr(machine, "_OLDEST", (9, 0))
    monkeypatch.setattr(machine, "compiled", lambda: False)
    clinic.write({"docs/decisions/ADR-0099-broken.yaml": "id: ADR-0099\n"})

    page = json.loads(mneme("doctor", "--json")[1])

    assert [one["name"] for one in page["machine"] if one["state"] == "mend"] == [
        "python",
        "grammars",
        "modules",
        "policy",
    ]
    assert all(one["mend"] for one in page["machine"] if one["state"] == "mend")


def test_a_cache_that_cannot_be_written_is_seen(clinic, mneme, monkeypatch):
    monkeypatch.setenv("MNEME_CACHE", "/proc/nowhere")

    found = {one["name"]: one for one in json.loads(mneme("doctor", "--json")[1])["machine"]}

    assert (found["cache"]["state"], found["policy"]["state"]) == ("mend", "unused")


def test_a_base_that_nobody_can_tell_is_seen(clinic, mneme):
    clinic.git("branch", "-m", "trunk")
    clinic.git("checkout", "-q", "-b", "feat")
    clinic.commit("two", {"shop/b.py": "x = 2\n"})
    mneme("check")

    found = {one["name"]: one for one in json.loads(mneme("doctor", "--json")[1])["machine"]}["policy"]

    assert (found["state"], found["said"][:24]) == ("mend", "no base branch was found")
    assert "base: BRANCH" in found["mend"]
