"""Every tree gives the same answers; what differs is only whom it asks."""

import inspect
import os
import shutil
import string
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.stored import Commit, Index, Work
from mneme_cli.evidence.undone import Undone
from mneme_cli.model.fact import Blob, Change
from mneme_cli.model.request import Request
from mneme_cli.model.tree import Texts
from tests.repo import Repo

FILES = {
    "a.py": b"import b\n",
    "pkg/__init__.py": b"",
    "pkg/b.py": b"x = 1\r\n",
    "pkg/sub/c d.py": b"\x00\xff",
    "pkg/sub/new\nline.py": b"1",
    'quote"\\.py': b"2",
    "gr\u00fc\u00df.py": b"3",
    "-dash.py": b"4",
    "0:colon.py": b"5",
}
QUESTIONS = [*FILES, "", "pkg", "pkg/sub", "pk", "pkg/", "nothing.py", "pkg/b", "a.py/x", "PKG/b.py", "A.py", ".git"]


def answers(tree, questions=QUESTIONS):
    return {
        ask: (tree.has(ask), tree.folder(ask), tree.read(ask), list(tree.list(ask)), list(tree.list(ask + "/")))
        for ask in questions
    }


@pytest.fixture
def filled(repo):
    repo.commit(texts=FILES)
    return repo


def test_all_trees_answer_as_a_dict_does(filled):
    here = find()
    expected = answers(Texts(FILES))
    for tree in (
        Disk(filled.root),
        Index(here),
        Work(here),
        Commit(here, filled.git("rev-parse", "HEAD")),
        Undone(Texts(FILES), (), bytes),
        Disk("/nonexistent", over=FILES),
    ):
        assert answers(tree) == expected, type(tree)


def test_an_index_that_is_not_listed_yet_answers_alike(filled):
    here = find()
    for path, text in FILES.items():
        assert Index(here).read(path) == text
    assert Index(here).read("nothing.py") == b""
    tree = Index(here)
    tree.prefetch([*FILES, "nothing.py"])
    assert {path: tree.read(path) for path in FILES} == FILES


def test_a_sha256_repository_answers_alike(clean, tmp_path):
    repo = Repo.make(tmp_path / "wide", form="sha256")
    oid = repo.commit(texts=FILES)
    here = find(repo.root)
    assert answers(Commit(here, oid)) == answers(Index(here)) == answers(Texts(FILES))
    repo.remove("a.py").write({"new.py": "1"})
    seen = changed(here, Request())
    assert [(one.op, one.path) for one in seen.changes] == [("delete", "a.py"), ("add", "new.py")]


def test_no_commit_has_no_files(repo):
    assert answers(Commit(find(), "")) == answers(Texts({})) == answers(Index(find()))


names = st.text(alphabet=string.ascii_lowercase[:3] + "/", min_size=1, max_size=5).filter(
    lambda name: not (name.startswith("/") or name.endswith("/") or "//" in name)
)
texts = st.dictionaries(names, st.sampled_from([b"", b"1", b"2\n"]), max_size=6).filter(
    lambda tree: not any(one != other and one.startswith(other + "/") for one in tree for other in tree)
)


@settings(max_examples=100, deadline=None)
@given(before=texts, after=texts)
def test_undone_is_the_tree_before(before, after):
    blob = {str(number): text for number, text in enumerate(before.values(), 1)}
    oids = dict(zip(before, blob, strict=True))
    changes = [
        Change(path=path, before=Blob(oid=oids.get(path, "")), after=Blob(work=path in after))
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path)
    ]
    undone = Undone(Texts(after), changes, blob.__getitem__)
    asked = [*before, *after, "", "a", "b", "a/b", "c/a"]
    assert answers(undone, asked) == answers(Texts(before), asked)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(committed=texts, staged=texts, lying=texts)
def test_the_trees_of_every_check_are_right_about_any_change(clean, tmp_path_factory, committed, staged, lying):
    repo = Repo.make(tmp_path_factory.mktemp("any"))
    tip = _become(repo, committed).commit()
    _become(repo, staged).stage()
    _become(repo, lying)
    here = find(repo.root)
    asked = sorted({*committed, *staged, *lying, "", "a", "b/c"})
    seen = changed(here, Request(mode="staged"))
    index = Index(here, seen.changes)
    assert answers(index, asked) == answers(Texts(staged), asked)
    assert answers(Undone(index, seen.changes, index.blobs.read), asked) == answers(Texts(committed), asked)
    seen = changed(here, Request())
    work = Work(here, seen.local)
    assert answers(work, asked) == answers(Texts(lying), asked)
    assert answers(Undone(work, seen.changes, work.blobs.read), asked) == answers(Texts(committed), asked)
    assert answers(Work(here, changed(here, Request(mode="all")).local), asked) == answers(Texts(lying), asked)
    assert answers(Commit(here, tip), asked) == answers(Texts(committed), asked)


def _become(repo, files):
    for name in os.listdir(repo.root):
        if name != ".git":
            repo.remove(name)
    return repo.write(files)


def test_proposed_texts_lie_over_the_disk(filled):
    over = {"a.py": b"new", "x/y.py": b"z", "pkg/b.py": None}
    for tree in (Disk(filled.root, over=over), Work(find(), over=over)):
        assert (tree.read("a.py"), tree.read("x/y.py"), tree.read("pkg/b.py")) == (b"new", b"z", b"")
        assert (tree.has("x/y.py"), tree.folder("x"), tree.has("pkg/b.py")) == (True, True, False)
        assert "pkg/b.py" not in tree.list("pkg/")
        assert "x/y.py" in tree.list()


def test_a_folder_whose_only_file_is_proposed_to_go_is_none(repo):
    repo.write({"d/a.py": "1"})
    assert not Disk(repo.root, over={"d/a.py": None}).folder("d")


def test_links_are_not_followed(filled, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/s.py").write_text("secret")
    filled.link("out.py", str(tmp_path / "secret/s.py")).link("outdir", str(tmp_path / "secret"))
    filled.link("loop.py", "loop.py").link("pkg/up", "..").link("in.py", "a.py")
    filled.stage()
    here = find()
    asked = ["out.py", "outdir/s.py", "outdir", "loop.py", "pkg/up/a.py", "pkg/up", "in.py", *FILES]
    for tree in (Disk(filled.root), Index(here), Work(here), Commit(here, filled.git("write-tree"))):
        assert answers(tree, asked) == answers(Texts(FILES), asked), type(tree)


def test_only_regular_files_are_files_and_a_pipe_does_not_hang(filled):
    os.mkfifo(f"{filled.root}/pipe.py")
    tree = Disk(filled.root)
    assert (tree.has("pipe.py"), tree.read("pipe.py"), tree.list("pi")) == (False, b"", [])


def test_an_unreadable_file_is_empty_and_said(filled, monkeypatch):
    (filled.path / "a.py").chmod(0)
    if os.geteuid() == 0:  # root reads everything: a file in /proc that nobody may read stands in
        tree = Disk("/proc/self")
        assert tree.read("mem") == b""
        assert tree.notes["mem"].why.startswith("cannot be read")
        return
    tree = Work(find())
    assert tree.read("a.py") == b""
    assert tree.notes["a.py"].why == "cannot be read: Permission denied"


def test_a_disk_without_letter_case_is_not_believed(filled):
    """`.GIT` beside `.git` is what such a disk looks like; the check then goes by the real names."""
    (filled.path / ".GIT").mkdir()
    tree = Disk(filled.root)
    assert (tree.has("pkg/b.py"), tree.has("pkg/B.py"), tree.has("PKG/b.py")) == (True, False, False)


def test_submodules_are_never_files(repo, tmp_path):
    inner = Repo.make(tmp_path / "inner")
    inner.commit(texts={"i.py": "1"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.root, "sub")
    repo.stage()
    here = find()
    for tree in (Index(here), Work(here), Commit(here, repo.git("write-tree"))):
        assert list(tree.list()) == [".gitmodules"]
        assert (tree.has("sub"), tree.folder("sub"), tree.read("sub")) == (False, False, b"")


def test_a_promise_to_add_is_no_file_of_the_index(filled):
    filled.write({"later.py": "1"}).git("add", "-N", "later.py")
    here = find()
    assert not Index(here).has("later.py")
    assert answers(Index(here)) == answers(Texts(FILES))
    assert Work(here, changed(here, Request(mode="all")).local).read("later.py") == b"1"


def test_a_partially_staged_file_has_the_indexs_bytes(filled):
    filled.stage({"a.py": "staged"}).write({"a.py": "lying"})
    seen = changed(find(), Request(mode="staged"))
    assert Index(find(), seen.changes).read("a.py") == b"staged"
    assert Index(find()).read("a.py") == b"staged"
    assert Work(find(), seen.changes).read("a.py") == b"lying"


def test_files_that_a_sparse_checkout_leaves_out_are_read_from_git(filled):
    filled.git("sparse-checkout", "set", "--no-cone", "/a.py")
    assert not (filled.path / "pkg").exists()
    here = find()
    assert answers(Work(here)) == answers(Index(here)) == answers(Texts(FILES))
    assert changed(here, Request()).changes == ()


def test_git_index_file_of_a_hook(filled, monkeypatch):
    """`git commit -a` and `git commit PATH` run hooks with an index of their own."""
    filled.git("read-tree", "HEAD", GIT_INDEX_FILE=".git/next")
    filled.write({"a.py": "next"})
    filled.git("add", "a.py", GIT_INDEX_FILE=".git/next")
    assert Index(find()).read("a.py") == FILES["a.py"]
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")
    seen = changed(find(), Request(mode="staged"))
    assert [one.path for one in seen.changes] == ["a.py"]
    assert Index(find(), seen.changes).read("a.py") == Index(find()).read("a.py") == b"next"


def test_caches_and_environments_are_no_part_of_a_plain_folder(clean, tmp_path):
    repo = Repo(tmp_path / "plain").write({
        "a.py": "1",
        "__pycache__/a.pyc": "x",
        "node_modules/b/c.js": "x",
        ".venv/pyvenv.cfg": "",
        ".venv/x.py": "",
        "gone/__pycache__/d.pyc": "",
        ".github/x.yml": "",
    })  # fmt: skip
    tree = Disk(repo.root)
    assert tree.list() == [".github/x.yml", "a.py"]
    assert not tree.folder("gone")
    assert tree.folder(".github")


def test_folders_may_nest_deeper_than_python_may_call_itself(clean, tmp_path):
    deep = "d/" * 300
    tree = Disk(Repo(tmp_path / "plain").write({"a.py": "1", f"{deep}x.py": "1"}).root)
    most = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        seen = tree.list(), tree.has(f"{deep}x.py"), tree.folder("d")
    finally:
        sys.setrecursionlimit(most)
        shutil.rmtree(tmp_path / "plain")  # who cleans the shared folder up later may stand deeper on the stack
    assert seen == (["a.py", f"{deep}x.py"], True, True)


def test_a_staged_check_of_a_few_files_starts_git_twice(filled, monkeypatch, tmp_path):
    filled.stage({"a.py": "1", "pkg/b.py": "2"})
    (tmp_path / "bin").mkdir()
    log = tmp_path / "log"
    real = next(f"{at}/git" for at in os.environ["PATH"].split(":") if os.access(f"{at}/git", os.X_OK))
    (tmp_path / "bin/git").write_text(f'#!/bin/sh\necho x >> {log}\nexec {real} "$@"\n')
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    here = find()
    seen = changed(here, Request(mode="staged"))
    after = Index(here, seen.changes)
    after.blobs.fetch([one.oid for change in seen.changes for one in (change.before, change.after)])
    before = Undone(after, seen.changes, after.blobs.read)
    assert [(before.read(path), after.read(path)) for path in ("a.py", "pkg/b.py")] == [
        (FILES["a.py"], b"1"),
        (FILES["pkg/b.py"], b"2"),
    ]
    assert log.read_text().count("x") == 2
