"""The doors: plain and typer ask the same, no format decides, no pipe or locale breaks anything, a hook always exits 0."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.commands import check
from mneme_cli.commands.plain import read
from mneme_cli.shelf import names
from tests.commands.ask import ADR, BAD, HEAD, ORDER, RULE, environment, small_shop
from tests.commands.ask import process as mneme

FORMATS = names("mneme_cli.reports")


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one")
    return repo


# Both doors of `check`


def through_typer(argv, monkeypatch):
    """Return what the people's door asks the command, or the error it ends in."""
    from mneme_cli.cli import app

    asked = []
    monkeypatch.setattr(check, "check", lambda each, *_, **__: (asked.append(each), ("", 0))[1])
    code = app.run(["check", *argv])
    return asked[0] if asked else code


TABLE = [
    [],
    ["--staged"],
    ["--worktree"],
    ["--all"],
    ["--diff", "main"],
    ["--diff", "main..HEAD"],
    ["--diff", "main...HEAD"],
    ["--diff", "..HEAD"],
    ["--diff", "main.."],
    ["src/a.py"],
    ["src/a.py", "src/b"],
    ["--format", "json"],
    ["--staged", "--format", "sarif"],
    ["--all", "--strict"],
    ["--as-of", "2026-01-01", "--all"],
    ["--as-of", "2026-01-01", "src"],
    ["--strict", "a b.py", "--format", "github"],
    ["--format", "sarif", "--output", "a.sarif", "--format", "gitlab", "--output", "gl.json"],
    ["--output", "a.sarif", "src", "--output", "b.xml"],
    ["--output", "a.sarif", "--format", "github"],
    ["--format", "summary", "--output", "a b", "--format", "junit", "--all", "--output", "c"],
]


@pytest.mark.parametrize("argv", TABLE, ids=" ".join)
def test_both_doors_ask_the_same(argv, monkeypatch):
    mine = read(argv)
    assert mine is not None
    assert mine == through_typer(argv, monkeypatch)


WORDS = st.sampled_from(
    (
        *(
            "--staged",
            "--all",
            "--worktree",
            "--strict",
            "--diff",
            "--format",
            "--output",
            "--as-of",
            "--explain",
            "--stdin-path",
        ),
        *(
            "-f",
            "a.py",
            "src",
            "main",
            "main..HEAD",
            "json",
            "text",
            "2026-01-01",
            "",
            "-",
            "--",
            "--format=json",
            "-oa.xml",
            "a.sarif",
            "gitlab",
            "-x",
        ),
    )
)


@settings(max_examples=200, deadline=None)
@given(argv=st.lists(WORDS, max_size=5))
def test_whatever_the_plain_door_understands_typer_understands_alike(argv):
    mine = read(argv)
    if mine is not None:
        with pytest.MonkeyPatch.context() as patch:
            assert mine == through_typer(argv, patch)


@pytest.mark.parametrize("argv", [["--staged", "--all"], ["--staged", "a.py"], ["--all", "--diff", "x"]], ids=" ".join)
def test_what_excludes_each_other_is_refused(shop, argv):
    said = mneme("check", *argv)
    assert said.code == 2
    assert "exclude each other" in said.words


@pytest.mark.parametrize("argv", [["--nope"], ["--diff"], ["--format"], ["--format", "--all"]], ids=" ".join)
def test_usage_errors_are_2_and_teach(shop, argv):
    said = mneme("check", *argv)
    assert said.code == 2
    assert said.out == b""
    assert said.err


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (
            ["--format", "xml"],
            "there is no 'xml' in reports try: one of: github, gitlab, json, junit, markdown, rdjson, sarif, summary, text",
        ),
        (["--format", "_tally"], "there is no '_tally'"),
        (["--format", "../x"], "there is no '../x'"),
        (["--as-of", "soon"], "'soon' is not a"),
        (["--as-of", "2999-01-01"], "ahead"),
        (["--as-of", "2026-02-30"], "'2026-02-30' is not a"),
    ],
)
def test_wrong_values_are_refused_by_both_doors(shop, argv, words):
    for more in ([], ["--explain"]):  # the second goes through typer
        said = mneme("check", *argv, *more)
        assert said.code == 2
        assert words in said.words


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
    for name in FORMATS:
        said = mneme("check", "--format", name)
        assert said.code == code, (name, said)
        assert said.err == b""
    assert mneme("check", "--explain").code == code
    assert mneme("check", "--strict").code == (1 if state == "advice" else code)


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


@pytest.mark.parametrize("argv", [["check", "--all"], ["lint"]])
def test_control_c_is_quiet(shop, argv, tmp_path):
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


# Hooks


def payload(shop, text=BAD, path=ORDER, **more):
    tool = {"file_path": f"{shop.root}/{path}", "content": text}
    return json.dumps({"cwd": shop.root, "session_id": "s", "tool_name": "Write", "tool_input": tool, **more}).encode()


def hook(*argv, given, **env):
    said = mneme("hook", *argv, given=given, **env)
    assert said.code == 0, said
    if said.out:
        assert set(json.loads(said.out)) <= {"hookSpecificOutput", "systemMessage"}
    return said


def test_a_hook_denies_and_is_silent(shop):
    said = hook("claude", "pre-tool", given=payload(shop))
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


def test_a_huge_payload(shop):
    started = time.monotonic()
    said = hook("claude", "pre-tool", given=payload(shop, BAD + "x = 1\n" * 3_000_000))
    assert b'"deny"' in said.out
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("argv", [["nobody", "pre-tool"], ["../x", "pre-tool"], ["claude", "nonsense"], ["claude", ""]])
def test_an_unknown_harness_or_event(shop, argv):
    said = hook(*argv, given=payload(shop))
    assert b"hookSpecificOutput" not in said.out
    if argv[0] != "claude":
        assert b"there is no" in said.err


@pytest.mark.parametrize("argv", [[], ["claude"], ["claude", "pre-tool", "more"], ["--help"]])
def test_a_hook_called_wrongly_says_how_and_lets_the_agent_work(shop, argv):
    said = mneme("hook", *argv, given=b"{}")
    assert said.code in (0, 2)
    assert said.out + said.err


def test_a_folder_without_decisions_is_none_of_our_business(repo):
    repo.commit("one", {"a.py": "x = 1\n"})
    assert hook("claude", "pre-tool", given=payload(repo, path="a.py"))[:2] == (b"", b"")


def test_outside_every_repository(shop, tmp_path):
    event = {"cwd": "/", "tool_input": {"file_path": f"{tmp_path}/alone.py", "content": BAD}}
    assert hook("claude", "pre-tool", given=json.dumps(event).encode())[:2] == (b"", b"")


@pytest.fixture
def warm(shop):
    """A shop whose policy lies there, compiled."""
    hook("claude", "pre-tool", given=payload(shop))
    return shop


def policy(shop):
    return shop.path / ".git" / "mneme" / "policy"


@pytest.mark.parametrize("how", ["gone", "empty", "cut", "noise", "foreign"])
def test_a_policy_that_is_not_there_is_compiled_anew(warm, how):
    file = policy(warm)
    whole = file.read_bytes()
    texts = {
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "noise": os.urandom(4096),
        "foreign": b"mneme-policy/0" + whole[14:],
    }
    file.unlink() if how == "gone" else file.write_bytes(texts[how])
    assert b'"deny"' in hook("claude", "pre-tool", given=payload(warm)).out
    assert file.read_bytes() == whole
    file.unlink() if how == "gone" else file.write_bytes(texts[how])
    warm.write({ORDER: BAD})
    assert mneme("check").code == 1


def test_a_policy_corrupt_at_random_bytes(warm):
    """Every answer is one of three: denied, let through in silence where the rule is hit, or said; never a traceback."""
    file, chance = policy(warm), random.Random(7)
    whole = file.read_bytes()
    warm.write({ORDER: BAD})
    for _ in range(12):
        at = chance.randrange(len(whole))
        text = whole[:at] + bytes([chance.randrange(256)]) + whole[at + 1 :]
        file.write_bytes(text)
        hook("claude", "pre-tool", given=payload(warm))
        file.write_bytes(text)
        assert mneme("check").code == 1, (at, text[at - 20 : at + 20])


@pytest.mark.parametrize("text", [b"", b"\0" * 64, b"{}", b"[]", b'["a"]'])
def test_a_corrupt_layout_is_never_trusted(warm, text):
    file = warm.path / ".git" / "mneme" / "layout"
    file.write_bytes(text)
    assert b'"deny"' in hook("claude", "pre-tool", given=payload(warm)).out
    file.write_bytes(text)
    warm.write({ORDER: BAD})
    assert mneme("check").code == 1


REACHES = (
    HEAD + "rules:\n  r:\n    forbid:\n      reaches:\n        - shop.infra\n    in:\n      - src/shop/domain/**\n"
)


@pytest.mark.parametrize("noise", [b"", b"\0" * 100, b"mneme graph" + b"\xff" * 5000])
def test_a_corrupt_graph_is_built_anew(shop, noise):
    shop.commit("two", {ADR: REACHES, "src/shop/app.py": BAD})
    assert mneme("check", "--all").code == 0
    folder = shop.path / ".git" / "mneme"
    for name in ("graph", "graph.files", "facts.sqlite"):
        (folder / name).write_bytes(noise)
    text = "import shop.app\n"
    hook("claude", "pre-tool", given=payload(shop, text))
    shop.write({ORDER: text})
    said = mneme("check", "--format", "json")
    assert [each["path"] for each in said.page["findings"]] == [ORDER]


def read_only(shop):
    """Root writes everywhere, so the folder is a file: nothing can be stored below it."""
    shutil.rmtree(shop.path / ".git" / "mneme", ignore_errors=True)
    (shop.path / ".git" / "mneme").write_bytes(b"")


def test_a_git_folder_that_cannot_be_written(shop):
    read_only(shop)
    said = hook("claude", "pre-tool", given=payload(shop))
    assert b"mneme:" in said.err  # nothing can be kept, so nothing can be judged in time: said, not silent
    shop.write({ORDER: BAD})
    for asked in ([], ["--staged"], ["--all"]):
        shop.git("add", "-A")
        assert mneme("check", *asked).code == 1
    assert mneme("lint").code == 0


def test_mneme_cache(shop, tmp_path):
    cache = f"{tmp_path}/cache"
    read_only(shop)
    assert b'"deny"' in hook("claude", "pre-tool", given=payload(shop), MNEME_CACHE=cache).out
    assert os.listdir(cache)
    shop.write({ORDER: BAD})
    assert mneme("check", "--all", MNEME_CACHE=cache).code == 1
    assert (shop.path / ".git" / "mneme").is_file()
    hook("claude", "pre-tool", given=payload(shop), MNEME_CACHE="/dev/null/x")


def test_mneme_cache_holds_the_facts_too(shop, tmp_path):
    shop.write({f"src/shop/m{number}.py": "import os\n" for number in range(30)} | {ORDER: BAD})
    shop.commit("chain", {ADR: RULE.replace("imports:", "reaches:")})
    assert mneme("check", "--all", MNEME_CACHE=f"{tmp_path}/cache").code == 1
    assert list(tmp_path.glob("cache/*/facts.sqlite"))
    assert not (shop.path / ".git/mneme").exists()


def test_broken_decisions_are_said_and_the_rest_is_enforced(warm):
    warm.write({"docs/decisions/ADR-0002.yaml": "id: 0002\ntitle: x\n"})
    said = hook("claude", "pre-tool", given=payload(warm))
    assert b'"deny"' in said.out
    assert b"errors in decisions, first: docs/decisions/ADR-0002.yaml:1" in said.err
    assert b"mneme lint" in said.err
    said = hook("claude", "pre-tool", given=payload(warm, "import os\n"))
    assert said[:2] == (b"", b"")  # it was said once
    said = hook("claude", "pre-tool", given=payload(warm, "import os\n", session_id="another"))
    assert json.loads(said.out) == {"systemMessage": said.err.decode().strip()}
    assert b"errors in decisions" in said.err


def test_a_decision_that_breaks_takes_its_rule_along_and_says_so(warm):
    warm.write({ADR: RULE.replace("forbid", "forbit")})
    said = hook("claude", "pre-tool", given=payload(warm))
    assert b'"permissionDecision":"ask"' in said.out  # the base still has the rule
    assert b"errors in decisions" in said.err or b"error in decisions" in said.err


def test_a_policy_that_cannot_be_compiled_in_time_is_said(warm, monkeypatch):
    """The old policy judges, and somebody hears of it."""
    from mneme_cli.pipeline import compiled

    warm.write({ADR: RULE + "    say: Ask the port.\n"})
    monkeypatch.setattr(compiled, "_COMPILE", "import time; time.sleep(20)")
    from mneme_cli.commands import hook as door

    monkeypatch.setattr(door, "DEADLINE", 1.5)
    started = time.monotonic()
    out, err, _ = door.respond(["claude", "pre-tool"], lambda: payload(warm))
    assert '"deny"' in out
    assert "could not be compiled in time" in err
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(("policy_says", "denied"), [("allow", False), ("deny", True)])
def test_our_own_failure_is_said_and_the_policy_decides(shop, monkeypatch, policy_says, denied):
    shop.commit("two", {"mneme.yaml": f"source_roots:\n  - src\non_hook_failure: {policy_says}\n"})
    hook("claude", "pre-tool", given=payload(shop))
    from mneme_cli.commands import hook as door
    from mneme_cli.evidence import imports

    monkeypatch.setattr(imports, "parser", lambda _language: 1 / 0)
    out, err, _ = door.respond(["claude", "pre-tool"], lambda: payload(shop))
    assert ('"deny"' in out) is denied
    assert "this edit was not judged (ZeroDivisionError" in err


def test_a_deadline_in_the_middle_is_said(warm, monkeypatch):
    from mneme_cli.commands import hook as door

    monkeypatch.setattr(door, "DEADLINE", -1.0)
    out, err, _ = door.respond(["claude", "pre-tool"], lambda: payload(warm))
    assert json.loads(out) == {"systemMessage": err.strip()}
    assert "mneme check" in err


def test_a_hook_reads_the_file_as_it_would_be(warm):
    warm.write({ORDER: b"import os\r\nx = 1\r\n"})
    tool = {"file_path": f"{warm.root}/{ORDER}", "old_string": "import os\n", "new_string": BAD}
    said = hook("claude", "pre-tool", given=json.dumps({"cwd": warm.root, "tool_input": tool}).encode())
    assert b'"deny"' in said.out
    tool["file_path"] = "order.py"
    event = {"cwd": f"{warm.root}/src/shop/domain", "tool_input": tool}
    assert b'"deny"' in hook("claude", "pre-tool", given=json.dumps(event).encode()).out
