"""`mneme install git` in real repositories: the folder that git uses, what is there, exact removal, and what they do."""

import os
import subprocess
import sys

import pytest

from mneme_cli.cli.app import run
from mneme_cli.commands.doctor.machine import machine as examined
from mneme_cli.gates.git.hooks import MARK, NAMES
from tests.commands.ask import BAD, DAY, ORDER, ROOT, small_shop

OURS = '#!/bin/sh\necho before $# >> "$(git rev-parse --show-toplevel)/seen"\n'


@pytest.fixture
def shop(repo, tmp_path, monkeypatch):
    """A shop on a machine whose PATH has a mneme."""
    door = tmp_path / "bin" / "mneme"
    door.parent.mkdir()
    door.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m mneme_cli "$@"\n')
    door.chmod(0o755)
    monkeypatch.setenv("PATH", f"{door.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("MNEME_AS_OF", DAY)
    monkeypatch.setattr("mneme_cli.commands.install_git._program", lambda: str(door))
    small_shop(repo).commit("The shop")
    return repo


def machine(root):
    return {one.name: one for one in examined(root).checks}


def git(repo, *args, cwd=None):
    done = subprocess.run(["git", *args], cwd=cwd or repo.root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def tree(folder):
    """Everything that lies in a folder: names, modes, bytes."""
    return {one.name: (one.stat().st_mode, one.read_bytes()) for one in folder.iterdir()} if folder.is_dir() else {}


def hooks(repo, capsys, verb="install"):
    capsys.readouterr()
    code = run([verb, "git"])
    said = capsys.readouterr()
    return code, said.out + " ".join(said.err.split())


def test_installed_hooks_block_name_and_pass(shop, capsys):
    assert hooks(shop, capsys) == (0, "".join(f"{name}: installed\n" for name in NAMES))
    shop.stage({ORDER: BAD})
    code, said = git(shop, "commit", "-m", "bad")
    assert (code, "BLOCK  ADR-0001#no-infra" in said) == (1, True), said
    shop.write({ORDER: "import json\n"})
    assert git(shop, "commit", "-am", "good")[0] == 0
    shop.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "empty")
    shop.git("init", "-q", "--bare", f"{shop.root}.git")
    shop.git("remote", "add", "origin", f"{shop.root}.git")
    assert git(shop, "push", "-q", "origin", "main")[0] == 0
    shop.commit("bad past the hook", {ORDER: BAD})
    code, said = git(shop, "push", "origin", "main")
    assert (code, "BLOCK  ADR-0001#no-infra" in said) == (1, True), said
    assert hooks(shop, capsys) == (0, "".join(f"{name}: is in place\n" for name in NAMES))


def test_a_hook_that_git_cannot_run_is_not_in_place(shop, capsys, monkeypatch):
    monkeypatch.chdir(shop.root)
    assert machine(shop.root)["git hooks"].state == "unused"
    hooks(shop, capsys)
    assert machine(shop.root)["git hooks"].state == "ok"
    (shop.path / ".git/hooks/pre-commit").chmod(0o644)

    found = machine(shop.root)["git hooks"]
    assert (found.state, found.said, found.mend) == ("mend", "git does not run pre-commit", "mneme install git")
    code, said = hooks(shop, capsys)
    assert (code, said.splitlines()[0]) == (0, "pre-commit: written anew")
    assert machine(shop.root)["git hooks"].state == "ok"
    shop.stage({ORDER: BAD})
    assert git(shop, "commit", "-m", "bad")[0] == 1


def test_what_was_there_runs_first_and_comes_back_exactly(shop, capsys):
    folder = shop.path / ".git" / "hooks"
    shop.write(
        {
            ".git/hooks/pre-commit": OURS,
            ".git/hooks/pre-push": "#!/bin/sh\ncat > pushed\nexit 0\n",
            ".git/hooks/commit-msg": "not executable",
        }
    )
    for name, mode in (("pre-commit", 0o700), ("pre-push", 0o755), ("commit-msg", 0o644)):
        (folder / name).chmod(mode)
    before = tree(folder)

    assert "pre-commit: installed, after what was there" in hooks(shop, capsys)[1]
    shop.stage({ORDER: BAD})
    assert git(shop, "commit", "-m", "bad")[0] == 1
    assert shop.read("seen") == b"before 0\n"
    shop.commit("bad", {ORDER: BAD})
    shop.git("init", "-q", "--bare", f"{shop.root}.git")
    assert git(shop, "push", f"{shop.root}.git", "main")[0] == 1
    assert shop.read("pushed").startswith(b"refs/heads/main ")
    assert "taken away; what was there is back" in hooks(shop, capsys, "uninstall")[1]
    assert tree(folder) == before
    assert hooks(shop, capsys, "uninstall")[1].count("was not ours") == 3


def test_a_hook_that_was_there_and_refuses_is_heard(shop, capsys):
    shop.write({".git/hooks/pre-commit": "#!/bin/sh\necho no; exit 7\n"})
    (shop.path / ".git/hooks/pre-commit").chmod(0o755)
    hooks(shop, capsys)
    shop.stage({"a.txt": "a"})

    code, said = git(shop, "commit", "-m", "x")

    assert (code, said) == (1, "no\n")


def test_a_worktree_and_a_folder_of_the_teams_own(shop, capsys, tmp_path, monkeypatch):
    shop.git("worktree", "add", "-q", str(tmp_path / "other"), "-b", "other")
    monkeypatch.chdir(tmp_path / "other")
    hooks(shop, capsys)
    (tmp_path / "other" / ORDER).write_text(BAD)
    assert git(shop, "commit", "-am", "bad", cwd=tmp_path / "other")[0] == 1
    assert MARK.encode() in shop.read(".git/hooks/pre-commit")
    hooks(shop, capsys, "uninstall")
    monkeypatch.chdir(shop.root)
    shop.git("config", "core.hooksPath", ".githooks")
    hooks(shop, capsys)
    assert str(tmp_path).encode() not in shop.read(".githooks/pre-commit")
    shop.write({ORDER: BAD})
    assert git(shop, "commit", "-am", "bad")[0] == 1
    assert hooks(shop, capsys, "uninstall")[1].count("taken away") == 3
    assert tree(shop.path / ".githooks") == {}


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            ".git/hooks",
            "#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n",
            "pre-commit keeps",
        ),
        (".git/hooks", "#!/bin/sh\ncall_lefthook run commit-msg\n", "lefthook keeps"),
        (".husky/_", "#!/bin/sh\n", "husky keeps"),
    ],
)
def test_hooks_that_somebody_else_keeps_are_left_to_them(shop, capsys, path, text, said):
    shop.git("config", "core.hooksPath", path)
    shop.write({f"{path}/commit-msg": text})
    before = tree(shop.path / path)

    code, told = hooks(shop, capsys)

    assert code == 2
    assert said in told
    assert "mneme-commit-msg" in told or "mneme commit-msg" in told
    assert tree(shop.path / path) == before


def test_a_folder_for_all_repositories_of_a_person_is_not_ours_to_write(shop, capsys, tmp_path):
    shop.git("config", "core.hooksPath", str(tmp_path / "mine"))

    code, said = hooks(shop, capsys)

    assert code == 2
    assert "other repositories use too" in said
    assert not (tmp_path / "mine").exists()


def test_without_mneme_on_path_a_commit_passes_and_that_is_said(shop, capsys, monkeypatch):
    monkeypatch.setattr("mneme_cli.commands.install_git._program", lambda: "")
    hooks(shop, capsys)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    shop.write({ORDER: BAD})

    code, said = git(shop, "commit", "-am", "bad")

    assert code == 0
    assert "mneme is not on PATH, so nothing was judged" in said


def test_nothing_else_is_installed_here(shop, capsys):
    assert run(["install", "telex"]) == 2
    assert "vscode; or git" in capsys.readouterr().err


WAIVED = (
    "waiver: W-0007\nwaives: [ADR-0001#no-infra]\nin: [src/shop/domain/order.py]\nuntil: 2026-12-31\n"
    "approved_by: ana\nbecause: the port comes next week\n"
)


def message(repo):
    return repo.git("log", "-1", "--format=%B")


def test_a_commit_that_is_amended_keeps_what_it_said_of_a_waiver(shop, capsys, monkeypatch):
    hooks(shop, capsys)
    shop.commit("Waive", {"docs/decisions/W-0007.yaml": WAIVED})
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-03-02T12:00:00+00:00")
    shop.stage({ORDER: BAD})
    assert git(shop, "commit", "-m", "Use", "-m", "Mneme-Waiver: W-0007")[0] == 0
    trailers = f"Mneme-Waiver: W-0007\nMneme-Waived: ADR-0001#no-infra {ORDER}"
    assert message(shop).endswith(trailers)

    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-03-03T12:00:00+00:00")
    assert git(shop, "commit", "--amend", "-m", "In other words")[0] == 0
    assert message(shop).rstrip() == f"In other words\n\n{trailers}"

    assert git(shop, "commit", "--allow-empty", "-m", "The next one")[0] == 0
    assert message(shop).rstrip() == "The next one"
    shop.git("reset", "-q", "--hard", "HEAD~1")

    shop.stage({ORDER: "import json\n"})
    assert git(shop, "commit", "--amend", "-m", "It needs none")[0] == 0
    assert message(shop).rstrip() == "It needs none"
