"""The base branch of mneme.yaml: what is compared with, and what is said of a name that nothing has."""

from __future__ import annotations

import pytest

from tests.commands.ask import BAD, ORDER, mneme, small_shop

PLAIN = "source_roots:\n  - src\n"


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one")
    return repo


def test_the_base_branch_is_the_one_that_mneme_yaml_names(shop):
    shop.commit("base", {"mneme.yaml": "source_roots:\n  - src\nbase: develop\n"})
    shop.git("branch", "develop")
    shop.commit("two", {ORDER: BAD})
    assert mneme("check").code == 1  # on main, ahead of develop
    shop.git("branch", "-f", "develop")
    assert mneme("check").code == 0
    shop.git("branch", "-D", "develop")
    said = mneme("check")
    assert said.code == 2
    assert "mneme.yaml:3:7" in said.words
    assert "there is no commit 'develop'" in said.words
    assert "write a branch that is here: main" in said.words


@pytest.mark.parametrize("verb", ["check", "lint"])
def test_a_missing_base_hides_nothing(shop, verb):
    """It is one problem of the configuration among the others, at its line."""
    shop.commit("two", {"mneme.yaml": PLAIN + "base: develop\nfoo: 1\n", ORDER: BAD})
    shop.write({ORDER: BAD + "\n"})
    said = mneme(verb)
    assert said.code == 2
    assert "mneme.yaml:3:7" in said.words
    assert "mneme.yaml:4:1" in said.words
    assert "'foo' is no key of mneme.yaml" in said.words


@pytest.mark.parametrize(
    ("base", "branches", "remote", "fix"),
    [
        ("develop", ["develo"], False, "did you mean 'develo'?"),
        ("zzz", [], False, "write a branch that is here: main"),
        ("develop", ["refs/remotes/origin/develop"], True, "write base: origin/develop"),
        ("zzz", [], True, "git fetch origin zzz, if it is a branch there; else write a branch that is here: main"),
    ],
)
def test_the_fix_is_the_one_that_helps(shop, base, branches, remote, fix):
    shop.commit("two", {"mneme.yaml": PLAIN + f"base: {base}\n"})
    for name in branches:
        shop.git("update-ref", name if "/" in name else f"refs/heads/{name}", "HEAD")
    if remote:
        shop.git("remote", "add", "origin", "https://example.invalid/shop.git")
    assert fix in mneme("lint").words


@pytest.fixture
def odd(shop):
    """A branch off trunk, in a repository where nothing is called as usual."""
    shop.git("branch", "-m", "trunk")
    shop.git("checkout", "-q", "-b", "feat")
    return shop


@pytest.mark.parametrize("verb", ["check", "lint"])
def test_a_branch_whose_base_nobody_knows_is_not_allowed_in_silence(odd, verb):
    assert mneme(verb).code == 0  # it has nothing that trunk does not have
    odd.commit("two", {ORDER: BAD})
    said = mneme(verb)
    assert said.code == 2
    assert "E-BASE" in said.words
    assert "no base branch was found" in said.words
    assert "BRANCH; here: trunk" in " ".join(said.words.split())


def test_who_names_the_base_has_the_branch_judged(odd):
    odd.commit("two", {ORDER: BAD})
    assert mneme("check", "--diff", "trunk").code == 1
    odd.write({"mneme.yaml": PLAIN + "base: trunk\n"})
    assert mneme("check").code == 1


def test_what_a_remote_has_of_the_branch_itself_is_no_base(odd):
    odd.commit("two", {ORDER: BAD})
    odd.git("remote", "add", "origin", "https://example.invalid/shop.git")
    odd.git("update-ref", "refs/remotes/origin/feat", "HEAD")
    odd.git("branch", "-q", "--set-upstream-to", "origin/feat")
    assert mneme("check").code == 2
    odd.git("update-ref", "refs/remotes/origin/trunk", "trunk")
    odd.git("branch", "-q", "--set-upstream-to", "origin/trunk")
    assert mneme("check").code == 1


def test_the_only_branch_is_its_own_base(shop):
    shop.git("branch", "-m", "trunk")
    shop.commit("two", {ORDER: BAD})
    assert mneme("check").code == 0


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("HEAD~40", "HEAD goes back to HEAD~1"),
        ("main^^^^", "main goes back to main~1"),
        ("HEAD~1~1", "HEAD goes back to HEAD~1"),
        ("mian", "name one that is here: main"),
    ],
)
def test_a_commit_that_is_not_there_is_answered_with_one_that_is(shop, name, fix):
    shop.commit("two", {ORDER: BAD})
    said = mneme("check", "--diff", name)
    assert said.code == 2
    assert f"there is no commit '{name}'" in said.words
    assert fix in said.words
    assert "git fetch" not in said.words
