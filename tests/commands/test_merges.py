"""A merge that is being committed answers for what is new to both of its parents, and for nothing else."""

import pytest

from tests.commands.ask import ADR, BAD, ORDER, RULE, quick, small_shop


@pytest.fixture
def parted(repo):
    """Two branches that both wrote to one file of the domain; the one that is merged in has debt there, and elsewhere."""
    small_shop(repo).commit("The shop")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit("debt", {ORDER: f"{BAD}THEIRS = 1\n", "src/shop/domain/old.py": BAD})
    repo.git("checkout", "-q", "main")
    repo.commit("ours", {ORDER: "OURS = 1\n"})
    repo.git("merge", "theirs", fine=(0, 1))
    return repo


def found(said):
    return sorted((one["path"], one["status"]) for one in said.page["findings"])


def judged():
    return quick("check", "--staged", "--format", "json")


def test_what_the_other_branch_has_is_not_this_commits(parted):
    parted.stage({ORDER: f"{BAD}OURS = 1\nTHEIRS = 1\n"})

    assert judged().code == 0
    assert quick("check", "--diff", "HEAD").code == 1


def test_what_the_merge_itself_adds_is(parted):
    parted.stage({ORDER: f"{BAD}{BAD}OURS = 1\n"})
    assert judged().code == 1

    parted.stage({ORDER: f"{BAD}OURS = 1\n", "src/shop/domain/new.py": BAD})
    said = judged()

    assert said.code == 1
    assert ("src/shop/domain/new.py", "introduced") in found(said)
    assert [path for path, status in found(said) if status == "introduced"] == ["src/shop/domain/new.py"]


def test_a_rule_that_the_other_branch_changed_was_approved_there(repo):
    small_shop(repo).commit("The shop")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit("weaker", {ADR: RULE.replace("src/shop/domain/**", "src/shop/infra/**"), ORDER: BAD})
    repo.git("checkout", "-q", "main")
    repo.commit("ours", {"notes/a.txt": "a\n"})
    repo.git("merge", "--no-commit", "--no-ff", "theirs")

    assert judged().code == 0
