"""The real pre-commit, in a repository that knows mneme only through it: a bad commit is blocked, a good one passes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repo import Repo, scrub

ROOT = Path(__file__).parents[2]
SHOP = ROOT / "examples" / "shop"
UNREACHABLE = ("No matching distribution", "Could not find a version", "Failed to establish", "Temporary failure")


def published(folder):
    """Commit this checkout as it is, changes included, where pre-commit can clone it; return its revision."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    repo = Repo.make(folder)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return repo.commit("release")


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """The shop with our hooks installed in git, made once; pre-commit installs mneme for itself."""
    folder = tmp_path_factory.mktemp("machine")
    with pytest.MonkeyPatch.context() as patch:
        scrub(patch, folder / "home")
        patch.setenv("PRE_COMMIT_HOME", str(folder / "cache"))
        yield _installed(folder, published(folder / "mneme"))


def _installed(folder, revision):
    shop = Repo.make(folder / "shop")
    shop.write({str(file.relative_to(SHOP)): file.read_bytes() for file in SHOP.rglob("*.*") if file.is_file()})
    hooks = "".join(f"      - id: mneme-{name}\n" for name in ("check", "lint", "commit-msg", "pre-push"))
    types = "default_install_hook_types: [pre-commit, commit-msg, pre-push]\n"
    named = f"{types}repos:\n  - repo: {folder}/mneme\n    rev: {revision}\n    hooks:\n{hooks}"
    shop.write({".pre-commit-config.yaml": named})
    shop.commit("The shop as it is")
    for verb in ("install", "install-hooks"):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", verb], cwd=shop.root, capture_output=True, text=True, check=False
        )
        said = done.stdout + done.stderr
        if done.returncode and any(word in said for word in UNREACHABLE):
            pytest.skip("the registry cannot be reached")
        assert done.returncode == 0, said
    return shop


@pytest.fixture
def guarded(clean, machine, monkeypatch):
    """The shop as it was when the hooks were installed, on a branch of its own."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(machine.path.parent / "cache"))
    monkeypatch.setenv("MNEME_AS_OF", "2026-06-01")
    machine.git("checkout", "-q", "--force", "main")
    machine.git("clean", "-qfd")
    machine.git("checkout", "-q", "-B", "work")
    return machine


CART, BILLS = "src/shop/web/cart.py", "src/shop/web/bills.py"
BAD = "from shop.billing import ledger\n"


def git(shop, *args, cwd=None, **env):
    done = subprocess.run(
        ["git", *args], cwd=cwd or shop.root, capture_output=True, text=True, check=False, env={**os.environ, **env}
    )
    return done.returncode, done.stdout + done.stderr


def committed(shop, texts):
    shop.stage(texts)
    return git(shop, "commit", "-m", "change")


def blocked(found, path=CART):
    code, said = found
    assert code == 1, said
    assert f"BLOCK  ADR-0006#surface  {path}" in said
    return True


def test_a_bad_commit_is_blocked_and_a_good_one_passes(guarded):
    good = guarded.read(CART).decode()
    start = guarded.git("rev-parse", "HEAD")

    code, said = committed(guarded, {CART: good + "\nfrom shop.billing import ledger\n"})
    assert blocked((code, said))
    assert guarded.git("rev-parse", "HEAD") == start

    code, said = committed(guarded, {CART: good + "\nX = 1\n"})
    assert code == 0, said
    assert "mneme check" in said
    assert guarded.git("rev-parse", "HEAD^") == start

    code, said = committed(guarded, {"docs/decisions/ADR-0009-x.yaml": "id: ADR-0009\ntitle: X\nstatus: acepted\n"})
    assert code == 1
    assert "docs/decisions/ADR-0009-x.yaml:3:9" in said
    assert "E-STATUS" in said


def test_what_is_partially_staged_is_judged_by_the_index(guarded):
    good = guarded.read(CART).decode()
    guarded.stage({CART: good + BAD})
    guarded.write({CART: good})
    assert blocked(git(guarded, "commit", "-m", "bad index, good file"))

    guarded.stage({CART: good + "X = 1\n"})
    guarded.write({CART: good + BAD})
    code, said = git(guarded, "commit", "-m", "good index, bad file")
    assert code == 0, said
    assert guarded.read(CART).decode() == good + BAD


def test_commits_with_an_index_of_their_own(guarded):
    """`commit -a` and `commit FILE` hand hooks another index than the one that lies in the repository."""
    good = guarded.read(CART).decode()
    guarded.write({CART: good + BAD})
    assert blocked(git(guarded, "commit", "-am", "all"))
    assert blocked(git(guarded, "commit", "-m", "one file", CART))

    guarded.stage({BILLS: BAD})
    guarded.write({CART: good + "X = 1\n"})
    code, said = git(guarded, "commit", "-m", "the good file, past a bad one that is staged", CART)
    assert code == 0, said
    assert blocked(git(guarded, "commit", "-m", "the bad one"), BILLS)


def test_a_worktree_and_folders_given_by_hand(guarded, tmp_path):
    guarded.git("worktree", "add", "-q", "-B", "tree", str(tmp_path / "tree"))
    try:
        there = Repo(tmp_path / "tree")
        there.stage({BILLS: BAD})
        assert blocked(git(there, "commit", "-m", "bad"), BILLS)
        there.stage({BILLS: "X = 1\n"})
        assert git(there, "commit", "-m", "good")[0] == 0
    finally:
        guarded.git("worktree", "remove", "--force", str(tmp_path / "tree"))
    index = f"{guarded.root}/.git/another"
    shutil.copy(f"{guarded.root}/.git/index", index)
    guarded.write({BILLS: BAD})
    env = {"GIT_DIR": f"{guarded.root}/.git", "GIT_WORK_TREE": guarded.root, "GIT_INDEX_FILE": index}
    assert git(guarded, "add", BILLS, **env)[0] == 0
    assert blocked(git(guarded, "commit", "-m", "bad", **env), BILLS)


def test_merges_and_rebases_are_judged_by_what_they_add(guarded):
    good = guarded.read(CART).decode()
    guarded.git("checkout", "-q", "-B", "theirs")
    guarded.commit("theirs, past the hooks", {CART: f"THEIRS = 1\n{good}{BAD}"})
    guarded.git("checkout", "-q", "-B", "ours", "work")
    guarded.commit("ours", {CART: f"OURS = 1\n{good}"})
    assert git(guarded, "merge", "theirs")[0] == 1
    assert blocked(committed(guarded, {CART: f"OURS = 1\nTHEIRS = 1\n{good}{BAD}", BILLS: BAD}), BILLS)
    guarded.git("rm", "-qf", BILLS)
    code, said = git(guarded, "commit", "--no-edit")
    assert code == 0, said

    guarded.git("checkout", "-q", "-B", "onto", "work")
    guarded.commit("onto", {CART: f"ONTO = 1\n{good}"})
    guarded.git("checkout", "-q", "-B", "rebased", "work")
    guarded.commit("rebased", {CART: f"REBASED = 1\n{good}"})
    assert git(guarded, "rebase", "onto")[0] == 1
    assert blocked(committed(guarded, {CART: f"ONTO = 1\nREBASED = 1\n{good}{BAD}"}))
    guarded.stage({CART: f"ONTO = 1\nREBASED = 1\n{good}"})
    code, said = git(guarded, "-c", "core.editor=true", "rebase", "--continue")
    assert code == 0, said


def test_a_message_names_the_waiver_that_is_used(guarded):
    waiver = "waiver: W-0042\nwaives: [ADR-0006#surface]\nin: [src/shop/web/bills.py]\nuntil: 2026-12-31\n"
    code, said = committed(guarded, {"docs/decisions/W-0042.yaml": waiver + "approved_by: platform\nbecause: soon\n"})
    assert code == 0, said

    code, said = committed(guarded, {BILLS: BAD})
    assert code == 1
    assert "this change uses W-0042, so the message has to name it" in said

    code, said = git(guarded, "commit", "-m", "Use the ledger", "-m", "Mneme-Waiver: W-0042")
    assert code == 0, said
    message = guarded.git("log", "-1", "--format=%B").rstrip("\n")
    assert message == f"Use the ledger\n\nMneme-Waiver: W-0042\nMneme-Waived: ADR-0006#surface {BILLS}"


def test_a_push_is_judged_as_a_range(guarded, tmp_path):
    guarded.git("init", "-q", "--bare", str(tmp_path / "server.git"))
    guarded.git("remote", "add", "origin", str(tmp_path / "server.git"))
    try:
        guarded.git("push", "-q", "--no-verify", "origin", "main")
        guarded.commit("bad, past the hooks", {BILLS: BAD})
        guarded.commit("good", {"notes.txt": "x"})
        assert blocked(git(guarded, "push", "origin", "work"), BILLS)
        guarded.commit("mended", {BILLS: "X = 1\n"})
        code, said = git(guarded, "push", "origin", "work")
        assert code == 0, said
        assert git(guarded, "push", "origin", "--delete", "work")[0] == 0
    finally:
        guarded.git("remote", "remove", "origin")
