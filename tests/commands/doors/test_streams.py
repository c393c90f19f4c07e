"""No format decides the exit code, and no pipe, locale or terminal breaks what is said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from mneme_cli.shelf import names
from tests.commands.ask import ADR, BAD, ORDER, RULE, environment, quick
from tests.commands.ask import process as mneme

FORMATS = names("mneme_cli.reports")


# No format decides


STATES = {
    "clean": ({}, 0),
    "blocked": ({ORDER: BAD}, 1),
    "broken": ({ORDER: BAD, "docs/decisions/b.yaml": "id: 12\n"}, 2),
    "torn": ({ORDER: "def f(:\n" + BAD}, 2),
    "advice": ({ORDER: BAD, ADR: RULE.replace("accepted", "deprecated")}, 1),
}


@pytest.mark.parametrize("state", STATES)
def test_exit_codes_never_depend_on_the_format(shop, state):
    texts, code = STATES[state]
    if state == "advice":
        shop.commit("advice", {ADR: texts[ADR]})
        code = 0
    shop.write(texts)
    told = mneme("check")
    assert (told.code, told.err) == (code, b"")
    for name in FORMATS:
        said = quick("check", "--format", name)
        assert said.code == code, (name, said)
        assert said.err == b""
        assert name != "text" or said.out == told.out
    assert quick("check", "--explain").code == code
    assert quick("check", "--strict").code == (1 if state == "advice" else code)


def test_several_outputs_at_once(shop, tmp_path):
    shop.write({ORDER: BAD})
    out = [f"{tmp_path}/v.json", f"{tmp_path}/v.sarif", f"{tmp_path}/v.txt"]
    said = mneme("check", *(word for path in out for word in ("--output", path)))
    assert said.code == 1
    with open(out[0], encoding="utf-8") as file:
        assert json.load(file)["outcome"] == "block"
    with open(out[2], encoding="utf-8") as file:
        assert file.read() == said.text
    said = mneme("check", "--output", f"{tmp_path}/none/v.json")
    assert (said.code, b"cannot be written" in said.err) == (2, True)


# Pipes, locales, colours


def test_the_same_bytes_under_every_locale(shop):
    shop.write({"src/shop/domain/n\u00f6n.py": BAD})
    first = mneme("check", "--format", "json")
    for env in (
        {"LC_ALL": "C"},
        {"LC_ALL": "C.UTF-8"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONUTF8": "0", "LC_ALL": "C"},
    ):
        assert mneme("check", "--format", "json", **env).out == first.out
        for name in ("text", "github"):
            said = mneme("check", "--format", name, **env)
            assert said.code == 1
            assert b"non.py" in said.out.replace(b"\\xf6", b"o").replace("\u00f6".encode(), b"o")


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
def test_errors_are_told_in_any_encoding(shop, env):
    for argv in (["check", "\u4fa1\u683c.py"], ["check", "\u4fa1\u683c.py", "--explain"], ["lint"], ["list"]):
        said = mneme(*argv, **env)
        assert said.code == (2 if "check" in argv else 0)


def test_colour_is_for_those_who_want_it(shop):
    shop.write({ORDER: BAD})
    assert b"\x1b[" not in mneme("check").out
    assert b"\x1b[" not in mneme("check", FORCE_COLOR="1", NO_COLOR="1").out
    assert b"\x1b[" in mneme("check", FORCE_COLOR="1").out
    assert b"\x1b[" not in mneme("check", "--format", "json", FORCE_COLOR="1").out
    assert b"\x1b[" in mneme("lint", FORCE_COLOR="1").out
    assert b"\x1b[" not in mneme("lint", FORCE_COLOR="1", NO_COLOR="1").out


@pytest.mark.parametrize("argv", [["check", "--all"], ["check", "--all", "--explain"], ["lint", "--json"], ["list"]])
def test_a_closed_pipe_is_no_failure(shop, argv):
    shop.write({f"src/shop/domain/many_{at}.py": BAD for at in range(300)})
    process = subprocess.Popen(
        [sys.executable, "-m", "mneme_cli", *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert told == b""
    assert process.wait(60) in (0, 1)


@pytest.fixture
def keys():
    """Whoever starts the tests in the background has SIGINT ignored, and every process inherits that."""
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, kept)


@pytest.mark.parametrize("argv", [["check", "--all"], ["lint"]])
def test_control_c_is_quiet(shop, keys, argv, tmp_path):
    """Git is asked by a script that never answers, so that there is time to press the keys."""
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "git").write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\nexec sleep 30\n")
    (fake / "git").chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "mneme_cli", *argv],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PATH=f"{fake}:{os.environ['PATH']}"),
        start_new_session=True,
    )
    with process:
        for _ in range(500):
            if (tmp_path / "asked").exists():
                break
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        said, told = process.communicate(timeout=20)
    assert b"Traceback" not in told
    assert b"report" not in told
    assert said == b""
    assert process.returncode == 130


def test_no_git_on_the_path(shop, tmp_path):
    said = mneme("check", PATH=str(tmp_path))
    assert said.code == 2
    assert "git cannot be started" in said.words
