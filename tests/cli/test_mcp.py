"""`mneme mcp` as a client starts it: the official client, a process of its own, a scratch repository."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from mneme_cli import VERSION
from mneme_cli.cli import app
from tests.cli.shared_agent import process
from tests.commands.ask import ADR, BAD, DAY, ORDER, RULE, environment, small_shop
from tests.commands.ask import process as mneme

TOOLS = ["packet", "may", "check_edit", "why", "search"]
URI = "mneme://decision/ADR-0001"


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("a shop")
    return repo


def started():
    """Start a server whose streams are ours, and shake hands as clients of 2025 do."""
    argv = [sys.executable, "-m", "mneme_cli", "mcp"]
    pipe = subprocess.PIPE
    server = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe, env=environment())
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    first = sent(server, 0, "initialize", about)
    server.stdin.write(b'{"jsonrpc":"2.0","method":"notifications/initialized"}\n')
    return server, first


def sent(server, number, method, params):
    message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
    server.stdin.write(json.dumps(message).encode() + b"\n")
    server.stdin.flush()
    return server.stdout.readline()


def test_it_introduces_itself_and_lists_tools_with_strict_schemas(shop):
    async def talk(agent):
        one = agent.client
        tools, templates = (await one.list_tools()).tools, await one.list_resource_templates()
        return one.server_info, one.instructions, tools, templates

    ((server, about, tools, templates),) = process(talk)

    assert (server.name, server.version) == ("mneme", VERSION)
    assert "Asking enforces nothing" in about
    assert [tool.name for tool in tools] == TOOLS
    assert [one.uri_template for one in templates.resource_templates] == ["mneme://decision/{id}"]
    for tool in tools:
        Draft202012Validator.check_schema(tool.input_schema)
        assert tool.input_schema["additionalProperties"] is False
        assert all(each["type"] and each["description"] for each in tool.input_schema["properties"].values())
        assert tool.description.startswith("Call ")
        assert len(tool.description) < 350
        assert tool.annotations.read_only_hint
        assert tool.annotations.open_world_hint is False


def test_each_answer_is_the_json_of_the_command_and_its_words(shop, typed):
    async def talk(agent):
        return {
            ("may", ORDER, "shop.infra", "--json"): await agent.may(ORDER, "shop.infra"),
            ("may", ORDER, "json", "--json"): await agent.may(ORDER, "json"),
            ("why", ORDER, "--json"): await agent.call("why", what=ORDER),
            ("why", "ADR-0001#no-infra", "--json"): await agent.call("why", what="ADR-0001#no-infra"),
            ("packet", "--format", "json"): await agent.call("packet"),
            ("packet", "src/shop/domain", "--budget", "300", "--format", "json"): await agent.call(
                "packet", paths=["src/shop/domain"], budget=300
            ),
        }

    (answers,) = process(talk)

    for argv, heard in answers.items():
        assert heard.data == json.loads(typed(*argv)), argv
        assert heard.text == typed(*_plain(argv)), argv
        assert not heard.failed


def _plain(argv):
    return argv[:-1] if argv[-1] == "--json" else (*argv[:-1], "markdown")


@pytest.fixture
def typed(capsys, monkeypatch):
    """Run a command in this process, as wide as answers are."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("MNEME_AS_OF", DAY)

    def run(*argv):
        assert app.run(argv) in (0, 1)
        return capsys.readouterr().out

    return run


def test_a_decision_is_read_as_show_writes_it_and_all_are_listed(shop, typed):
    async def talk(agent):
        return [await agent.read(URI), await agent.read("mneme://decision/1"), await agent.listed()]

    ((page, same, listed),) = process(talk)

    assert page == same == typed("show", "ADR-0001")
    assert [(each.uri, each.name, each.title, each.description) for each in listed] == [
        (URI, "ADR-0001", "The domain knows no infrastructure", f"in-force, {ADR}")
    ]


def test_a_policy_that_is_edited_between_two_questions_is_seen(shop):
    async def ask(agent):
        edit = await agent.call("check_edit", path=ORDER, content=BAD)
        allowed = await agent.may(ORDER, "shop.infra")
        return edit.data["outcome"], allowed.data["answer"], [each.uri for each in await agent.listed()]

    async def loosen(agent):
        shop.write({ADR: RULE.replace("shop.infra", "shop.web")})
        shop.commit("another rule")

    async def add(agent):
        shop.write({"docs/decisions/ADR-0002.yaml": RULE.replace("ADR-0001", "ADR-0002")})
        shop.commit("and again")

    first, _, second, _, third = process(ask, loosen, ask, add, ask)

    assert first == ("block", "no", [URI])
    assert second == ("allow", "yes", [URI])
    assert third == ("block", "no", [URI, "mneme://decision/ADR-0002"])


def test_an_invalid_policy_is_named_with_file_and_line_until_it_is_mended(shop):
    async def ask(agent):
        return [
            await agent.may(ORDER, "shop.infra"),
            await agent.call("why", what=ORDER),
            await agent.call("packet"),
            await agent.call("search", words="infrastructure"),
        ], await agent.call("check_edit", path=ORDER, content=BAD)

    async def spoil(agent):
        shop.write({"docs/decisions/ADR-0002.yaml": "id: ADR-0002\ntitle: Half\nstatus: acepted\ndate: 2026-01-01\n"})

    async def mend(agent):
        shop.remove("docs/decisions/ADR-0002.yaml")

    _, (answers, edit), _, (mended, _) = process(spoil, ask, mend, ask)

    for heard in answers:
        assert heard.failed
        assert heard.text.startswith("The decisions have errors; until they are mended, this may not be all:\nE-")
        assert "docs/decisions/ADR-0002.yaml:3 " in heard.text
        (problem,) = heard.data["problems"]
        assert (problem["path"], problem["line"]) == ("docs/decisions/ADR-0002.yaml", 3)
    assert answers[0].data["answer"] == "cannot tell"
    assert edit.data["outcome"] == "block"
    assert "ADR-0002.yaml:3" in edit.data["told"]
    assert [heard.failed for heard in mended] == [False] * 4
    assert all("problems" not in heard.data for heard in mended)


def test_paths_are_seen_from_the_root_wherever_the_client_starts_it(shop):
    async def talk(agent):
        return [await agent.may(ORDER, "shop.infra"), await agent.call("check_edit", path=ORDER, content=BAD)]

    ((allowed, edit),) = process(talk, cwd=str(shop.path / "src" / "shop"))

    assert (allowed.data["answer"], edit.data["outcome"]) == ("no", "block")


def test_many_questions_at_once_get_their_own_answers(shop):
    targets = ["shop.infra", "json", "shop.infra.db", "os"] * 3

    async def talk(agent):
        return await asyncio.gather(*(agent.may(ORDER, target) for target in targets))

    (answers,) = process(talk, mode="legacy")

    assert [each.data["asked"]["to"] for each in answers] == targets
    assert [each.data["answer"] for each in answers] == ["no", "yes"] * 6


def test_standard_output_carries_the_protocol_alone_and_the_same_bytes_twice(shop):
    server, first = started()
    calls = [
        ("tools/call", {"name": "may", "arguments": {"from": ORDER, "to": "shop.infra"}}),
        ("tools/call", {"name": "check_edit", "arguments": {"path": ORDER, "content": BAD}}),
        ("tools/call", {"name": "why", "arguments": {"what": ORDER}}),
        ("tools/call", {"name": "packet", "arguments": {}}),
        ("tools/call", {"name": "search", "arguments": {"words": "domain infrastructure"}}),
        ("tools/call", {"name": "why", "arguments": {"what": "nowhere.py:"}}),
        ("tools/list", {}),
        ("resources/list", {}),
        ("resources/read", {"uri": URI}),
    ]
    once, again = ([sent(server, 7, *call) for call in calls] for _ in range(2))
    rest, errors = server.communicate(timeout=60)

    assert once == again
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in [first, *once])
    assert os.fsencode(shop.root) not in b"".join([first, *once])
    assert (server.returncode, rest, errors) == (0, b"", b"")


def test_whoever_presses_ctrl_c_need_not_wait_for_the_client(shop):
    server, _ = started()
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=60)

    assert (server.returncode, errors) == (-signal.SIGINT, b"")


@pytest.mark.parametrize("lacking", ["mcp", "mcp.types", "anyio"])
def test_without_the_extra_it_says_which_command_installs_it(shop, lacking):
    code = f"import sys; sys.modules[{lacking!r}] = None; from mneme_cli.cli.app import run; sys.exit(run(['mcp']))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, stdin=subprocess.DEVNULL, check=False
    )

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"an extra that is not installed" in done.stderr
    assert b'try: pip install "mneme-cli[mcp] @ git+<URL of mneme>@<tag>"' in done.stderr
    assert b"Traceback" not in done.stderr


def test_nothing_to_serve_is_said_and_not_served(repo, tmp_path):
    said = mneme("mcp", cwd=str(repo.path / ".git"))

    assert said.code == 2
    assert "no work tree to judge" in said.words
