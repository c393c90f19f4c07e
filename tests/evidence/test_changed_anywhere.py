"""What changed is the same under any name, configuration, order and place, and nothing is written."""

import os
import string

import pytest

from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.stored import Index
from mneme_cli.model.request import MODES, Request
from tests.evidence.asking import LONG, ask, ops
from tests.repo import Repo

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


def test_the_answer_depends_on_no_order_and_no_place(repo, tmp_path):
    names = [f"{letter}{letter}.py" for letter in string.ascii_lowercase]
    repo.commit(texts=dict.fromkeys(names, "1"))
    repo.git("clone", "-q", repo.root, str(tmp_path / "twin"))
    twin = Repo(tmp_path / "twin")
    repo.write(dict.fromkeys(names[:9], "2")).remove(*names[20:])
    twin.remove(*names[20:]).write(dict.fromkeys(reversed(names[:9]), "2"))
    assert changed(find(repo.root), Request()) == changed(find(twin.root), Request())
