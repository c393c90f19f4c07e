"""`mneme pre-push`: git's lines and pre-commit's variables, new branches, deleted ones, forced ones."""

import io

import pytest

from mneme_cli.cli.app import run
from tests.commands.ask import ADR, BAD, DAY, ORDER, RULE

ZEROS = "0" * 40


@pytest.fixture
def push(server, capsys, monkeypatch):
    """Say what git says to the hook, in somebody's checkout; return the exit code and what was said."""
    monkeypatch.chdir(server.work.root)
    for name in ("PRE_COMMIT", "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF"):
        monkeypatch.delenv(name, raising=False)

    def said(*rows, remote="origin", lines=""):
        lines = lines or "".join(f"refs/heads/{name} {new} refs/heads/{name} {old}\n" for name, new, old in rows)
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        capsys.readouterr()
        code = run(["pre-push", remote, server.url, "--as-of", DAY])
        return code, capsys.readouterr().out

    return said


def commits(server, name, *texts, start="main"):
    server.work.git("checkout", "-q", "-B", name, start)
    return [server.work.commit(f"{name} {at}", one) for at, one in enumerate(texts)]


def test_a_range_is_judged_and_what_is_there_already_is_not(server, push):
    main = server.work.git("rev-parse", "main")
    bad, good = commits(server, "main", {ORDER: BAD}, {"notes/a.txt": "a\n"})

    assert push(("main", bad, main))[0] == 1
    assert push(("main", good, bad)) == (0, "")
    code, said = push(("main", good, main))
    assert code == 1
    assert said.startswith(f"refs/heads/main: {main[:12]}..{good[:12]}\n")
    assert "BLOCK  ADR-0001#no-infra" in said


def test_a_new_branch_is_compared_with_where_it_left_the_remote(server, push):
    server.work.git("checkout", "-q", "main")
    server.work.commit("debt", {ORDER: BAD})
    server.push("main")
    (good,) = commits(server, "good", {"notes/a.txt": "a\n"})
    (bad,) = commits(server, "bad", {"src/shop/domain/new.py": BAD})

    assert push(("good", good, ZEROS)) == (0, "")
    assert push(("good", good, ZEROS), ("bad", bad, ZEROS))[0] == 1


def test_what_is_deleted_asks_for_nothing(server, push):
    main = server.work.git("rev-parse", "main")

    assert push(("gone", ZEROS, main)) == (0, "")
    assert push() == (0, "")


def test_a_branch_that_was_rebased_and_forced_answers_for_itself_alone(server, push):
    old = server.branch("side", {"notes/side.txt": "a\n"})
    server.work.git("checkout", "-q", "main")
    server.work.commit("debt", {ORDER: BAD})
    server.push("main")
    (new,) = commits(server, "side", {"notes/side.txt": "b\n"})
    (bad,) = commits(server, "side", {"src/shop/domain/new.py": BAD})

    assert push(("side", new, old)) == (0, "")
    assert push(("side", bad, old))[0] == 1
    assert push(("side", new, "1" * 40)) == (0, "")


def test_a_first_push_to_a_remote_that_nobody_knows_is_judged_whole(server, push):
    (bad,) = commits(server, "main", {ORDER: BAD})

    code, said = push(("main", bad, ZEROS), remote="elsewhere")

    assert code == 1
    assert said.startswith("refs/heads/main: everything\n")


def test_what_waits_for_an_approval_can_be_pushed_to_where_it_is_given(server, push):
    """A pull request has to be pushed before anybody can approve it."""
    (_, use) = commits(server, "weaker", {ADR: RULE.replace("src/shop/domain/**", "src/shop/infra/**")}, {ORDER: BAD})
    (bad,) = commits(server, "bad", {ORDER: BAD})

    code, said = push(("weaker", use, ZEROS))
    assert code == 0, said
    assert "needs approval: ana" in said
    assert push(("weaker", use, ZEROS), ("bad", bad, ZEROS))[0] == 1


def test_pre_commit_says_the_range_in_its_environment(server, push, monkeypatch):
    main = server.work.git("rev-parse", "main")
    bad, good = commits(server, "main", {ORDER: BAD}, {"notes/a.txt": "a\n"})
    monkeypatch.setenv("PRE_COMMIT", "1")
    monkeypatch.setenv("PRE_COMMIT_REMOTE_NAME", "origin")
    monkeypatch.setenv("PRE_COMMIT_LOCAL_BRANCH", "refs/heads/main")

    for start, end, code in ((main, good, 1), (bad, good, 0), (main, ZEROS, 0)):
        monkeypatch.setenv("PRE_COMMIT_FROM_REF", start)
        monkeypatch.setenv("PRE_COMMIT_TO_REF", end)
        assert push()[0] == code
    monkeypatch.delenv("PRE_COMMIT_FROM_REF")
    monkeypatch.delenv("PRE_COMMIT_TO_REF")
    assert push()[0] == 1


def test_the_base_branch_that_mneme_yaml_names_is_the_remotes_too(server, push):
    """What others have brought to develop is theirs, though the remote's usual branch knows nothing of it."""
    work = server.work
    work.git("checkout", "-q", "-b", "develop", "main")
    config = work.read("mneme.yaml").decode()
    for base in ("develop", "origin/develop"):
        work.commit(f"by {base}", {"mneme.yaml": f"{config}base: {base}\n", ORDER: BAD})
        server.push("develop")
        (good,) = commits(server, "good", {"notes/a.txt": f"{base}\n"}, start="develop")
        (bad,) = commits(server, "bad", {"src/shop/domain/new.py": BAD}, start="develop")
        assert push(("good", good, ZEROS)) == (0, "")
        assert push(("bad", bad, ZEROS))[0] == 1
        work.git("checkout", "-q", "develop")
    (unpushed,) = commits(server, "develop", {"src/shop/domain/more.py": BAD}, start="develop")
    (top,) = commits(server, "top", {"notes/b.txt": "b\n"}, start="develop")
    assert unpushed != top
    assert push(("top", top, ZEROS))[0] == 1


def test_a_commit_may_be_pushed_by_any_name_that_git_takes(server, push, monkeypatch):
    """Git hands on what was typed: `git push origin 'HEAD@{1 day ago}:x'`."""
    (bad,) = commits(server, "main", {ORDER: BAD})
    rows = f"HEAD@{{1 day ago}} {bad} refs/heads/x {ZEROS}\n:/main 0 {ZEROS} refs/heads/y {bad}\n"

    assert push(("main", bad, ZEROS), lines=rows)[0] == 1
