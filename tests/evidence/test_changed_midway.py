"""What changed in a repository that is halfway: merges, rebases, promises, submodules, an index of its own."""

import os

from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.stored import Index
from mneme_cli.model.request import span
from tests.evidence.asking import ask, ops
from tests.repo import Repo


def test_modes_types_and_links(repo):
    texts = {"mode.py": "1", "both.py": "1", "tolink.py": "1", "stays.py": "1"}
    repo.commit(texts=texts)
    repo.link("tofile.py", "stays.py").commit()
    for name in ("mode.py", "both.py"):
        (repo.path / name).chmod(0o755)
    repo.remove("tolink.py", "tofile.py").write({"both.py": "2", "tofile.py": "1"}).link("tolink.py", "stays.py")
    expected = [("edit", "both.py"), ("mode", "mode.py"), ("add", "tofile.py"), ("delete", "tolink.py")]
    assert ops(ask()) == expected
    assert [(one.path, one.why) for one in ask().noted] == [("tolink.py", "symbolic link, not followed")]
    repo.stage()
    assert ops(ask("staged")) == expected
    assert [one.path for one in ask("staged").noted] == ["tolink.py"]


def test_removed_from_the_index_and_still_there(repo):
    repo.commit(texts={"a.py": "1"})
    repo.git("rm", "-q", "--cached", "a.py")
    assert ops(ask("staged")) == [("delete", "a.py")]
    assert ops(ask()) == []
    assert [(one.op, one.path) for one in ask().local] == [("add", "a.py")]


def test_merge_conflict_is_said_and_the_work_tree_is_read(repo):
    repo.commit(texts={"a.py": "1\n", "b.py": "1\n"})
    repo.git("checkout", "-q", "-b", "topic")
    repo.commit(texts={"a.py": "topic\n", "b.py": "2\n"})
    repo.git("checkout", "-q", "main")
    repo.commit(texts={"a.py": "main\n"})
    repo.git("merge", "-q", "topic", fine=(1,))
    for mode in ("staged", "worktree", "all", "paths"):
        seen = ask(mode, paths=("a.py",) if mode == "paths" else ())
        assert [(one.path, one.why[:14]) for one in seen.skipped] == [("a.py", "merge conflict")], mode
    seen = ask("staged")
    assert ops(seen) == [("edit", "a.py"), ("edit", "b.py")]
    tree = Index(find(), seen.changes)
    assert tree.read("a.py") == Index(find()).read("a.py") == repo.read("a.py")
    assert b"<<<<<<<" in tree.read("a.py")
    assert tree.has("a.py")
    repo.stage({"a.py": "both\n"})
    assert ask("staged").skipped == ()


def test_in_the_middle_of_a_rebase(repo):
    repo.commit(texts={"a.py": "1\n"})
    repo.git("checkout", "-q", "-b", "topic")
    repo.commit(texts={"a.py": "topic\n"})
    repo.commit(texts={"t.py": "1\n"})
    repo.git("checkout", "-q", "main")
    onto = repo.commit(texts={"a.py": "main\n"})
    repo.git("rebase", "-q", "main", "topic", fine=(1,))
    assert ask("staged").base == onto
    assert ops(ask()) == [("edit", "a.py")]
    repo.stage({"a.py": "both\n"})
    assert ops(ask("staged")) == [("edit", "a.py")]


def test_a_promise_to_add_is_in_the_work_tree_and_not_in_the_index(repo):
    repo.commit(texts={"a.py": "1"})
    repo.write({"b.py": "2"}).git("add", "-N", "b.py")
    assert ops(ask("staged")) == []
    assert ops(ask()) == [("add", "b.py")]
    assert [(one.op, one.path) for one in ask("all").local] == [("add", "b.py")]


def test_submodules_are_said_and_never_files(repo, tmp_path):
    inner = Repo.make(tmp_path / "inner")
    inner.commit(texts={"i.py": "1"})
    repo.commit(texts={"sub": "a file before"})
    repo.remove("sub").stage()
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.root, "sub")
    seen = ask("staged")
    assert ops(seen) == [("add", ".gitmodules"), ("delete", "sub")]
    assert [(one.path, one.why.split(",")[0]) for one in seen.noted] == [("sub", "submodule")]
    repo.commit()
    Repo(repo.path / "sub").write({"i.py": "dirty", "new.py": "1"})
    assert ops(changed(find(), span("HEAD"))) == []


def test_a_repository_inside_is_said(repo):
    repo.commit()
    Repo.make(repo.path / "nested").commit(texts={"n.py": "1"})
    assert (ask().changes, [one.path for one in ask().noted]) == ((), ["nested/"])


def test_a_linked_worktree_has_its_own_index(repo, tmp_path, monkeypatch):
    repo.commit(texts={"a.py": "1"})
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
    Repo(tmp_path / "linked").stage({"a.py": "2"})
    assert ask("staged").changes == ()
    monkeypatch.chdir(tmp_path / "linked")
    assert ops(ask("staged")) == [("edit", "a.py")]
    monkeypatch.setenv("GIT_DIR", f"{repo.root}/.git/worktrees/linked")
    assert ops(ask("staged")) == ops(ask()) == [("edit", "a.py")]


def test_a_commit_of_paths_is_judged_by_its_own_index(repo, tmp_path):
    """The hook of `git commit b.py` sees b.py alone, though a.py is staged too; likewise `commit -a`."""
    repo.commit(texts={"a.py": "1", "b.py": "1"})
    hook = tmp_path / "repo/.git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec python3 {tmp_path}/ask.py >> {tmp_path}/seen\n")
    hook.chmod(0o755)
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    (tmp_path / "ask.py").write_text(
        f"import sys; sys.path.insert(0, {here!r})\n"
        "from mneme_cli.evidence.changed import changed\nfrom mneme_cli.evidence.repository import find\n"
        "from mneme_cli.evidence.stored import Index\nfrom mneme_cli.model.request import Request\n"
        "seen = changed(find(), Request(mode='staged'))\n"
        "print([(one.path, Index(find(), seen.changes).read(one.path).decode()) for one in seen.changes])\n"
    )
    path = f"{os.path.dirname(os.sys.executable)}:{os.environ['PATH']}"
    repo.stage({"a.py": "2"}).write({"b.py": "2"})
    repo.git("commit", "-q", "-m", "paths", "b.py", PATH=path)
    repo.write({"b.py": "3"}).git("commit", "-q", "-a", "-m", "all", PATH=path)
    assert (tmp_path / "seen").read_text() == "[('b.py', '2')]\n[('a.py', '2'), ('b.py', '3')]\n"
