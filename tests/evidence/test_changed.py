"""Every way of asking what changed, on every state in which a repository can be met."""

import os

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.blobs import Blobs
from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.repository import find
from mneme_cli.model.request import Request, span
from tests.evidence.asking import ask, ops
from tests.repo import Repo


@pytest.mark.parametrize("mode", ["worktree", "staged", "all"])
def test_empty_repository_has_no_change(repo, mode):
    assert ask(mode) == changed(find(), Request(mode=mode))
    assert (ask(mode).changes, ask(mode).base) == ((), "")


def test_unborn_head_everything_is_new(repo):
    repo.stage({"a.py": "1"}).write({"b.py": "2"})
    assert ops(ask("staged")) == [("add", "a.py")]
    assert ops(ask()) == [("add", "a.py"), ("add", "b.py")]
    assert ops(ask("paths", paths=("b.py",))) == [("add", "b.py")]
    assert ops(ask("stdin", paths=("b.py",), text=b"3")) == [("add", "b.py")]


def test_detached_head(repo):
    first = repo.commit(texts={"a.py": "1"})
    repo.git("checkout", "-q", "--detach")
    second = repo.commit(texts={"a.py": "2"})
    assert (ops(ask()), ask().base) == ([("edit", "a.py")], first)
    assert ask("staged").base == second


def test_worktree_is_committed_staged_unstaged_and_untracked_together(repo):
    repo.commit(texts={"a.py": "1", "b.py": "1", "c.py": "1", "d.py": "1", "same.py": "1", ".gitignore": "*.log\n"})
    repo.git("checkout", "-q", "-b", "topic")
    repo.commit(texts={"a.py": "2"})
    repo.stage({"b.py": "2", "gone.py": "staged, then removed"}).write({"c.py": "2", "new.py": "1", "x.log": "ignored"})
    repo.remove("d.py", "gone.py")
    repo.stage({"same.py": "2"}).write({"same.py": "1"})
    seen = ask()
    assert ops(seen) == [("edit", "a.py"), ("edit", "b.py"), ("edit", "c.py"), ("delete", "d.py"), ("add", "new.py")]
    assert all(change.after.work for change in seen.changes if change.op != "delete")
    assert seen.base == repo.git("rev-parse", "main")


def test_staged_is_the_index_and_not_the_work_tree(repo):
    tip = repo.commit(texts={"a.py": "1", "b.py": "1"})
    repo.stage({"a.py": "staged"}).write({"a.py": "lying", "b.py": "lying", "c.py": "untracked"})
    seen = ask("staged")
    assert (ops(seen), seen.base) == ([("edit", "a.py")], tip)
    assert Blobs(repo.root).read(seen.changes[0].after.oid) == b"staged"
    assert Blobs(repo.root).read(seen.changes[0].before.oid) == b"1"


def test_range_two_dots_three_dots_and_one_end(repo):
    first = repo.commit(texts={"a.py": "1"})
    repo.git("checkout", "-q", "-b", "topic")
    topic = repo.commit(texts={"t.py": "1"})
    repo.git("checkout", "-q", "main")
    main = repo.commit(texts={"m.py": "1"})
    two, three, one = (changed(find(), span(text)) for text in ("main..topic", "main...topic", "topic"))
    assert (ops(two), two.base, two.head) == ([("delete", "m.py"), ("add", "t.py")], main, topic)
    assert (ops(three), three.base) == ([("add", "t.py")], first)
    repo.write({"u.py": "untracked"})
    assert ops(changed(find(), span("topic"))) == [("add", "m.py"), ("delete", "t.py"), ("add", "u.py")]
    assert (ops(one), one.head) == ([("add", "m.py"), ("delete", "t.py")], "")
    assert ops(changed(find(), span(f"{first}.."))) == [("add", "m.py")]


@pytest.mark.parametrize("name", ["nothing", "--output=x", "a b", "main..nothing"])
def test_a_range_that_is_not_there(repo, name):
    repo.commit()
    with pytest.raises(MnemeError, match="there is no commit"):
        changed(find(), span(name))


def test_all_has_no_change_and_says_where_the_disk_differs(repo):
    repo.commit(texts={"a.py": "1", "b.py": "1"})
    repo.write({"a.py": "2", "c.py": "1"}).remove("b.py")
    seen = ask("all")
    assert seen.changes == ()
    assert [(one.op, one.path) for one in seen.local] == [("edit", "a.py"), ("delete", "b.py"), ("add", "c.py")]


def test_touched_files_have_not_changed(repo):
    repo.commit(texts={"a.py": "1", "b.py": "1"})
    os.utime(repo.path / "a.py", (1, 1))
    assert ask().changes == ()


def test_given_paths(repo):
    repo.commit(texts={"a.py": "1", "b.py": "1", "d/c.py": "1", "d/e.py": "1", ".gitignore": "*.log\n"})
    repo.write({"a.py": "2", "d/c.py": "2", "d/new.py": "1", "x.log": "1"})
    seen = ask("paths", paths=("a.py", "b.py", "d", "x.log"))
    assert ops(seen) == [("edit", "a.py"), ("edit", "d/c.py"), ("add", "d/new.py")]
    assert seen.whole == ("b.py", "d/e.py")
    assert [(one.path, one.why) for one in seen.noted] == [("x.log", "ignored by git, or no file in it")]
    assert len(seen.local) == 3
    assert ask("paths", paths=("",)).whole == (".gitignore", "b.py", "d/e.py")
    with pytest.raises(MnemeError, match=r"no file or folder nothing\.py"):
        ask("paths", paths=("a.py", "nothing.py"))


def test_text_on_standard_input(repo):
    repo.commit(texts={"a.py": "1", "b.py": "1"})
    repo.write({"b.py": "2"})
    seen = ask("stdin", paths=("a.py",), text=b"2")
    assert (ops(seen), seen.whole) == ([("edit", "a.py")], ())
    assert [one.path for one in seen.local] == ["b.py"]
    assert ask("stdin", paths=("a.py",), text=b"1").whole == ("a.py",)
    assert ops(ask("stdin", paths=("new.py",), text=b"1")) == [("add", "new.py")]


def test_without_git_everything_is_new(clean, tmp_path):
    Repo(tmp_path / "plain").write({"a.py": "1", "d/b.py": "1", "node_modules/x.js": "1"})
    here = find(str(tmp_path / "plain"))
    seen = changed(here, Request())
    assert ops(seen) == [("add", "a.py"), ("add", "d/b.py")]
    assert [one.path for one in seen.noted] == ["node_modules/"]
    assert changed(here, Request(mode="all")).changes == ()
    assert changed(here, Request(mode="paths", paths=("d",))).whole == ("d/b.py",)
    assert ops(changed(here, Request(mode="stdin", paths=("a.py",), text=b"x"))) == [("add", "a.py")]
    for request in (Request(mode="staged"), span("main")):
        with pytest.raises(MnemeError, match="not in a git repository") as caught:
            changed(here, request)
        assert caught.value.hint == "mneme check --all"


def test_assume_unchanged_is_believed(repo):
    repo.commit(texts={"a.py": "1"})
    repo.git("update-index", "--assume-unchanged", "a.py")
    repo.write({"a.py": "2"})
    assert ask().changes == ()


def test_ranges_are_written_as_git_writes_them():
    assert span("a..b") == Request(mode="range", base="a", head="b")
    assert span("a...b") == Request(mode="range", base="a", head="b", fork=True)
    assert span("a") == Request(mode="range", base="a")
    assert span("..b") == Request(mode="range", base="HEAD", head="b")
    assert span("a..") == Request(mode="range", base="a", head="HEAD")
