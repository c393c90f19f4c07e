"""The repository, its HEAD and its base are found as git finds them, by hand where git keeps files."""

import subprocess

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.history import base, commit, day, fork
from mneme_cli.evidence.names import tidy
from mneme_cli.evidence.refs import branch, head, ref
from mneme_cli.evidence.repository import Repository, find, inside
from tests.repo import Repo


def test_from_any_subfolder(repo, monkeypatch):
    repo.write({"a/b/c.py": ""})
    monkeypatch.chdir(repo.path / "a/b")
    assert find() == Repository(root=repo.root, gitdir=f"{repo.root}/.git", common=f"{repo.root}/.git")
    assert find("..") == find(repo.root)


def test_no_git_at_all_makes_the_folder_the_tree(clean, tmp_path):
    assert find(str(tmp_path)) == Repository(root=str(tmp_path))
    assert head(Repository(root=str(tmp_path))) == ""


def test_a_ceiling_is_respected(repo, monkeypatch):
    repo.write({"a/b/c.py": ""})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", repo.root)
    assert find(f"{repo.root}/a/b").gitdir == ""


@pytest.mark.parametrize("inner", ["", "/refs"])
def test_bare_repository_is_a_clear_error(clean, tmp_path, inner):
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "x.git")], check=True)
    with pytest.raises(MnemeError, match="bare repository") as caught:
        find(str(tmp_path / "x.git") + inner)
    assert "worktree" in caught.value.hint


def test_inside_gits_own_folder_is_a_clear_error(repo):
    with pytest.raises(MnemeError, match="git's own folder"):
        find(f"{repo.root}/.git/objects")


def test_linked_worktree(repo, tmp_path):
    repo.commit(texts={"a.py": "1"})
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
    other = Repo(tmp_path / "linked")
    tip = other.commit(texts={"b.py": "2"})
    found = find(other.root)
    assert (found.root, found.common) == (other.root, f"{repo.root}/.git")
    assert found.gitdir == f"{repo.root}/.git/worktrees/linked"
    assert (head(found), branch(found)) == (tip, "other")
    assert head(find(repo.root)) != tip


def test_git_dir_and_work_tree_from_a_hook(repo, monkeypatch, tmp_path):
    tip = repo.commit(texts={"a.py": "1"})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("GIT_DIR", ".git")
    assert find(f"{repo.root}/anything").root == repo.root
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "elsewhere"))
    found = find()
    assert (found.root, head(found)) == (str(tmp_path / "elsewhere"), tip)
    monkeypatch.setenv("GIT_DIR", "nowhere")
    with pytest.raises(MnemeError, match="GIT_DIR"):
        find()


def test_git_dir_of_a_submodule_names_its_work_tree_in_the_configuration(repo, monkeypatch, tmp_path):
    inner = Repo.make(tmp_path / "inner")
    inner.commit(texts={"i.py": "1"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.root, "sub")
    assert find(f"{repo.root}/sub").gitdir == f"{repo.root}/.git/modules/sub"
    monkeypatch.setenv("GIT_DIR", f"{repo.root}/.git/modules/sub")
    assert find(repo.root).root == f"{repo.root}/sub"


def test_head_loose_packed_detached_unborn(repo):
    here = find()
    assert (head(here), branch(here)) == ("", "main")
    first = repo.commit("one")
    assert head(here) == first
    repo.git("pack-refs", "--all")
    assert not (repo.path / ".git/refs/heads/main").exists()
    assert head(here) == first
    second = repo.commit("two")
    assert head(here) == second
    repo.git("checkout", "-q", "--detach", first)
    assert (head(here), branch(here)) == (first, "")


def test_head_behind_symbolic_refs(repo):
    tip = repo.commit("one")
    repo.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    repo.git("symbolic-ref", "HEAD", "refs/heads/alias")
    assert head(find()) == tip
    assert ref(find(), "refs/heads/nothing") == ""


def test_reftable_asks_git(clean, tmp_path):
    made = tmp_path / "r"
    done = subprocess.run(["git", "init", "-q", "--ref-format=reftable", str(made)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this git has no reftable")
    repo = Repo(made)
    assert head(find(repo.root)) == ""
    assert repo.commit("one") == head(find(repo.root))


def test_the_base_branch_is_looked_for_where_it_usually_is(repo, tmp_path):
    assert base(find()) == ""
    first = repo.commit("one")
    clone = Repo(tmp_path / "clone")
    repo.git("clone", "-q", repo.root, clone.root)
    there = find(clone.root)
    clone.git("checkout", "-q", "-b", "topic")
    clone.commit("two")
    assert base(there) == first
    clone.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD")
    assert base(there) == first
    clone.git("remote", "remove", "origin")
    assert base(there) == first
    clone.git("branch", "-q", "-D", "main")
    assert base(there) == head(there)
    clone.git("branch", "-q", "other", first)
    clone.git("branch", "-q", "-u", "other")
    assert base(there) == first
    assert base(there, "HEAD") == head(there)


def test_a_base_that_is_not_there_is_an_error_with_a_command(repo):
    repo.commit("one")
    for away, hint in (("", "name one that is here: main"), ("upstream", "git fetch upstream ")):
        if away:
            repo.git("remote", "add", away, "https://example.invalid/shop.git")
        for name in ("release", "", "-x", "a\nb"):
            with pytest.raises(MnemeError) as caught:
                commit(find(), name)
            assert caught.value.hint.startswith(hint)


def test_merge_base(repo):
    first = repo.commit("one")
    repo.git("checkout", "-q", "-b", "topic")
    topic = repo.commit("two", {"a": "1"})
    repo.git("checkout", "-q", "main")
    main = repo.commit("three", {"b": "1"})
    assert fork(find(), main, topic) == first
    repo.git("checkout", "-q", "--orphan", "alone")
    alone = repo.commit("four")
    with pytest.raises(MnemeError, match=r"no common ancestor$"):
        fork(find(), main, alone)


def test_shallow_clone_without_merge_base_names_the_command(repo, tmp_path):
    repo.commit("one")
    repo.git("checkout", "-q", "-b", "topic")
    repo.commit("two", {"a": "1"})
    repo.git("checkout", "-q", "main")
    repo.commit("three", {"b": "1"})
    clone = Repo(tmp_path / "clone")
    repo.git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{repo.root}", clone.root)
    there = find(clone.root)
    with pytest.raises(MnemeError, match="shallow") as caught:
        fork(there, commit(there, "origin/main"), commit(there, "origin/topic"))
    assert caught.value.hint.startswith("git fetch --unshallow")
    clone.git("fetch", "-q", "--unshallow")
    assert fork(there, commit(there, "origin/main"), commit(there, "origin/topic"))


def test_the_day_of_a_commit_is_the_committers_in_utc(repo):
    oid = repo.commit(
        "one", GIT_COMMITTER_DATE="2026-03-01T00:30:00+02:00", GIT_COMMITTER_NAME="x > 1 committer 5 +0000"
    )
    assert day(find(), oid) == 20512  # 2026-02-28


def test_sha256_repository(clean, tmp_path):
    repo = Repo.make(tmp_path / "wide", form="sha256")
    oid = repo.commit("one", {"a.py": "1"})
    assert len(oid) == 64
    assert (head(find(repo.root)), commit(find(repo.root), "main")) == (oid, oid)


def test_paths_that_people_give(repo):
    here = find()
    assert inside(here, "b.py", f"{repo.root}/a") == "a/b.py"
    assert inside(here, "../b.py", f"{repo.root}/a") == "b.py"
    assert inside(here, repo.root, "/") == ""
    assert inside(here, "e\u0301.py", repo.root) == "\u00e9.py"
    with pytest.raises(MnemeError, match="outside"):
        inside(here, "../../x", f"{repo.root}/a")


def test_a_link_above_the_root_is_seen_through(repo, tmp_path):
    (tmp_path / "door").symlink_to(repo.root)
    assert inside(find(), str(tmp_path / "door/a.py"), "/") == "a.py"


@pytest.mark.parametrize(
    ("path", "tidied"),
    [("a//b/./c/", "a/b/c"), ("/a/../../b", "/b"), ("../a", "../a"), (".", ""), ("a/../..", ".."), ("/", "/")],
)
def test_tidy(path, tidied):
    assert tidy(path) == tidied
