"""`mneme mcp` as a command: it serves until its input ends, and says what it lacks."""

import io
import json
import signal
import sys
import time

import pytest

from mneme_cli.cli import app
from tests.commands.ask import DAY, small_shop


@pytest.fixture
def shop(repo, monkeypatch):
    monkeypatch.setenv("MNEME_AS_OF", DAY)
    small_shop(repo).commit("a shop")
    return repo


class Wire(io.TextIOWrapper):
    """A standard stream that is no descriptor; a terminal, if the test says so."""

    terminal = False

    def isatty(self):
        return self.terminal


class Patient(io.BytesIO):
    """What a client sends; it closes its end when it has its answers, as what is asked then is dropped."""

    def __init__(self, sent, out, answers):
        super().__init__(sent)
        self.out, self.answers = out, answers

    def read1(self, size=-1):
        got = super().read1(size)
        end = time.monotonic() + 60
        while not got and self.out.buffer.getvalue().count(b"\n") < self.answers and time.monotonic() < end:
            time.sleep(0.01)
        return got


@pytest.mark.parametrize("terminal", [False, True])
def test_the_command_serves_until_its_input_ends_and_tells_a_person_who_speaks_there(
    shop, monkeypatch, capsys, terminal
):
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": about},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "resources/templates/list"},
    ]
    out = Wire(io.BytesIO())
    given = Wire(Patient("".join(json.dumps(each) + "\n" for each in asked).encode(), out, answers=2))
    given.terminal = terminal
    monkeypatch.setattr("sys.stdin", given)
    monkeypatch.chdir(shop.path / "src")
    before = signal.getsignal(signal.SIGINT)
    try:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", out)
            assert app.run(["mcp"]) == 0
    finally:
        signal.signal(signal.SIGINT, before)

    first, second = [json.loads(line) for line in out.buffer.getvalue().splitlines()]
    assert (first["id"], first["result"]["serverInfo"]["name"]) == (1, "mneme")
    assert second["result"]["resourceTemplates"][0]["uriTemplate"] == "mneme://decision/{id}"
    assert ("a client speaks here, not a person" in capsys.readouterr().err) is terminal


@pytest.mark.parametrize(("lacking", "code", "said"), [("mcp", 2, "an extra"), ("mneme_cli.cli.mcp.tools", 3, "bug")])
def test_a_missing_extra_is_no_bug_and_a_bug_is_no_missing_extra(shop, monkeypatch, capsys, lacking, code, said):
    monkeypatch.delitem(sys.modules, "mneme_cli.cli.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, lacking, None)

    assert app.run(["mcp"]) == code
    assert said in capsys.readouterr().err
