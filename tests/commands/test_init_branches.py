"""`mneme init` writes the base branch down where it has a name that nobody would guess."""

from __future__ import annotations

import pytest

from mneme_cli.commands.init.branches import base
from tests.commands.ask import mneme, process


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


def test_the_first_rule_speaks_of_the_record_at_hand_and_of_no_other(repo):
    """Whatever decision was deleted, its reader was told to supersede ADR-0001."""
    repo.write({"src/a.py": "x = 1\n"})
    assert mneme("init", cwd=repo.root).code == 0
    (first,) = repo.path.glob("docs/decisions/*.yaml")
    second = first.read_text().replace("id: ADR-0001", "id: ADR-0002").replace("  keep:", "  hold:")
    repo.commit("init", {"docs/decisions/ADR-0002.yaml": second})
    repo.remove("docs/decisions/ADR-0002.yaml")

    said = mneme("check", cwd=repo.root).words
    assert "docs/decisions/ADR-0002.yaml is deleted" in said
    assert "`mneme supersede`, and the id of the one that goes" in said
    assert "supersede ADR-0001" not in said
