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
