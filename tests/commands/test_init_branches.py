"""`mneme init` writes the base branch down where it has a name that nobody would guess."""

from __future__ import annotations

import pytest

from mneme_cli.commands.init.branches import base
from tests.commands.ask import process


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        (["refs/heads/main"], ""),
        (["refs/heads/x", "refs/heads/master"], ""),
        (["refs/heads/x", "refs/remotes/origin/main"], ""),
        (["refs/heads/x", "refs/heads/trunk"], "trunk"),
        (["refs/heads/x", "refs/remotes/origin/develop"], "origin/develop"),
        (["refs/heads/only"], "only"),
        (["refs/heads/one", "refs/heads/two"], ""),
    ],
)
def test_the_base_branch(repo, refs, expected):
    tip = repo.commit("one", {"a.py": "x = 1\n"}) or repo.git("rev-parse", "HEAD")
    repo.git("remote", "add", "origin", "https://example.invalid/x.git")
    repo.git("checkout", "-q", "--detach")
    repo.git("branch", "-D", "main")
    for ref in refs:
        repo.git("update-ref", ref, tip)
    assert base(repo.root) == expected


def test_without_git_and_before_the_first_commit(tmp_path, repo):
    assert base(str(tmp_path)) == ""
    assert base(repo.root) == ""


def test_init_writes_it_and_check_finds_it(repo):
    repo.commit("one", {"pkg/__init__.py": "", "pkg/a.py": "x = 1\n"})
    repo.git("branch", "-m", "main", "trunk")
    assert process("init").code == 0
    assert "base: trunk\n" in (repo.path / "mneme.yaml").read_text()
    assert process("check").code == 0
