"""The files that switch an agent's hooks on and off, wherever its client looks for them."""

import json

import pytest

from mneme_cli.commands.installing import plugin
from tests.hooks.shop import build, hook, payload
from tests.hooks.test_change import blocked, call

pytestmark = pytest.mark.usefixtures("repo")
WHERE = "where an agent's hooks are switched on and off"
OPENCODE = ("plugin/x.js", "plugin/x.ts", "plugins/x.js", "plugins/mneme.ts", "opencode.json", "opencode.jsonc")


def asked(repo, path, text="{}\n"):
    """Return why an agent that writes a file asks a person, "" if it does not."""
    out = hook("claude", payload("claude", repo.root, path, text)).out
    said = json.loads(out)["hookSpecificOutput"] if out else {}
    return said["permissionDecisionReason"] if said.get("permissionDecision") == "ask" else ""


@pytest.mark.parametrize("path", [*(f".opencode/{name}" for name in OPENCODE), "opencode.json"])
def test_what_opencode_loads_is_asked_about(repo, path):
    build(repo)

    assert WHERE in asked(repo, path)


def test_the_plugin_that_we_wrote_is_asked_about_wherever_it_lies(repo):
    plugin.write("claude", f"{repo.root}/tools/mneme")
    repo.write({"other/hooks/hooks.json": "{}\n"})
    build(repo)
    ours = [f"tools/mneme/{each}" for each in ("mneme/hooks/hooks.json", ".claude-plugin/marketplace.json")]

    for path in (*ours, "tools/mneme/mneme/.claude-plugin/plugin.json"):
        assert f"{path} is {WHERE}" in asked(repo, path)
    assert asked(repo, "other/hooks/hooks.json") == ""
    assert asked(repo, "new/hooks/hooks.json") == ""


def test_the_plugin_that_we_wrote_is_looked_at_when_a_command_has_run(repo):
    plugin.write("claude", f"{repo.root}/tools/mneme")
    build(repo)
    call("claude", "session-start", repo.root)
    repo.write({"tools/mneme/mneme/hooks/hooks.json": "{}\n"})

    end = call("claude", "stop", repo.root)

    assert blocked(end)
    assert f"tools/mneme/mneme/hooks/hooks.json is {WHERE}".encode() in end.out
