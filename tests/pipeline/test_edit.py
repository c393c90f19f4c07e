"""One proposed edit through the hook's command, in this process: what it says, and what it makes of trouble."""

import json

import pytest

from mneme_cli.commands.hook import respond
from mneme_cli.model.event import Said
from mneme_cli.pipeline import compiled
from mneme_cli.pipeline.place import cache_folder, git_folder, home, inside
from tests.commands.ask import ready

RULE = """\
id: ADR-0001
title: The domain stands alone
status: accepted
date: 2026-01-01
rules:
  alone:
    forbid:
      imports:
        - shop.infra
    in:
      - shop/domain/**
    say: Depend on a port.
"""
CHAIN = RULE.replace("imports:", "reaches:")
ORDER = "shop/domain/order.py"


@pytest.fixture
def shop(repo, monkeypatch):
    """The shop, its policy compiled; where it is compiled again, a busy machine may take its time."""
    monkeypatch.setattr("mneme_cli.commands.hook.DEADLINE", 60.0)
    packages = {f"shop/{name}__init__.py": "" for name in ("", "domain/", "infra/", "app/")}
    repo.write({**packages, "shop/infra/db.py": "x = 1\n", ORDER: "import decimal\n\nx = 1\n"})
    repo.commit("shop", {"docs/decisions/ADR-0001.yaml": RULE})
    return ready(repo)


def hook(repo, path=ORDER, moment="pre-tool", **given):
    payload = {"hook_event_name": "PreToolUse", "cwd": repo.root, "tool_input": {"file_path": path, **given}}
    said = respond(["claude", moment], lambda: json.dumps(payload).encode())
    return json.loads(said.out).get("hookSpecificOutput", {}) if said.out else {}, said.err


def test_an_edit_that_breaks_a_rule_is_denied_with_what_to_do(shop):
    said, told = hook(shop, content="from shop.infra import db\n")

    assert said["permissionDecision"] == "deny"
    assert "ADR-0001#alone" in said["permissionDecisionReason"]
    assert "Depend on a port." in said["permissionDecisionReason"]
    assert told == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (ORDER, "import decimal\n\nx = 2\n"),
        (ORDER, "import decimal\nimport shop.app\n"),
        ("shop/app/a.py", "import shop.infra.db\n"),
        ("README.md", "import shop.infra\n"),
        ("shop/domain/notes.md", "import shop.infra\n"),
    ],
)
def test_no_objection_is_silence(shop, path, text):
    assert hook(shop, path, content=text) == ({}, "")


def test_a_replacement_is_judged_as_the_file_would_be(shop):
    said, _ = hook(shop, old_string="import decimal", new_string="import shop.infra.db")

    assert said["permissionDecision"] == "deny"


def test_what_was_there_before_is_not_this_edits(shop):
    shop.write({ORDER: "import shop.infra.db\n"})

    assert hook(shop, content="import shop.infra.db\nimport decimal\n") == ({}, "")


def test_a_chain_is_never_closed_by_one_file_alone(shop):
    shop.write({"docs/decisions/ADR-0001.yaml": CHAIN, "shop/app/__init__.py": "import shop.infra.db\n"})

    said, _ = hook(shop, content="import shop.app\n")

    assert "permissionDecision" not in said


def test_decisions_that_changed_are_compiled_again_and_free_nobody_yet(shop):
    hook(shop, content="import decimal\n")
    shop.write(
        {"docs/decisions/ADR-0001.yaml": RULE.replace("shop.infra", "shop.app").replace("2026-01-01", "2026-01-02")}
    )

    assert hook(shop, content="import shop.app\n")[0]["permissionDecision"] == "deny"
    assert hook(shop, content="import shop.infra.db\n")[0]["permissionDecision"] == "ask"


def test_errors_in_decisions_are_said_beside_the_answer(shop):
    shop.write({"docs/decisions/ADR-0002.yaml": "id: ADR-0002\ntitle: X\nstatus: acepted\ndate: 2026-01-01\n"})

    said, told = hook(shop, content="import shop.infra.db\n")

    assert said["permissionDecision"] == "deny"
    assert told.startswith("mneme: 1 error in decisions, first: docs/decisions/ADR-0002.yaml:3")


@pytest.fixture
def odd(shop):
    """A branch off trunk with a commit of its own, in a repository where nothing is called as usual."""
    shop.git("branch", "-m", "trunk")
    shop.git("checkout", "-q", "-b", "feat")
    shop.commit("two", {"shop/app/b.py": "x = 2\n"})
    return shop


def test_a_base_that_nobody_knows_is_said_and_the_edit_is_judged(odd):
    said, told = hook(odd, content="import shop.infra.db\n")

    assert said["permissionDecision"] == "deny"
    assert told.startswith("mneme: E-BASE no base branch was found")
    assert "base: BRANCH" in told
    assert told.endswith("here: trunk\n")


@pytest.mark.parametrize("how", ["config", "branch"])
def test_a_base_that_is_named_or_comes_is_no_trouble_any_more(odd, how):
    hook(odd, content="import decimal\n")
    if how == "config":
        odd.write({"mneme.yaml": "base: trunk\n"})
    else:
        odd.git("branch", "main", "trunk")

    assert hook(odd, content="import shop.infra.db\n")[1] == ""


def test_a_base_that_mneme_yaml_misspells_is_said_with_its_line(shop):
    shop.write({"mneme.yaml": "base: trunk\n"})

    assert "mneme.yaml:1 E-SCHEMA 'base' says 'trunk'" in hook(shop, content="import decimal\n")[1]


def test_what_cannot_be_compiled_in_time_is_said(shop, monkeypatch):
    shop.remove(".git/mneme/policy")
    monkeypatch.setattr("mneme_cli.commands.hook.DEADLINE", 0.0)

    assert hook(shop, content="import shop.infra.db\n") == (
        {},
        "mneme: the decisions changed and could not be compiled in time; run `mneme lint`\n",
    )


@pytest.mark.parametrize(("policy", "decision"), [("deny", "deny"), ("allow", None)])
def test_our_own_failure_is_said_and_the_policy_decides(shop, monkeypatch, policy, decision):
    shop.write({"mneme.yaml": f"on_hook_failure: {policy}\n"})
    hook(shop, content="import decimal\n")

    def broken(*_):
        raise RuntimeError("half")

    monkeypatch.setattr("mneme_cli.pipeline.edit._one", broken)
    said, told = hook(shop, content="import shop.infra.db\n")

    assert said.get("permissionDecision") == decision
    assert told == "mneme: this edit was not judged (RuntimeError: half); run `mneme check`\n"


def test_a_failure_while_failing_lets_the_agent_work(shop, monkeypatch):
    def broken(*_):
        raise RuntimeError("half")

    monkeypatch.setattr("mneme_cli.pipeline.edit._by_repository", broken)

    assert hook(shop, content="x")[0] == {}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]"])
def test_a_payload_that_is_none_is_said(clean, data):
    said = respond(["claude", "pre-tool"], lambda: data)

    assert json.loads(said.out) == {"systemMessage": said.err.strip()}
    assert said.err.startswith("mneme: this edit was not judged (")


def test_a_folder_without_decisions_or_without_git_is_left_alone(clean, tmp_path):
    (tmp_path / "a.py").write_text("")
    payload = json.dumps({"cwd": str(tmp_path), "tool_input": {"file_path": "a.py", "content": "x"}}).encode()

    assert respond(["claude", "pre-tool"], lambda: payload) == Said()
    (tmp_path / ".git").mkdir()
    assert respond(["claude", "pre-tool"], lambda: payload) == Said()


def test_where_a_file_lies(repo, tmp_path, monkeypatch):
    assert inside("../b/./c.py", "/a/x") == "/a/b/c.py"
    assert inside("/a//b", "/z") == "/a/b"
    assert home(f"{repo.root}/a/b.py") == repo.root
    assert home("/nowhere/b.py") == ""
    repo.commit("one", {"a.py": ""})
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    assert git_folder(str(tmp_path / "linked")) == f"{repo.root}/.git/worktrees/linked"
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / ".git").write_text("nothing")
    assert git_folder(str(tmp_path / "odd")) == git_folder(str(tmp_path)) == ""
    monkeypatch.setenv("MNEME_CACHE", "cache")
    assert cache_folder("/a/b") == "/a/b/cache/a-b"
    monkeypatch.setenv("MNEME_CACHE", "/kept")
    roots = ("/a-b/c", "/a/b-c", "/a/b/c", "/a-/b", "/a/-b", "/a%2Db/c", "/a%252Db/c", "/a--b")
    assert len({cache_folder(root) for root in roots}) == len(roots)


def test_a_policy_is_fresh_on_its_days_only(shop):
    policy = compiled.stored(shop.root)

    assert compiled.fresh(policy, shop.root, policy.since)
    assert not compiled.fresh(policy, shop.root, policy.since - 1)
    assert not compiled.fresh(None, shop.root, policy.since)


@pytest.mark.parametrize("old", ["import nothing", "import nothing\nat all"])
def test_an_edit_of_a_text_that_is_not_there_says_so_and_that_it_was_judged_as_appended(shop, old):
    said, _ = hook(shop, old_string=old, new_string="import shop.infra.db")

    first, second, *_ = said["permissionDecisionReason"].splitlines()
    assert said["permissionDecision"] == "deny"
    assert first == f"The old text was not found in {ORDER}, so the new text was judged as if it were appended."
    assert second.startswith(f"ADR-0001#alone blocks this: {ORDER}:5 ")


def test_an_edit_of_a_text_that_is_there_says_nothing_of_the_kind(shop):
    shop.write({ORDER: "import decimal\nimport decimal\n\nx = 1\n"})

    said, _ = hook(shop, old_string="import decimal", new_string="import shop.infra.db")

    assert said["permissionDecisionReason"].startswith("ADR-0001#alone blocks this: ")
