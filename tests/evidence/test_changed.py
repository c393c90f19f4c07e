"""Every way of asking what changed, on every state in which a repository can be met."""

import os
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.blobs import Blobs
from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.renames import likeness, similar
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.stored import Index
from mneme_cli.model.request import MODES, Request, span
from tests.repo import Repo

LONG = "".join(f"line {number}\n" for number in range(40))


def ask(mode="worktree", **fields):
    return changed(find(), Request(mode=mode, **fields))


def ops(seen):
    return [(change.op, change.path) for change in seen.changes]


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


def test_touched_files_have_not_changed(repo):
    repo.commit(texts={"a.py": "1", "b.py": "1"})
    os.utime(repo.path / "a.py", (1, 1))
    assert ask().changes == ()


def test_exact_rename_staged_and_lying(repo):
    repo.commit(texts={"a/x.py": LONG, "a/__init__.py": "", "keep.py": "1"})
    (repo.path / "b").mkdir()
    for name in ("x.py", "__init__.py"):
        os.rename(repo.path / "a" / name, repo.path / "b" / name)
    expected = [("a/__init__.py", ""), ("a/x.py", ""), ("b/__init__.py", ""), ("b/x.py", "a/x.py")]
    assert [(one.path, one.was) for one in ask().changes] == expected
    repo.stage()
    assert [(one.path, one.was) for one in ask("staged").changes] == expected
    repo.commit()
    assert [(one.path, one.was) for one in changed(find(), span("HEAD~..HEAD")).changes] == expected


def test_rename_with_an_edit_is_found_when_asked_for(repo):
    repo.commit(texts={"a.py": LONG, "other.py": LONG[:200], "z.py": "1"})
    repo.remove("a.py", "z.py").write({"moved.py": LONG + "more\n", "fresh.py": "nothing alike\n"})
    seen = ask()
    assert [one.was for one in seen.changes] == [""] * 4
    blobs = Blobs(repo.root)
    oids = {one.path: one.before.oid for one in seen.changes}
    found = similar(seen.changes, lambda path: blobs.read(oids[path]), repo.read)
    assert {one.path: one.was for one in found if one.was} == {"moved.py": "a.py"}


def test_a_rename_in_a_checkout_with_other_line_ends_is_found(repo):
    """An untracked file has the line ends of the work tree, and the blob of the file that it was has line feeds."""
    repo.commit(texts={"a.py": LONG})
    repo.remove("a.py").write({"b.py": LONG.replace("\n", "\r\n")})
    found = similar(ask().changes, lambda _: LONG.encode(), repo.read)
    assert {one.path: one.was for one in found if one.was} == {"b.py": "a.py"}


line = st.sampled_from([f"line number {number} of a text\n" for number in range(8)])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.lists(line, min_size=3, max_size=12), new=st.lists(line, min_size=3, max_size=12))
def test_likeness_is_gits(clean, tmp_path_factory, old, new):
    repo = Repo.make(tmp_path_factory.mktemp("like"))
    repo.commit(texts={"old": "".join(old)})
    repo.remove("old").stage({"new": "".join(new)})
    repo.stage()
    git = repo.git("diff", "--cached", "-M1%", "--raw", "-l0").split("\t")[0].split(" ")[-1]
    count = {text.encode(): old.count(text) for text in old}, {text.encode(): new.count(text) for text in new}
    score = likeness(*count)
    if git.startswith("R") and int(git[1:]) >= 50:
        assert abs(score - int(git[1:])) <= 1
    else:
        assert score <= 50


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


NAMES = [
    "with space.py",
    "new\nline.py",
    "tab\t.py",
    'quo"te.py',
    "back\\slash.py",
    "gr\u00fc\u00df.py",
    "-dash.py",
    "*.py",
]


@pytest.mark.parametrize("quotepath", ["true", "false"])
def test_weird_names_come_as_they_are(repo, quotepath):
    repo.git("config", "core.quotepath", quotepath)
    repo.commit(texts=dict.fromkeys(NAMES, "1"))
    repo.write(dict.fromkeys(NAMES, "2")).write({"untr\u00e4cked\n.py": "1"})
    assert {one.path for one in ask().changes} == {*NAMES, "untr\u00e4cked\n.py"}
    repo.stage()
    assert {one.path for one in ask("staged").changes} == {*NAMES, "untr\u00e4cked\n.py"}
    assert ops(ask("paths", paths=("*.py",))) == [("edit", "*.py")]


def test_decomposed_names_are_shown_composed(repo):
    repo.commit(texts={"e\u0301.py": "1"})
    repo.write({"e\u0301.py": "2", "u\u0308.py": "1"})
    assert ops(ask()) == [("edit", "\u00e9.py"), ("add", "\u00fc.py")]
    assert ops(ask("paths", paths=("\u00e9.py",))) == [("edit", "\u00e9.py")]
    assert ops(ask("stdin", paths=("\u00e9.py",), text=b"3")) == [("edit", "\u00e9.py")]


def test_crlf_conversion_makes_no_change(repo):
    repo.git("config", "core.autocrlf", "true")
    repo.commit(texts={"a.py": "1\r\n", "b.py": "1\r\n"})
    os.utime(repo.path / "a.py", (1, 1))
    assert ask().changes == ()
    repo.stage({"b.py": "2\r\n"})
    seen = ask("staged")
    assert Index(find(), seen.changes).read("b.py") == b"2\n"


HOSTILE = {
    "diff.renames": "copies",
    "diff.noprefix": "true",
    "diff.external": "false",
    "diff.orderFile": "/nonexistent",
    "diff.relative": "true",
    "diff.ignoreSubmodules": "all",
    "diff.autoRefreshIndex": "false",
    "diff.algorithm": "patience",
    "color.ui": "always",
    "color.diff": "always",
    "core.abbrev": "4",
    "core.fsmonitor": "false",
    "core.pager": "false",
    "status.showUntrackedFiles": "no",
    "submodule.recurse": "true",
    "log.showSignature": "true",
}


def test_nobodys_configuration_changes_what_is_read(repo, monkeypatch):
    repo.commit(texts={"a.py": LONG, "sub/b.py": "1", "c.py": "1"})
    repo.git("mv", "a.py", "moved.py")
    repo.write({"sub/b.py": "2", "new.py": "1"})
    os.utime(repo.path / "c.py", (1, 1))
    plain = [ask(mode, paths=("sub",)) for mode in MODES[:2]]
    for key, value in HOSTILE.items():
        repo.git("config", "--global", key, value)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_GLOB_PATHSPECS", "1")
    monkeypatch.chdir(repo.path / "sub")
    assert [ask(mode, paths=("sub",)) for mode in MODES[:2]] == plain
    assert ops(plain[0]) == [("delete", "a.py"), ("add", "moved.py"), ("add", "new.py"), ("edit", "sub/b.py")]


def test_the_index_is_not_written(repo):
    repo.commit(texts={"a.py": "1"})
    os.utime(repo.path / "a.py", (1, 1))
    before = repo.read(".git/index")
    ask()
    ask("staged")
    assert repo.read(".git/index") == before


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


def test_the_answer_depends_on_no_order_and_no_place(repo, tmp_path):
    names = [f"{letter}{letter}.py" for letter in string.ascii_lowercase]
    repo.commit(texts=dict.fromkeys(names, "1"))
    repo.git("clone", "-q", repo.root, str(tmp_path / "twin"))
    twin = Repo(tmp_path / "twin")
    repo.write(dict.fromkeys(names[:9], "2")).remove(*names[20:])
    twin.remove(*names[20:]).write(dict.fromkeys(reversed(names[:9]), "2"))
    assert changed(find(repo.root), Request()) == changed(find(twin.root), Request())
