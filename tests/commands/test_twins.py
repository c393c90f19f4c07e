"""Two files with one number, as git merges them clean: people read the id as it is written and the file, nothing else."""

from __future__ import annotations

import pytest

from tests.commands.ask import ADR, BAD, ORDER, RULE, mneme, process, small_shop

OTHER = "docs/decisions/ADR-0001-other.yaml"
TWIN = RULE.replace("shop.infra", "json")
WAIVE = ("--in", "src/**", "--until", "2027-01-01", "--by", "ana", "--because", "BILL-812")


@pytest.fixture
def twins(repo):
    small_shop(repo).commit("one")
    repo.write({OTHER: TWIN, ORDER: "import json\n" + BAD})
    return repo


def test_people_see_the_id_as_written_and_the_file(twins):
    said = mneme("check").words
    assert f"ADR-0001#no-infra ({OTHER})" in said
    assert f"ADR-0001#no-infra ({ADR})" in said
    assert "@" not in said
    assert f"mneme renumber {OTHER}" in said
    assert "mneme waive" not in said


def test_nothing_false_is_said(twins):
    """The rule of before is still there, under the same number in the same file: nobody removed or weakened it."""
    page = mneme("check", "--format", "json").page
    assert [(each["line"], each["outcome"]) for each in page["findings"]] == [(1, "block"), (2, "block")]
    assert "W-WEAKER" not in mneme("lint").words


def test_a_rule_that_only_gets_another_number_is_not_removed(twins):
    twins.commit("both")
    assert process("renumber", OTHER).code == 0
    assert "W-WEAKER" not in mneme("lint").words
    assert "approv" not in mneme("check").words


@pytest.mark.parametrize("rule", ["ADR-0001#no-infra", f"ADR-0001#no-infra ({OTHER})"])
def test_no_waiver_is_written_for_one_of_two(twins, rule):
    said = process("waive", rule, *WAIVE)
    assert said.code == 2
    assert "two decisions have the id ADR-0001" in said.words
    assert "try: mneme renumber" in said.words
    assert not any(path.name.startswith("W-") for path in (twins.path / "docs/decisions").iterdir())
