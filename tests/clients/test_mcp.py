"""`mneme mcp` in the real clients: the model calls a tool, or reads a decision, and is told our answer."""

import json
import os

import pytest

from tests.clients import claude, codex
from tests.clients.client import MNEME, put
from tests.clients.conftest import CHOSEN
from tests.clients.drive import drive, place
from tests.clients.script import Call, Script, Turn
from tests.clients.shop import RULE, SAY, build
from tests.repo import scrub

pytestmark = pytest.mark.clients
PRICE = "shop/domain/price.py"
SERVER = {"mcpServers": {"mneme": {"command": MNEME, "args": ["mcp"]}}}
ASKED = {"from": PRICE, "to": "sqlite3"}
DECISION = f"mneme://decision/{RULE}"


def of_claude():
    """Claude Code with the server in a file of its own, as `claude mcp add` would write it, and leave to call it."""

    def settle(at):
        put(at.home, ".claude/settings.json", {"permissions": {"allow": ["mcp__mneme"]}})
        put(at.home, "mcp.json", SERVER)

    def command(at, prompt):
        file = os.path.join(at.home, "mcp.json")
        return [*claude.command(at, prompt), "--strict-mcp-config", "--mcp-config", file]

    return claude.CLIENT._replace(settle=settle, command=command), Call("mcp__mneme__may", ASKED)


def of_codex():
    """Codex with the lines that `codex mcp add` writes; it hides tools behind a search, and offers to read resources."""

    def settle(at):
        codex.settle(at)
        with open(os.path.join(at.home, ".codex", "config.toml"), "a", encoding="utf-8") as file:
            file.write(f'\n[mcp_servers.mneme]\ncommand = {json.dumps(MNEME)}\nargs = ["mcp"]\n')

    return codex.CLIENT._replace(settle=settle), Call("read_mcp_resource", {"server": "mneme", "uri": DECISION})


@pytest.mark.parametrize(("name", "made"), [("claude", of_claude), ("codex", of_codex)], ids=("claude", "codex"))
def test_the_model_asks_and_reads_the_answer(tmp_path, monkeypatch, name, made):
    if name not in CHOSEN:
        pytest.skip(f"{name} is not named by MNEME_CLIENTS")
    client, call = made()
    scrub(monkeypatch, tmp_path / "home")
    at = place(client, tmp_path)
    build(tmp_path / "project")
    script = Script(turns=(Turn(calls=(call,)), Turn(text="asked")))

    ran = drive(client, script, at, tmp_path, MNEME)
    told = ran.told(1)

    assert ran.code == 0, ran.out
    assert RULE in told, ran.out
    assert SAY in told
