"""Options that several commands have read the same in all of them, and one that there is not is answered with those there are."""

import json
import os
import pty
import sys

import pytest

from mneme_cli.cli.app import run
from tests.commands.ask import BAD, ORDER, mneme, process, small_shop


@pytest.fixture
def shop(repo):
    small_shop(repo)
    repo.commit("shop")
    return repo


@pytest.mark.parametrize(
    "words",
    [
        ("lint",),
        ("list",),
        ("show", "ADR-0001"),
        ("why", "ADR-0001#no-infra"),
        ("may", "src/shop/domain/order.py", "shop.infra"),
        ("rules",),
        ("rules", "forbid"),
        ("baseline",),
    ],
)
def test_what_is_read_is_asked_for_as_json_in_both_ways(shop, words):
    asked = mneme(*words, "--json", cwd=shop.root)
    assert json.loads(asked.out)
    assert mneme(*words, "--format", "json", cwd=shop.root) == asked
    assert mneme(*words, "--format", "text", cwd=shop.root) == mneme(*words, cwd=shop.root)
    wrong = mneme(*words, "--format", "yaml", cwd=shop.root)
    assert (wrong.code, wrong.words) == (2, "mneme: 'yaml' is no format try: one of: text, json")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lint", "--fromat", "json"), "mneme lint has no option --fromat try: did you mean --format? It has --as-of,"),
        (("renumber", "--format", "json", "x"), "mneme renumber has no option --format try: it has --as-of, --json"),
        (("check", "--stagd"), "did you mean --staged? It has --all, --approved-by, --as-of, --diff, --explain,"),
    ],
)
def test_an_option_that_there_is_not_is_answered_with_those_there_are(shop, words, said):
    wrong = mneme(*words, cwd=shop.root)
    assert wrong.code == 2
    assert said in wrong.words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--output", "r.pdf"), "a report is html or json, and r.pdf is called neither"),
        (("--output", "report"), "a report is html or json, and report is called neither"),
        (("--output", "r.json", "--format", "html"), "r.json is called json"),
        (("--format", "pdf"), "'pdf' is no format"),
    ],
)
def test_a_report_goes_into_no_file_that_is_called_as_something_else(shop, words, said):
    wrong = mneme("report", *words, cwd=shop.root)
    assert (wrong.code, said in wrong.words) == (2, True)
    assert not any((shop.path / name).exists() for name in ("r.pdf", "r.json", "report"))


def test_a_report_goes_where_it_is_sent(shop):
    assert mneme("report", "--output", "r.htm", cwd=shop.root).code == 0
    assert mneme("report", "--output", "r.txt", "--format", "json", cwd=shop.root).code == 0
    assert shop.read("r.htm").startswith(b"<!doctype html>")
    assert json.loads(shop.read("r.txt"))
    assert mneme("report", cwd=shop.root).out.startswith(b"<!doctype html>")


def test_a_page_does_not_fill_a_terminal(shop, monkeypatch, capsys):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as stream, os.fdopen(ours):
        monkeypatch.chdir(shop.root)
        monkeypatch.setattr(sys, "stdout", stream)
        assert run(["report"]) == 2
    assert "mneme report --output report.html" in capsys.readouterr().err


def test_a_rule_without_a_reason_is_given_none(shop):
    shop.write({"src/shop/domain/order.py": "import shop.infra.db\n"})
    said = process("check", "--all", "--format", "github", cwd=shop.root).text
    assert "ADR-0001#no-infra The domain knows no infrastructure" in said
    assert "why: " not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("check", "--stdin-path", ""),
            "--stdin-path is given an empty word try: write --stdin-path PATH, or leave it",
        ),
        (("check", "--diff", ""), "--diff is given an empty word try: write --diff BASE[..HEAD], or leave it out"),
        (("check", "--diff="), "--diff is given an empty word"),
        (("check", "--as-of", ""), "--as-of is given an empty word"),
        (("check", "--all", "--shard", ""), "--shard is given an empty word"),
        (("check", "--approved-by", "ana", "--approved-by", ""), "--approved-by is given an empty word"),
        (("check", "--format", ""), "--format is given an empty word"),
        (("check", ""), "PATHS is given an empty word try: write PATHS, or leave it out"),
        (("check", ORDER, ""), "PATHS is given an empty word"),
        (("policy-diff", ""), "BASE..HEAD is given an empty word"),
        (("ci", "--base", ""), "--base is given an empty word"),
        (("lint", "--as-of", ""), "--as-of is given an empty word"),
        (("may", "src/shop/domain/order.py", ""), "TO is given an empty word try: write TO; is a variable not set?"),
        (
            ("waive", "ADR-0001", "--in", "src", "--until", "2099-01-01", "--by", "ana", "--because", ""),
            "--because is given an empty word try: write --because WHY; is a variable not set?",
        ),
        (("-C", "", "check"), "--root is given an empty word try: write --root DIR, or leave it out"),
    ],
)
def test_an_empty_word_is_a_variable_that_is_not_set_and_asks_nothing(shop, words, said):
    wrong = mneme(*words, cwd=shop.root, given=BAD.encode())
    assert wrong.code == 2
    assert said in wrong.words
    assert not wrong.out


@pytest.mark.parametrize("path", ["src/shop", "src/shop/", ".", "src/shop/new/"])
def test_standard_input_is_the_text_of_a_file_and_of_no_folder(shop, path):
    wrong = mneme("check", "--stdin-path", path, cwd=shop.root, given=BAD.encode())
    assert wrong.code == 2
    assert "is a folder, and standard input is the text of one file" in wrong.words
    assert "try: --stdin-path " in wrong.words
