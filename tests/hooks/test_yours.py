"""Settings of a person's own: they lie in no repository and hold the hooks of all of them."""

import json
import os
from pathlib import Path

import pytest

from mneme_cli.harnesses._wiring import names, take
from mneme_cli.pipeline.yours import VARIABLES
from tests.hooks.shop import build, denial, hook, payload

OWN = "holds your own hooks, of every repository"
FILES = {take(name).user for name in names()} - {""}


@pytest.fixture
def shop(repo, monkeypatch, tmp_path):
    home = tmp_path / "her"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return build(repo)


def asked(given, **env):
    out = hook("claude", given, **env).out
    said = json.loads(out)["hookSpecificOutput"] if out else {}
    return said["permissionDecisionReason"] if said.get("permissionDecision") == "ask" else ""


def shell(root, command):
    return {**payload("claude", root), "tool_name": "Bash", "tool_input": {"command": command}}


def test_every_folder_that_a_variable_names_is_known():
    assert set(VARIABLES) == {take(name).moved[0] for name in names()} - {""}


@pytest.mark.parametrize("file", sorted({*FILES, ".codex/config.toml"}))
def test_a_write_to_them_is_asked_about(shop, file):
    assert f"~/{file} {OWN}" in asked(payload("claude", shop.root, f"{os.environ['HOME']}/{file}", "{}\n"))


@pytest.mark.parametrize(
    "command",
    [
        "rm ~/.claude/settings.json",
        "rm -rf ~/.claude",
        "rm $HOME/.claude/settings.json",
        "echo {} > ~/.claude/settings.json",
    ],
)
def test_so_is_a_command_that_takes_them_away(shop, command):
    file = Path(os.environ["HOME"]) / ".claude" / "settings.json"
    file.parent.mkdir()
    file.write_text("{}\n")

    assert f"~/.claude/settings.json {OWN}" in asked(shell(shop.root, command))


def test_they_are_where_the_client_was_told_to_keep_them(shop, tmp_path):
    mine = str(tmp_path / "mine")

    said = asked(payload("claude", shop.root, f"{mine}/settings.json", "{}\n"), CLAUDE_CONFIG_DIR=mine)

    assert f"$CLAUDE_CONFIG_DIR/settings.json {OWN}" in said


def test_where_nobody_can_be_asked_it_is_denied(shop):
    given = payload("codex", shop.root, f"{os.environ['HOME']}/.codex/hooks.json", "{}\n")

    assert f"~/.codex/hooks.json {OWN}" in denial("codex", hook("codex", given))


@pytest.mark.parametrize("path", [".claude/notes.md", "notes.md", ".bashrc"])
def test_the_rest_of_a_home_is_no_matter_of_ours(shop, path):
    said = hook("claude", payload("claude", shop.root, f"{os.environ['HOME']}/{path}", "import sqlite3\n"))

    assert (said.out, said.err) == (b"", b"")


def test_our_own_command_says_whose_hooks_it_takes_away(shop):
    assert "writes your own hooks, of every repository, and" in asked(shell(shop.root, "mneme uninstall claude --user"))
    assert "writes the hooks of this repository, and" in asked(shell(shop.root, "mneme uninstall claude"))


def test_where_the_policy_may_be_changed_by_anybody_nothing_is_asked(repo, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    build(repo, on_policy_change="allow")

    assert asked(shell(repo.root, "rm ~/.claude/settings.json")) == ""
