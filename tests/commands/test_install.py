"""`mneme install` and `uninstall` as people type them, in a scratch repository."""

import json
import os
import stat
import subprocess
import sys

import pytest

from mneme_cli.commands.installing import door, prepare
from mneme_cli.harnesses import shelf, take
from mneme_cli.harnesses._wiring import names
from mneme_cli.harnesses._wiring import take as wiring
from mneme_cli.model.glob import matches

SETTINGS = ".claude/settings.json"
THEIRS = '{\n\t"permissions": {"deny": ["Read(.env)"]}\n}\n'


def test_every_agent_with_a_dialect_can_be_installed():
    assert set(names()) == set(shelf.names("mneme_cli.harnesses")) - {"neutral"}


@pytest.mark.parametrize("name", names())
def test_what_is_installed_is_guarded_against_the_agent(name):
    """Who may change the hooks may switch the rules off."""
    assert any(matches(glob, wiring(name).project) for glob in take(name).guards)


@pytest.mark.parametrize("name", names())
def test_installed_again_it_is_in_place_and_uninstalled_it_is_gone(shop, mneme, monkeypatch, name):
    monkeypatch.chdir(shop.root)
    path = wiring(name).project

    assert mneme("install", name)[:2] != mneme("install", name)[:2]
    assert mneme("install", name)[1].startswith(f"{path}: in place\n")
    assert shop.git("status", "--short", "-uall") == f"?? {path}"
    assert mneme("uninstall", name) == (0, f"{path}: deleted\n", "")
    assert mneme("uninstall", name) == (0, f"{path}: not there\n", "")
    assert shop.git("status", "--short") == ""


def test_settings_of_the_team_come_back_to_the_byte_with_their_rights(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)
    file = shop.write({SETTINGS: THEIRS}).path / SETTINGS
    file.chmod(0o640)

    assert mneme("install", "claude")[:2] == (0, f"{SETTINGS}: changed\n  see: mneme doctor claude\n")
    assert json.loads(file.read_text())["permissions"] == {"deny": ["Read(.env)"]}
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert mneme("uninstall", "claude") == (0, f"{SETTINGS}: changed\n", "")
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == (THEIRS, 0o640)


def test_a_dry_run_shows_and_writes_nothing(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)

    code, out, _ = mneme("install", "claude", "--dry-run")

    head, _, shown = out.partition("\n")
    assert (code, head) == (0, f"{SETTINGS}: would be written")
    assert "PreToolUse" in json.loads(shown)["hooks"]
    assert not (shop.path / ".claude").exists()
    mneme("install", "claude")
    assert mneme("uninstall", "claude", "--dry-run") == (0, f"{SETTINGS}: would be deleted\n", "")
    assert (shop.path / SETTINGS).exists()


@pytest.mark.parametrize("verb", ["install", "uninstall"])
def test_broken_settings_are_named_and_left_alone(shop, mneme, monkeypatch, verb):
    monkeypatch.chdir(shop.root)
    broken = '{\n  "hooks": {\n'
    shop.write({SETTINGS: broken})

    code, out, err = mneme(verb, "claude")

    assert (code, out) == (2, "")
    assert err.startswith(f"mneme: {SETTINGS}:3:1 is no JSON")
    assert shop.read(SETTINGS).decode() == broken


@pytest.mark.parametrize("blank", ["", "\n", " \r\n\t", "\ufeff"])
@pytest.mark.parametrize("name", names())
def test_settings_without_a_word_are_as_good_as_none(shop, mneme, monkeypatch, name, blank):
    monkeypatch.chdir(shop.root)
    path = wiring(name).project
    mneme("install", name)
    wanted = shop.read(path)
    shop.write({path: blank.encode()})

    assert mneme("uninstall", name) == (0, f"{path}: not there\n", "")
    assert shop.read(path).decode() == blank
    assert json.loads(mneme("doctor", "--json")[1])["agents"][name][1]["state"] == "unused"
    assert mneme("install", name)[1].startswith(f"{path}: changed\n")
    assert shop.read(path) == wanted
    assert mneme("uninstall", name)[1].startswith(f"{path}: deleted\n")


def test_settings_that_are_no_text_and_settings_that_lead_outside_are_refused(shop, mneme, monkeypatch, tmp_path):
    monkeypatch.chdir(shop.root)
    shop.write({SETTINGS: b"\xff\xfe{}"})
    assert mneme("install", "claude")[0] == 2
    outside = tmp_path / "outside"
    outside.mkdir()
    shop.remove(".claude").link(".claude", str(outside))

    code, _, err = mneme("install", "claude")

    assert (code, "outside the repository" in err, list(outside.iterdir())) == (2, True, [])


def test_a_plugin_of_somebody_else_is_not_overwritten(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)
    path = wiring("opencode").project
    shop.write({path: "// mine\n"})

    assert mneme("install", "opencode")[0] == 2
    assert mneme("uninstall", "opencode")[:2] == (0, f"{path}: not there\n")
    assert shop.read(path) == b"// mine\n"


def test_an_older_plugin_of_ours_is_brought_up_to_date(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)
    path, text = wiring("opencode").project, wiring("opencode").text()
    shop.write({path: text.partition("\n")[0] + "\nold()\n"})

    assert mneme("install", "opencode")[1].startswith(f"{path}: changed\n")
    assert shop.read(path).decode() == text


def test_ones_own_settings_are_below_home_or_where_the_client_is_told(shop, mneme, monkeypatch, tmp_path):
    monkeypatch.chdir(shop.root)
    monkeypatch.delenv("CODEX_HOME", raising=False)
    home = tmp_path / "one"
    monkeypatch.setenv("HOME", str(home))

    assert mneme("install", "codex", "--user")[1].startswith("~/.codex/hooks.json: written\n")
    assert (home / ".codex" / "hooks.json").exists()
    monkeypatch.setenv("CODEX_HOME", str(tmp_path / "two"))
    assert mneme("install", "codex", "--user")[1].startswith("$CODEX_HOME/hooks.json: written\n")
    assert (tmp_path / "two" / "hooks.json").exists()
    assert shop.git("status", "--short") == ""


def test_outside_a_repository_ones_own_settings_can_be_written(mneme, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    assert mneme("install", "gemini", "--user")[0] == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("nobody",), "there is no agent 'nobody'"),
        (("kiro", "--user"), "kiro has no settings for a user"),
        (("claude", "--user", "--project"), "are two places"),
        (("gemini", "--plugin", "market"), "gemini takes no plugin"),
    ],
)
def test_what_cannot_be_is_said_with_what_can(shop, mneme, monkeypatch, argv, said):
    monkeypatch.chdir(shop.root)

    code, out, err = mneme("install", *argv)

    assert (code, out, said in err, "try: " in err) == (2, "", True, True)


def test_the_policy_says_whether_a_hook_that_fails_denies(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)
    mneme("install", "claude")
    shop.write({"mneme.yaml": shop.read("mneme.yaml").decode() + "on_hook_failure: deny\n"})

    assert mneme("install", "claude")[1].startswith(f"{SETTINGS}: changed\n")
    hooks = json.loads(shop.read(SETTINGS))["hooks"]
    assert hooks["PreToolUse"][0]["hooks"][0]["onFailure"] == "block"
    assert "onFailure" not in hooks["PostToolUse"][0]["hooks"][0]
    mneme("install", "cursor")
    assert json.loads(shop.read(".cursor/hooks.json"))["hooks"]["preToolUse"][0]["failClosed"] is True


@pytest.mark.parametrize("name", names())
def test_a_machine_without_mneme_is_left_in_peace(name, tmp_path):
    agent = wiring(name)
    if agent.text:
        return  # a plugin: it starts mneme itself
    for hook in agent.hooks:
        command = door.command(name, agent, hook, "project")
        done = subprocess.run(
            ["/bin/sh", "-c", command], env={"PATH": str(tmp_path)}, input=b"{}", capture_output=True, check=False
        )
        said = agent.missing if hook.moment == "pre-tool" else ""
        assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (0, said, b"")


def test_ones_own_settings_take_the_inner_door_and_survive_its_end(shop, mneme, monkeypatch, tmp_path):
    monkeypatch.chdir(shop.root)
    agent = wiring("claude")
    hook = next(hook for hook in agent.hooks if hook.moment == "session-start")
    command = door.command("claude", agent, hook, "user")

    assert f"{sys.executable} -I -S -E" in command
    mneme("check", "--all")
    payload = json.dumps({"session_id": "s", "cwd": shop.root, "hook_event_name": "SessionStart", "source": "startup"})
    done = subprocess.run(["sh", "-c", command], input=payload.encode(), capture_output=True, check=False)
    assert b"additionalContext" in done.stdout
    gone = command.replace("mneme_cli/inner.py", "mneme_gone/inner.py")
    done = subprocess.run(["sh", "-c", gone], input=b"{}", capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_where_the_inner_door_would_not_find_its_libraries_the_other_one_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    agent = wiring("claude")

    assert door.command("claude", agent, agent.hooks[0], "user") == door.command(
        "claude", agent, agent.hooks[0], "project"
    )


def test_modules_that_nobody_compiled_are_compiled(monkeypatch, tmp_path):
    house = tmp_path / "house"
    house.mkdir()
    (house / "one.py").write_text("ONE = 1\n")
    monkeypatch.setattr(prepare, "HOUSE", str(house))

    assert prepare.compiled()
    assert os.listdir(house / "__pycache__")


def test_a_plugin_is_a_marketplace_with_hooks_a_skill_and_a_command(shop, mneme, monkeypatch, tmp_path):
    monkeypatch.chdir(shop.root)
    market = tmp_path / "market"

    code, out, _ = mneme("install", "claude", "--plugin", str(market))

    assert (code, out.count("written  ")) == (0, 6)
    assert out.partition("json\n")[2].splitlines()[-3:] == [
        "claude has loaded nothing yet. Now:",
        f"  claude plugin marketplace add {market}",
        "  claude plugin install mneme@mneme --scope project",
    ]
    offered = json.loads((market / ".claude-plugin" / "marketplace.json").read_text())["plugins"]
    assert [(one["name"], (market / one["source"]).is_dir()) for one in offered] == [("mneme", True)]
    plugin = market / "mneme"
    assert set(json.loads((plugin / "hooks" / "hooks.json").read_text())["hooks"]) >= {"PreToolUse", "Stop"}
    assert (plugin / "skills" / "mneme" / "SKILL.md").read_text().startswith("---\nname: mneme\n")
    assert mneme("install", "claude", "--plugin", str(market))[0] == 0
    (market / ".claude-plugin" / "marketplace.json").write_text('{"plugins": [{"name": "other"}]}')
    assert mneme("install", "claude", "--plugin", str(market))[0] == 2
    dry = mneme("install", "claude", "--plugin", str(tmp_path / "dry"), "--dry-run")
    assert (dry[0], dry[1].count("would be written  "), "Now:" in dry[1]) == (0, 6, False)
    assert not (tmp_path / "dry").exists()


def test_a_plugin_says_what_only_a_person_can_do(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)

    said = mneme("install", "codex", "--plugin", "my tools")[1].splitlines()

    assert said[-3:] == [
        "  codex plugin marketplace add './my tools'",
        "  codex plugin add mneme@mneme",
        "  start codex and run /hooks: it runs no hook that you have not trusted there",
    ]


def test_who_takes_hooks_out_is_told_what_is_left(shop, mneme, monkeypatch, tmp_path):
    monkeypatch.chdir(shop.root)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for argv in (("claude",), ("claude", "--user"), ("opencode",), ("git",)):
        mneme("install", *argv)
    mneme("packet", "--write")
    mneme("packet", "--format", "cursor-rules", "--write")
    shop.write({".cursor/hooks.json": "{", "src/AGENTS.md": "mine\n"})

    assert mneme("uninstall", "claude", "--dry-run")[1].count("left") == 0
    code, out, err = mneme("uninstall", "claude")

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{SETTINGS}: deleted",
        "  left: ~/.claude/settings.json (mneme uninstall claude --user)",
        "  left: .opencode/plugin/mneme.js (mneme uninstall opencode)",
        "  left: git's hooks (mneme uninstall git)",
        "  left: .cursor/rules/mneme.mdc (delete it)",
        "  left: AGENTS.md (delete the block from <!-- mneme:begin --> to <!-- mneme:end -->)",
    ]
    assert mneme("uninstall", "git")[1].splitlines()[-4].startswith("  left: ~/.claude/settings.json")
