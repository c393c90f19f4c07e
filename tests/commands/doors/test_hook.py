"""A hook always exits 0: whatever it is handed, it denies, is silent, or says why it did not judge."""

from __future__ import annotations

import json
import time

import pytest

from tests.commands.ask import BAD, ORDER
from tests.commands.ask import process as mneme
from tests.commands.doors.hooked import PATIENT, hook, payload


def test_a_hook_denies_and_is_silent(shop):
    said = hook("claude", "pre-tool", given=payload(shop), **PATIENT)
    assert b'"deny"' in said.out
    assert said.err == b""
    assert hook("claude", "pre-tool", given=payload(shop, "import os\n"))[:2] == (b"", b"")
    assert hook("claude", "pre-tool", given=payload(shop, path="src/shop/infra/x.py"))[:2] == (b"", b"")


MALFORMED = {
    "empty": b"",
    "blank": b" \n",
    "half": b'{"tool_input": {"file_path"',
    "list": b"[]",
    "null": b"null",
    "number": b"12",
    "text": b"hello",
    "no utf-8": b'{"cwd": "\xff\xfe", "tool_input": {"file_path": "/x", "content": "a"}}',
    "utf-16": '{"cwd": "/"}'.encode("utf-16"),
    "bom": b"\xef\xbb\xbf{}",
    "nul": b"\0\0\0",
    "deep": b"[" * 200_000,
    "types": b'{"cwd": 1, "session_id": [], "tool_input": {"file_path": {}, "content": 3, "edits": 7}}',
    "edits": b'{"tool_input": {"file_path": "a.py", "edits": [1, null, {"new_string": 3, "old_string": null}]}}',
    "nul path": b'{"cwd": "/", "tool_input": {"file_path": "/a\\u0000b.py", "content": "import shop.infra"}}',
    "lone surrogate": b'{"cwd": "/", "tool_input": {"file_path": "/\\ud800.py", "content": "\\ud800"}}',
    "long path": b'{"cwd": "/", "tool_input": {"file_path": "/' + b"a/" * 50_000 + b'x.py", "content": "a"}}',
    "no path": b'{"cwd": "/", "tool_input": {"file_path": "", "content": "a"}}',
    "root": b'{"cwd": "/", "tool_input": {"file_path": "/", "content": "a"}}',
    "dots": b'{"cwd": "/", "tool_input": {"file_path": "../../..", "content": "a"}}',
    "two": b"{}{}",
    "nan": b'{"cwd": NaN}',
    "huge number": b'{"cwd": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_event_is_said_and_lets_the_agent_work(shop, name):
    said = hook("claude", "pre-tool", given=MALFORMED[name])
    assert b"hookSpecificOutput" not in said.out
    if name in ("empty", "blank", "half", "text", "nul", "deep", "utf-16", "two"):
        assert b"this edit was not judged (" in said.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty", b"(the event is empty)"),
        ("blank", b"(the event is empty)"),
        ("deep", b"(something in it nests too deep to be read)"),
    ],
)
def test_what_is_malformed_is_said_in_words_of_ours(shop, name, words):
    assert words in hook("claude", "pre-tool", given=MALFORMED[name]).err


def test_a_huge_payload(warm):
    started = time.monotonic()
    said = hook("claude", "pre-tool", given=payload(warm, BAD + "x = 1\n" * 3_000_000))
    assert b'"deny"' in said.out
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("argv", [["nobody", "pre-tool"], ["../x", "pre-tool"], ["claude", "nonsense"], ["claude", ""]])
def test_an_unknown_harness_or_event(warm, argv):
    said = hook(*argv, given=payload(warm))
    assert b"hookSpecificOutput" not in said.out
    if argv[0] != "claude":
        assert b"there is no" in said.err


@pytest.mark.parametrize("argv", [[], ["claude"], ["claude", "pre-tool", "more"], ["claude", "pre-tool", "--old"]])
def test_a_hook_called_wrongly_says_how_and_lets_the_agent_work(shop, argv):
    said = mneme("hook", *argv, given=b"{}")
    assert (said.code, said.out) == (0, b"")
    assert f"not '{' '.join(argv)}'\nusage: mneme hook AGENT MOMENT".encode() in said.err


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["claude", "--help"], ["claude", "pre-tool", "--help"]])
def test_a_hook_tells_its_usage(shop, argv):
    said = mneme("hook", *argv)
    assert (said.code, said.err, said.out[:29]) == (0, b"", b"usage: mneme hook AGENT MOMEN")
    assert b"pre-tool" in said.out


def test_a_folder_without_decisions_is_none_of_our_business(repo):
    repo.commit("one", {"a.py": "x = 1\n"})
    assert hook("claude", "pre-tool", given=payload(repo, path="a.py"))[:2] == (b"", b"")


def test_outside_every_repository(shop, tmp_path):
    event = {"cwd": "/", "tool_input": {"file_path": f"{tmp_path}/alone.py", "content": BAD}}
    assert hook("claude", "pre-tool", given=json.dumps(event).encode())[:2] == (b"", b"")


def test_a_hook_reads_the_file_as_it_would_be(warm):
    warm.write({ORDER: b"import os\r\nx = 1\r\n"})
    tool = {"file_path": f"{warm.root}/{ORDER}", "old_string": "import os\n", "new_string": BAD}
    said = hook("claude", "pre-tool", given=json.dumps({"cwd": warm.root, "tool_input": tool}).encode())
    assert b'"deny"' in said.out
    tool["file_path"] = "order.py"
    event = {"cwd": f"{warm.root}/src/shop/domain", "tool_input": tool}
    assert b'"deny"' in hook("claude", "pre-tool", given=json.dumps(event).encode()).out
