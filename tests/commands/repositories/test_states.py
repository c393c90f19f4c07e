"""Repositories in states that most are not in: each has a defined answer."""

from __future__ import annotations

import shutil

import pytest

from tests.commands.ask import ADR, BAD, ORDER, RULE, mneme
from tests.commands.repositories.conftest import at, blocked
from tests.repo import Repo


def test_a_repository_without_a_commit_is_judged_as_new(empty_shop):
    empty_shop.write({ORDER: BAD})
    assert at(mneme("check", "--format", "json").page) == [(ORDER, "introduced")]
    empty_shop.stage()
    blocked(mneme("check", "--staged"))
    blocked(mneme("check"))
    blocked(mneme("check", "--all"))


def test_a_range_needs_a_commit(empty_shop):
    said = mneme("check", "--diff", "HEAD")
    assert said.code == 2
    assert "there is no commit 'HEAD'" in said.words
    assert "git fetch origin HEAD" not in said.words
    assert "try: " in said.words


def test_a_detached_head(shop):
    shop.git("checkout", "-q", "--detach")
    assert mneme("check").code == 0
    shop.write({ORDER: BAD})
    blocked(mneme("check"))
    shop.commit("two")
    blocked(mneme("check"))  # against main, which stays behind


def test_a_shallow_clone_says_which_command_deepens_it(shop, tmp_path):
    shop.commit("two", {ORDER: BAD})
    there = tmp_path / "shallow"
    shop.git("clone", "-q", "--depth", "1", f"file://{shop.root}", str(there))
    said = mneme("check", "--diff", "HEAD~1", cwd=there)
    assert said.code == 2
    assert "git fetch --unshallow" in said.words
    blocked(mneme("check", "--all", cwd=there))


def test_a_linked_work_tree_is_a_tree_of_its_own(shop, tmp_path):
    there = tmp_path / "linked"
    shop.git("worktree", "add", "-q", "-b", "side", str(there))
    side = Repo(there).write({ORDER: BAD})
    blocked(mneme("check", cwd=there))
    assert mneme("check", "--staged", cwd=there).code == 0
    side.stage()
    blocked(mneme("check", "--staged", cwd=there))
    assert mneme("check").code == 0


def test_git_dir_and_work_tree_of_the_environment(shop, tmp_path):
    shop.write({ORDER: BAD})
    away = {"GIT_DIR": f"{shop.root}/.git", "GIT_WORK_TREE": shop.root}
    blocked(mneme("check", cwd=tmp_path, **away))
    blocked(mneme("check", GIT_DIR=".git"))
    said = mneme("check", GIT_DIR="nowhere/.git")
    assert said.code == 2
    assert "GIT_DIR names a folder that is not a git folder" in said.words


def test_the_index_that_a_git_hook_names(shop):
    """`git commit -a` and `git commit PATH` run hooks with an index of their own."""
    shop.write({ORDER: BAD})
    index = f"{shop.root}/.git/next-index"
    shutil.copy(f"{shop.root}/.git/index", index)
    shop.git("add", ORDER, GIT_INDEX_FILE=index)
    assert mneme("check", "--staged").code == 0
    blocked(mneme("check", "--staged", GIT_INDEX_FILE=index))
    blocked(mneme("check", "--staged", GIT_INDEX_FILE=".git/next-index", GIT_DIR=".git"))


def test_a_bare_repository_has_nothing_to_judge(shop, tmp_path):
    bare = tmp_path / "bare.git"
    shop.git("clone", "-q", "--bare", shop.root, str(bare))
    said = mneme("check", cwd=bare)
    assert said.code == 2
    assert "there is no work tree to judge" in said.words


@pytest.fixture
def plain(shop):
    """The same files, and no git at all."""
    shutil.rmtree(f"{shop.root}/.git")
    return shop


def test_no_git_at_all(plain):
    assert mneme("check").code == 0
    plain.write({ORDER: BAD})
    blocked(mneme("check"))
    blocked(mneme("check", "--all"))
    for asked in (["--staged"], ["--diff", "main"]):
        said = mneme("check", *asked)
        assert said.code == 2
        assert "not in a git repository" in said.words
        assert "mneme check --all" in said.words


def test_no_git_and_given_paths(plain):
    plain.write({ORDER: BAD})
    said = mneme("check", "src/shop/infra")
    assert said.code == 0, said
    blocked(mneme("check", "src/shop/domain"))


def test_no_git_and_a_proposed_text(plain):
    said = mneme("check", "--stdin-path", ORDER, "--format", "json", given=BAD.encode())
    assert (said.code, [each["path"] for each in said.page["findings"]]) == (1, [ORDER])
    plain.write({ORDER: BAD})
    assert mneme("check", "--stdin-path", ORDER, given=b"import os\n").code == 0


def test_a_submodule_is_said_and_judged_in_its_own_repository(shop, tmp_path):
    inner = Repo.make(tmp_path / "inner")
    inner.commit("one", {"evil.py": BAD})
    shop.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.root, "src/shop/domain/sub")
    for asked in ([], ["--staged"], ["--all"]):
        said = mneme("check", *asked)
        assert said.code == 0, said
    assert "src/shop/domain/sub submodule, judged in its own repository" in mneme("check", "--staged").words
    noted = mneme("check", "--staged", "--format", "json").page["noted"]
    assert noted == [{"path": "src/shop/domain/sub", "why": "submodule, judged in its own repository"}]


def torn(shop):
    shop.git("checkout", "-q", "-b", "side")
    shop.commit("theirs", {ORDER: "import json\n"})
    shop.git("checkout", "-q", "main")
    shop.commit("ours", {ORDER: "import sys\n"})


def test_a_merge_in_progress(shop):
    torn(shop)
    shop.git("merge", "side", fine=(1,))
    for asked in ([], ["--staged"], ["--all"]):
        said = mneme("check", *asked)
        assert said.code == 2, said
        assert f"{ORDER} merge conflict: resolve it and `git add` the file" in said.words
        assert "cannot judge" in said.words
    shop.stage({ORDER: BAD})
    blocked(mneme("check", "--staged"))


def test_a_rebase_in_progress(shop):
    torn(shop)
    shop.git("rebase", "side", fine=(1,))
    said = mneme("check")
    assert said.code == 2
    assert "merge conflict" in said.words
    shop.stage({ORDER: "import re\n"})
    assert mneme("check", "--staged").code == 0


def test_a_conflict_in_a_decision_is_an_error_in_that_file(shop):
    shop.git("checkout", "-q", "-b", "side")
    shop.commit("theirs", {ADR: RULE.replace("no infra", "nothing of infra")})
    shop.git("checkout", "-q", "main")
    shop.commit("ours", {ADR: RULE.replace("no infra", "no data")})
    shop.git("merge", "side", fine=(1,))
    said = mneme("check")
    assert said.code == 2
    assert "a merge was left unfinished" in said.words
