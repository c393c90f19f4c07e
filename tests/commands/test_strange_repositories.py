"""Repositories that are not what most are: each has a defined answer, and none is silently green."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.commands.ask import ADR, BAD, DB, HEAD, ORDER, RULE, mneme, small_shop
from tests.repo import Repo

NOT_JUDGED = "but nothing was judged"


@pytest.fixture
def empty_shop(repo):
    return small_shop(repo)


@pytest.fixture
def shop(empty_shop):
    empty_shop.commit("one")
    return empty_shop


def blocked(said, count=1):
    assert said.code == 1, said
    assert f"blocked: {count} finding" in said.words
    return said


def at(page):
    return sorted((each["path"], each["status"]) for each in page["findings"])


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


def test_a_rename_carries_old_findings_with_it(shop):
    shop.commit("old", {ORDER: BAD})
    shop.git("mv", ORDER, "src/shop/domain/renamed.py")
    page = mneme("check", "--staged", "--format", "json").page
    assert at(page) == [("src/shop/domain/renamed.py", "existing")]


UNRESOLVED = HEAD + "rules:\n  whole:\n    forbid:\n      unresolved: true\n"


@pytest.mark.parametrize("asked", [[], ["--staged"], ["--diff", "HEAD"]])
def test_an_unchanged_file_whose_import_breaks_because_another_was_renamed(shop, asked):
    shop.commit("two", {ADR: UNRESOLVED, "src/shop/domain/user.py": BAD})
    shop.git("mv", DB, "src/shop/infra/base.py")
    said = mneme("check", *asked, "--format", "json")
    assert at(said.page) == [("src/shop/domain/user.py", "introduced")]
    assert said.code == 1


def test_an_unchanged_file_whose_import_breaks_because_another_was_deleted(shop):
    shop.commit("two", {ADR: UNRESOLVED, "src/shop/domain/user.py": BAD})
    shop.git("rm", "-q", DB)
    assert at(mneme("check", "--format", "json").page) == [("src/shop/domain/user.py", "introduced")]
    shop.commit("three")
    assert at(mneme("check", "--diff", "HEAD~1..HEAD", "--format", "json").page) == [
        ("src/shop/domain/user.py", "introduced")
    ]


def test_a_deleted_file_takes_its_findings_along(shop):
    shop.commit("two", {ORDER: BAD})
    shop.remove(ORDER)
    assert mneme("check").code == 0
    assert mneme("check", "--all").code == 0


def test_a_change_of_mode_alone_introduces_nothing(shop):
    shop.commit("two", {ORDER: BAD})
    os.chmod(f"{shop.root}/{ORDER}", 0o755)
    assert at(mneme("check", "--format", "json").page) == [(ORDER, "existing")]
    shop.stage()
    assert mneme("check", "--staged").code == 0


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


def test_no_mneme_yaml_is_all_defaults(shop):
    shop.remove("mneme.yaml").commit("two")
    assert mneme("check", "--all").code == 0
    shop.write({ORDER: BAD})
    blocked(mneme("check"))


def test_from_a_subfolder_the_whole_repository_is_judged(shop):
    shop.write({ORDER: BAD})
    said = blocked(mneme("check", cwd=shop.path / "docs"))
    assert f"{ORDER}:1:1" in said.words


def test_paths_are_seen_from_where_one_stands(shop):
    shop.write({ORDER: BAD})
    inner = shop.path / "src" / "shop" / "domain"
    blocked(mneme("check", "order.py", cwd=inner))
    blocked(mneme("check", ".", cwd=inner))
    assert mneme("check", "../infra", cwd=inner).code == 0
    said = mneme("check", ORDER, cwd=inner)
    assert said.code == 2
    assert "give paths as seen from the folder you stand in" in said.words
    said = mneme("check", "../../../../elsewhere.py", cwd=inner)
    assert said.code == 2
    assert "lies outside the repository" in said.words


def test_two_dots_and_three_dots(shop):
    shop.git("checkout", "-q", "-b", "side")
    shop.commit("side", {"src/shop/domain/side.py": "import json\n"})
    shop.git("checkout", "-q", "main")
    shop.commit("bad", {ORDER: BAD})
    forked = mneme("check", "--diff", "main...side", "--format", "json").page
    assert (forked["findings"], forked["counts"]["files"]) == ([], 1)
    plain = mneme("check", "--diff", "side..main", "--format", "json").page
    assert at(plain) == [(ORDER, "introduced")]
    assert plain["counts"]["files"] == 2
    assert mneme("check", "--diff", "side...main").code == 1
    assert mneme("check", "--diff", "side..").code == 1
    said = mneme("check", "--diff", "nowhere..HEAD")
    assert said.code == 2
    assert "there is no commit 'nowhere'" in said.words


def test_a_proposed_text(shop):
    blocked(mneme("check", "--stdin-path", ORDER, given=BAD.encode()))
    blocked(mneme("check", "--stdin-path", "src/shop/domain/new.py", given=BAD.encode()))
    assert mneme("check", "--stdin-path", "src/shop/infra/new.py", given=BAD.encode()).code == 0
    assert mneme("check").code == 0  # nothing was written


def test_given_paths_are_judged_whole(shop):
    """Who points at a file wants to know what is wrong in it, changed or not."""
    shop.commit("old", {ORDER: BAD, "src/shop/domain/other.py": BAD})
    assert mneme("check").code == 0
    said = mneme("check", ORDER, "--format", "json")
    assert at(said.page) == [(ORDER, "found")]
    assert (said.code, said.page["counts"]["files"]) == (1, 1)
    assert at(mneme("check", "src/shop/domain", "--format", "json").page) == [
        (ORDER, "found"),
        ("src/shop/domain/other.py", "found"),
    ]
    shop.write({ORDER: BAD + "import shop.infra\n"})
    page = mneme("check", ORDER, "--format", "json").page
    assert [each["status"] for each in page["findings"]] == ["found", "introduced"]
    page = mneme("check", "--stdin-path", ORDER, "--format", "json", given=BAD.encode()).page
    assert at(page) == [(ORDER, "found")]


def test_partially_staged_files_are_judged_as_staged(shop):
    shop.stage({ORDER: BAD})
    shop.write({ORDER: "import os\n"})
    blocked(mneme("check", "--staged"))
    assert mneme("check").code == 0
    shop.git("reset", "-q", "--hard")
    shop.stage({ORDER: "import json\n"})
    shop.write({ORDER: BAD})
    assert mneme("check", "--staged").code == 0
    blocked(mneme("check"))


def test_a_decision_edited_and_not_staged_does_not_count_for_the_index(shop):
    shop.write({ADR: RULE.replace("shop.infra", "json")})
    shop.stage({ORDER: "import json\nimport shop.infra\n"})
    shop.write({ADR: RULE.replace("shop.infra", "json")})
    said = mneme("check", "--staged", "--format", "json")
    assert [each["target"] for each in said.page["findings"]] == ["src/shop/infra/__init__.py"]


def test_a_decision_that_is_only_in_the_index_counts(shop):
    shop.stage({ADR: RULE.replace("shop.infra", "json"), ORDER: "import json\n"})
    shop.write({ADR: RULE})
    blocked(mneme("check", "--staged"))


def test_a_new_decision_not_added_does_not_count_for_the_index(shop):
    shop.write({"docs/decisions/ADR-0002.yaml": RULE.replace("0001", "0002").replace("shop.infra", "json")})
    shop.stage({ORDER: "import json\n"})
    assert mneme("check", "--staged").code == 0
    blocked(mneme("check"))


def test_the_last_file_of_a_selector_may_go(shop):
    assert mneme("check").code == 0  # and the compiled policy lies there
    shop.git("rm", "-q", "-r", "src/shop/domain")
    for asked in ([], ["--staged"]):
        said = mneme("check", *asked)
        assert said.code == 0, said
        assert "selects no file any more" in said.words
