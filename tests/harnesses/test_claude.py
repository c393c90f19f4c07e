"""Payloads as the client really sent them (2.1.328), and the answers it understands."""

import json
from pathlib import Path

import pytest

from mneme_cli.harnesses import take
from mneme_cli.model.event import Edit, Event, Reply, Said

HERE = Path(__file__).parent / "claude"
CLAUDE = take("claude")
PRE = Event(harness="claude", moment="pre-tool", cwd="/project", native="PreToolUse")


def recorded(name):
    return json.loads((HERE / f"{name}.json").read_text())


def test_a_write_is_the_whole_file():
    event = CLAUDE.read(recorded("write"), "pre-tool")

    assert event.edits == (Edit(path="/project/shop/order.py", how="whole", text="import sqlite3\nx = 1\n"),)
    assert (event.harness, event.moment, event.cwd) == ("claude", "pre-tool", "/project")
    assert event.session == "102d6f29-1223-49ac-8f08-82ef1d0c8161"


def test_an_edit_is_a_replacement():
    event = CLAUDE.read(recorded("edit"), "pre-tool")

    assert event.edits == (Edit(path="/project/shop/cart.py", how="replace", text="a = 3", old="a = 1", every=False),)


def test_several_edits_keep_their_order():
    payload = recorded("edit")
    payload["tool_input"] = {
        "file_path": "a.py",
        "edits": [
            {"old_string": "a", "new_string": "b", "replace_all": True},
            {"old_string": "c", "new_string": ""},
            7,
        ],
    }

    assert CLAUDE.read(payload, "pre-tool").edits == (
        Edit(path="a.py", how="replace", text="b", old="a", every=True),
        Edit(path="a.py", how="replace", text="", old="c"),
    )


@pytest.mark.parametrize("name", ["agent", "read"])
def test_a_tool_that_writes_nothing_is_of_no_interest(name):
    assert CLAUDE.read(recorded(name), "pre-tool") is None


def test_a_command_is_an_edit_that_has_to_be_looked_into():
    event = CLAUDE.read(recorded("bash"), "pre-tool")

    assert event.edits == (Edit(path="", how="shell", text="cat > shop/order.py <<'EOF'\nx\nEOF\n"),)


def test_a_cell_of_a_notebook():
    event = CLAUDE.read(recorded("notebookedit"), "pre-tool")

    assert event.edits == (
        Edit(path="/project/n.ipynb", how="cell", text="print(2)", old="c1", mode="replace", kind="code"),
    )


def test_the_payload_says_which_moment_it_is():
    event = CLAUDE.read(recorded("stop"), "pre-tool")

    assert (event.moment, event.native, event.again, event.edits) == ("stop", "Stop", False, ())


@pytest.mark.parametrize(
    "payload", [None, [], "x", {}, {"tool_input": 3}, {"tool_input": {"file_path": 3, "content": ""}}]
)
def test_a_payload_of_another_shape_is_of_no_interest(payload):
    assert CLAUDE.read(payload, "pre-tool") is None


def test_what_a_tool_wrote_is_read_as_what_it_would_write():
    event = CLAUDE.read(recorded("after-write"), "pre-tool")

    assert (event.moment, event.edits) == (
        "post-tool",
        (Edit(path="/project/shop/cart.py", how="whole", text="a = 1\nb = 2\n"),),
    )


def test_fields_of_another_type_are_left_empty():
    event = CLAUDE.read({**recorded("write"), "cwd": 3, "session_id": None}, "pre-tool")

    assert (event.cwd, event.session) == ("", "")


@pytest.mark.parametrize(("outcome", "decision"), [("block", "deny"), ("ask", "ask")])
def test_an_objection_is_json_with_the_reason(outcome, decision):
    said = json.loads(CLAUDE.answer(PRE, Reply(outcome, reason='no "ORM"\n→ use a port')).out)

    assert said == {
        "hookSpecificOutput": {
            "hookEventName": "PreToolUse",
            "permissionDecision": decision,
            "permissionDecisionReason": 'no "ORM"\n→ use a port',
        }
    }


def test_a_warning_is_context_and_no_objection_is_silence():
    said = json.loads(CLAUDE.answer(PRE, Reply("warn", context="soon")).out)["hookSpecificOutput"]

    assert said == {"hookEventName": "PreToolUse", "additionalContext": "soon"}
    assert CLAUDE.answer(PRE, Reply()) == CLAUDE.answer(PRE, Reply("warn")) == Said()
