"""What stands in a client's settings is what the doctor tells of, and tries."""

from __future__ import annotations

import json
import os

from tests.commands.clinic import SETTINGS, checks


def test_the_command_is_tried_as_it_stands(clinic, mneme):
    mneme("install", "claude")
    path = clinic.path / SETTINGS
    path.write_text(path.read_text().replace("claude pre-tool", "claude pre-tool --old"))

    found = checks(mneme, "claude")["claude"]

    assert [found[name]["state"] for name in ("configured", "denying")] == ["mend", "mend"]
    assert "was not stopped" in found["denying"]["said"]

    mneme("install", "claude")
    assert "--old" not in path.read_text()
    assert {found["state"] for found in checks(mneme, "claude")["claude"].values()} == {"ok", "unused"}


def test_what_is_more_than_a_call_of_mneme_is_not_run(clinic, mneme):
    mneme("install", "claude")
    text = clinic.read(SETTINGS).decode()
    text = text.replace("exec mneme hook claude pre-tool", "touch $HOME/ran; exec mneme hook claude pre-tool")
    clinic.write({SETTINGS: text})

    found = checks(mneme, "claude")["claude"]

    assert (found["firing"]["state"], found["denying"]["state"]) == ("unknown", "unknown")
    assert "touch $HOME/ran" in found["firing"]["said"]
    assert not os.path.exists(os.path.expanduser("~/ran"))


def test_settings_without_our_hook_before_a_tool_fire_nothing(clinic, mneme):
    mneme("install", "claude")
    page = json.loads(clinic.read(SETTINGS))
    del page["hooks"]["PreToolUse"]
    clinic.write({SETTINGS: json.dumps(page)})

    found = checks(mneme, "claude")["claude"]["firing"]

    assert (found["state"], found["mend"]) == ("mend", "mneme install claude --project")


def test_settings_that_cannot_be_read_are_not_said_to_fire(clinic, mneme):
    clinic.write({".cursor/hooks.json": '{"version":1,}'})

    found = checks(mneme, "cursor")["cursor"]

    assert [found[name]["said"] for name in ("enabled", "firing", "denying")] == ["-", "-", "-"]
    assert (found["configured"]["state"], "nothing was written" in found["configured"]["mend"]) == ("mend", False)
    assert "NO to mend, see below · - not there, or not asked\n" in mneme("doctor", "cursor")[1]


def test_every_switch_is_named_with_its_whole_name(clinic, mneme):
    mneme("install", "claude")
    mneme("install", "gemini")
    clinic.write({SETTINGS: clinic.read(SETTINGS).decode().replace("{", '{"disableAllHooks": true,', 1)})
    clinic.write({".claude/settings.local.json": '{"disableAllHooks": true}'})
    text = clinic.read(".gemini/settings.json").decode()
    clinic.write({".gemini/settings.json": text.replace("{", '{"hooksConfig": {"enabled": false},', 1)})

    found = checks(mneme)

    assert found["claude"]["enabled"]["mend"] == (
        "take disableAllHooks out of .claude/settings.json; take disableAllHooks out of .claude/settings.local.json"
    )
    assert found["gemini"]["enabled"]["mend"] == "take hooksConfig.enabled out of .gemini/settings.json"


def test_what_mneme_yaml_changed_is_the_reason_that_is_told(clinic, mneme):
    mneme("install", "claude")
    clinic.write({"mneme.yaml": clinic.read("mneme.yaml").decode() + "on_hook_failure: deny\n"})

    found = checks(mneme, "claude")["claude"]["configured"]

    assert found["said"] == f"{SETTINGS} is for another on_hook_failure than mneme.yaml has now"
    assert (found["state"], found["mend"]) == ("mend", "mneme install claude --project")


def test_a_client_that_cannot_be_asked_is_said_to_be_one(clinic, mneme):
    mneme("install", "copilot")

    out = mneme("doctor", "copilot")[1]

    assert "copilot: trusted: this client cannot be asked\n" in out
