"""No decision, no rule in force, no configuration: none is silently green."""

from __future__ import annotations

import pytest

from tests.commands.ask import ADR, BAD, ORDER, RULE, mneme
from tests.commands.repositories.conftest import blocked

NOT_JUDGED = "but nothing was judged"


@pytest.mark.parametrize("asked", [["check"], ["check", "--all"], ["check", "--staged"], ["lint"]])
def test_no_decision_at_all_is_never_green(repo, asked):
    """Nobody asked for anything: most likely the wrong folder, and a gate must not pass by that."""
    repo.commit("one", {"src/a.py": "import os\n"})
    said = mneme(*asked)
    assert said.code == 2
    assert "there is no decision in docs/decisions" in said.words
    assert "mneme init" in said.words


def test_an_empty_repository_is_never_green(repo):
    for asked in ([], ["--all"], ["--staged"]):
        assert mneme("check", *asked).code == 2


def test_decisions_without_a_rule_in_force_are_said_aloud(shop):
    shop.commit("two", {ADR: RULE.replace("accepted", "proposed"), ORDER: BAD})
    for asked in ([], ["--all"]):
        said = mneme("check", *asked)
        assert said.code == 0
        assert NOT_JUDGED in said.words
        assert "No rule is in force here" in said.words
    assert mneme("check", "--all", "--format", "json").page["counts"]["rules"] == 0


def test_whoever_changed_nothing_is_told_how_to_judge_everything(shop):
    """On the base branch itself a first look finds nothing changed, and would be taken for a clean repository."""
    said = mneme("check")
    assert NOT_JUDGED in said.words
    assert "`mneme check --all` judges every file" in said.words
    assert "judges every file" not in mneme("check", "--all").words


def test_no_mneme_yaml_is_all_defaults(shop):
    shop.remove("mneme.yaml").commit("two")
    assert mneme("check", "--all").code == 0
    shop.write({ORDER: BAD})
    blocked(mneme("check"))
