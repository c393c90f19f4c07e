"""Both doors of `check`: plain and typer ask the same and refuse the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.commands import check
from mneme_cli.commands.plain import read
from tests.commands.ask import process as mneme

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
