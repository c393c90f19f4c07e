"""Which door opens: a hook, a plain check, the version, or typer for everything else."""

import io
import json
import sys

import pytest

from mneme_cli import VERSION, main


class Left(Exception):
    """The process would have ended here, without tearing anything down."""


@pytest.fixture
def typed(monkeypatch, capsys):
    """Call the door with these words; return the exit code, and what it wrote to both streams."""

    def leave(code):
        raise Left(code)

    monkeypatch.setattr("os._exit", leave)
    monkeypatch.setattr("posix._exit", leave)
    monkeypatch.setattr("gc.disable", lambda: None)

    def door(*argv, given=b""):
        monkeypatch.setattr(sys, "argv", ["mneme", *argv])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises((Left, SystemExit)) as left:
            main.main()
        said = capsys.readouterr()
        return left.type, left.value.args[0], said.out, said.err

    return door


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_needs_no_typer(typed, flag):
    assert typed(flag) == (Left, 0, f"mneme {VERSION}\n", "")


def test_a_plain_check_ends_the_process_itself(typed, repo):
    repo.commit("one", {"a.py": "x = 1\n"})

    kind, code, out, err = typed("check", "--all", "--format", "json")

    assert (kind, code, err) == (Left, 2, "")
    assert json.loads(out)["outcome"] == "allow"


def test_a_plain_check_that_cannot_be_asked_says_so(typed, repo):
    repo.commit("one", {"a.py": "x = 1\n"})

    kind, code, out, err = typed("check", "--as-of", "yesterday")

    assert (kind, code, out) == (Left, 2, "")
    assert err.startswith("mneme: 'yesterday' is not a calendar day\n  try: write YYYY-MM-DD")


def test_what_the_plain_door_does_not_know_goes_to_typer(typed):
    kind, code, out, _ = typed("check", "--help")

    assert (kind, code) == (SystemExit, 0)
    assert "--approved-by" in out


def test_everything_else_goes_to_typer(typed):
    kind, code, _, err = typed("lsit")

    assert (kind, code) == (SystemExit, 2)
    assert "list" in err


def test_a_hook_ends_with_0_whatever_it_says(typed, repo):
    rule = "id: A-1\ntitle: A\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n    forbid:\n      calls: [eval]\n"
    repo.commit("one", {"a.py": "x = 1\n", "docs/decisions/A-1.yaml": rule})
    payload = {"cwd": repo.root, "tool_input": {"file_path": "a.py", "content": "eval('1')\n"}}

    kind, code, out, err = typed("hook", "claude", "pre-tool", given=json.dumps(payload).encode())

    assert (kind, code, err) == (Left, 0, "")
    assert json.loads(out)["hookSpecificOutput"]["permissionDecision"] == "deny"


def test_a_hook_says_on_stderr_what_people_should_know(typed):
    kind, code, out, err = typed("hook", "claude", "pre-tool", given=b"[]")

    assert (kind, code) == (Left, 0)
    assert json.loads(out) == {"systemMessage": err.strip()}
    assert err == "mneme: this edit was not judged (no JSON object); run `mneme check`\n"


def test_a_reader_that_has_left_is_no_failure(monkeypatch):
    class Closed:
        encoding = "utf-8"

        def write(self, text):
            raise BrokenPipeError

    left = []
    monkeypatch.setattr(sys, "stdout", Closed())
    monkeypatch.setattr("os._exit", left.append)

    main._end("much", 1)

    assert left == [1]
