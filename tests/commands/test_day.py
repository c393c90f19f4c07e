"""Days that are yet to come, folders without git, and how many rules are counted: what was silent is said."""

from __future__ import annotations

import os

from tests.commands.ask import mneme, process, small_shop

ADR = "docs/decisions/ADR-0002.yaml"
RULE = """\
id: ADR-0002
title: No print
status: accepted
date: 2099-05-01
rules:
  no-print:
    forbid:
      calls: [print]
    say: Log.
"""


def test_a_day_ahead_is_refused_with_the_command_that_looks_ahead(repo):
    small_shop(repo).commit("one")
    said = process("check", "--as-of", "2099-03-01")
    assert said.code == 2
    assert "mneme lint --as-of 2099-03-01 looks ahead" in said.words
    assert process("lint", "--as-of", "2099-03-01").code == 0


def test_what_was_decided_on_a_day_to_come_is_said_until_then(repo):
    small_shop(repo).commit("one")
    repo.write({ADR: RULE})
    said = mneme("lint")
    assert said.code == 0
    assert "WARNING W-DATES docs/decisions/ADR-0002.yaml:4:7 ADR-0002 is dated 2099-05-01" in said.words
    assert "W-DATES" not in process("lint", "--as-of", "2099-05-01").words
    repo.write({ADR: RULE.replace("2099-05-01", "2026-03-01\neffective: 2099-05-01")})
    assert "W-DATES" not in mneme("lint").words


def test_the_count_says_what_it_leaves_out(repo):
    small_shop(repo).commit("one")
    repo.write({ADR: RULE.replace("2099-05-01", "2026-03-01")})
    assert mneme("lint").words.strip().endswith("rules in force")
    repo.write({ADR: RULE.replace("2099-05-01", "2026-03-01").replace("calls: [print]", "max: 3")})
    assert mneme("lint").words.strip().endswith("in force, those with an error not counted")


def test_outside_git_it_says_so_and_names_no_file_that_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    said = mneme("check")
    assert said.code == 2
    assert "N-GIT" in said.words
    assert "this folder is in no git repository" in said.words
    assert "there is no decision in docs/decisions" in said.words
    assert "mneme.yaml:1" not in said.words
    assert "N-GIT" not in mneme("check", "--all").words
    assert os.listdir(tmp_path) == []
