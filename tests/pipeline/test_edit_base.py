"""An agent that edits the policy does not free itself: what only the merge base's rules stop, a person is asked about."""

import pytest

from mneme_cli.pipeline import compiled
from mneme_cli.store import policy as policies
from tests.pipeline.test_edit import ORDER, RULE, hook

ADR = "docs/decisions/ADR-0001.yaml"
WAIVER = """\
waiver: W-0001
waives:
  - ADR-0001#alone
in:
  - shop/domain/**
until: 2099-12-31
approved_by: platform
because: it moves out soon.
"""
BAD = "from shop.infra import db\n"


@pytest.fixture
def shop(repo, monkeypatch):
    monkeypatch.setattr("mneme_cli.commands.hook.DEADLINE", 60.0)  # what is asked here is no question of speed
    packages = {f"shop/{name}__init__.py": "" for name in ("", "domain/", "infra/", "app/")}
    repo.write({**packages, "shop/infra/db.py": "x = 1\n", ORDER: "import decimal\n\nx = 1\n"})
    repo.commit("shop", {ADR: RULE})
    return repo


WEAKER = {
    "retired": {ADR: RULE.replace("accepted", "retired")},
    "deleted": {
        ADR: None,
        "docs/decisions/ADR-0002.yaml": RULE.replace("ADR-0001", "ADR-0002").replace("infra", "app"),
    },
    "narrowed": {ADR: RULE.replace("shop/domain/**", "shop/app/**")},
    "another target": {ADR: RULE.replace("shop.infra", "shop.app")},
    "advice": {ADR: RULE.replace("date: ", "x-a: b\ndate: ").replace("accepted", "deprecated")},
    "waived": {"docs/decisions/W-0001.yaml": WAIVER},
    "excluded": {"mneme.yaml": 'exclude:\n  - "shop/domain/**"\n'},
    "marked": {".gitattributes": "shop/domain/** linguist-vendored\n"},
    "moved away": {
        "mneme.yaml": "decisions: [elsewhere]\n",
        "elsewhere/ADR-0002.yaml": RULE.replace("ADR-0001", "ADR-0002").replace("shop.infra", "shop.app"),
    },
}


def weaken(repo, name):
    for path, text in WEAKER[name].items():
        if text is None:
            repo.remove(path)
        else:
            repo.write({path: text})


@pytest.mark.parametrize("name", sorted(WEAKER))
def test_what_only_the_rule_of_the_base_stops_is_asked(shop, name):
    weaken(shop, name)

    said, told = hook(shop, content=BAD)

    assert said["permissionDecision"] == "ask"
    assert "ADR-0001#alone" in said["permissionDecisionReason"]
    assert "the policy was changed in this work tree" in said["permissionDecisionReason"]
    assert told == ""


@pytest.mark.parametrize(("setting", "decision"), [("allow", None), ("ask", "ask"), ("block", "deny")])
def test_the_base_says_what_a_change_of_policy_means(shop, setting, decision):
    shop.commit("settings", {"mneme.yaml": f"on_policy_change: {setting}\n"})
    shop.write({"mneme.yaml": "on_policy_change: allow\n", ADR: RULE.replace("accepted", "retired")})

    assert hook(shop, content=BAD)[0].get("permissionDecision") == decision


def test_a_rule_that_both_have_stops_as_ever(shop):
    shop.write({ADR: RULE.replace("shop/domain/**", "shop/**")})

    assert hook(shop, content=BAD)[0]["permissionDecision"] == "deny"


def test_a_new_rule_holds_at_once(shop):
    new = RULE.replace("ADR-0001", "ADR-0002").replace("shop.infra", "shop.app")
    shop.write({"docs/decisions/ADR-0002.yaml": new})

    assert hook(shop, content="import shop.app\n")[0]["permissionDecision"] == "deny"
    assert hook(shop, content="import shop.infra.db\n")[0]["permissionDecision"] == "deny"


def test_what_was_there_before_is_not_asked_about(shop):
    shop.commit("debt", {ORDER: BAD})
    weaken(shop, "retired")

    assert hook(shop, content=BAD + "import decimal\n") == ({}, "")


def test_a_change_of_policy_on_a_branch_counts_until_it_is_merged(shop):
    shop.git("checkout", "-q", "-b", "feature")
    hook(shop, content="import decimal\n")
    weaken(shop, "retired")
    shop.commit("retire it")

    assert hook(shop, content=BAD)[0]["permissionDecision"] == "ask"

    shop.git("branch", "-f", "main", "feature")

    assert hook(shop, content=BAD) == ({}, "")


def test_a_change_of_policy_that_is_committed_to_the_base_branch_is_the_law(shop):
    weaken(shop, "retired")
    assert hook(shop, content=BAD)[0]["permissionDecision"] == "ask"

    shop.commit("retire it")

    assert hook(shop, content=BAD) == ({}, "")


def test_packed_refs_are_read_too(shop):
    shop.git("pack-refs", "--all")
    weaken(shop, "retired")
    assert hook(shop, content=BAD)[0]["permissionDecision"] == "ask"
    shop.commit("retire it")
    shop.git("pack-refs", "--all")

    assert hook(shop, content=BAD) == ({}, "")


def test_a_linked_work_tree_has_a_base_of_its_own(shop, tmp_path):
    shop.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    linked = type(shop)(tmp_path / "linked")
    weaken(linked, "retired")

    assert hook(linked, content=BAD)[0]["permissionDecision"] == "ask"
    assert hook(shop, content=BAD)[0]["permissionDecision"] == "deny"


def test_without_a_common_ancestor_the_last_commit_is_the_base(shop):
    shop.git("checkout", "-q", "--orphan", "other")
    shop.commit("alone")
    weaken(shop, "retired")

    assert hook(shop, content=BAD)[0]["permissionDecision"] == "ask"


def test_the_same_policy_at_both_ends_keeps_nothing_besides(shop):
    shop.write({"shop/app/a.py": "x = 1\n"})
    hook(shop, content="import decimal\n")

    assert compiled.beside(compiled.stored(shop.root), shop.root) is None
    assert policies.load(f"{shop.root}/.git/mneme/base") is None


def test_a_baseline_that_grows_in_the_work_tree_accepts_nothing_yet(shop):
    row = {"rule": "ADR-0001#alone", "source": ORDER, "target": "shop/infra/db.py", "symbol": "", "edge": "runtime"}
    rows = ", ".join(f'"{key}": "{value}"' for key, value in row.items())
    grown = f'{{"version": 1, "findings": [{{{rows}, "times": 1}}]}}'
    shop.write({".mneme/baseline.json": grown})

    assert hook(shop, content=BAD)[0]["permissionDecision"] == "deny"

    shop.commit("accepted")

    assert hook(shop, content=BAD) == ({}, "")


def test_a_base_that_cannot_be_compiled_in_time_is_said(shop, monkeypatch):
    hook(shop, content="import decimal\n")
    shop.commit("more", {"shop/app/a.py": "x = 1\n"})
    monkeypatch.setattr("mneme_cli.commands.hook.DEADLINE", 0.5)
    monkeypatch.setattr(compiled, "_compile", lambda *_: None)

    said, told = hook(shop, content=BAD)

    assert said["permissionDecision"] == "deny"
    assert (
        told
        == "mneme: the commit to compare with moved and its decisions could not be compiled in time; run `mneme check`\n"
    )


ENDED = WAIVER.replace("2099-12-31", "2026-03-31")


@pytest.mark.parametrize("text", [BAD + "y = 2\n", BAD + "import decimal\n"], ids=["same imports", "other imports"])
def test_what_is_due_is_context_for_an_edit_that_did_not_bring_it(shop, text):
    shop.commit("debt", {ORDER: BAD, "docs/decisions/W-0001.yaml": ENDED})

    said, told = hook(shop, content=text)

    assert "permissionDecision" not in said
    assert "It was there before, and is due: W-0001 ended 2026-03-31" in said["additionalContext"]
    assert (
        "The change as a whole is stopped at the next gate unless another edit mends this." in said["additionalContext"]
    )
    assert told == ""


def test_an_edit_that_mends_what_is_due_is_silent(shop):
    shop.commit("debt", {ORDER: BAD, "docs/decisions/W-0001.yaml": ENDED})

    assert hook(shop, content="y = 2\n") == ({}, "")


def test_an_edit_that_brings_more_beside_what_is_due_is_stopped(shop):
    shop.commit("debt", {ORDER: BAD, "docs/decisions/W-0001.yaml": ENDED})

    said, _ = hook(shop, content=BAD + "import shop.infra\n")

    assert said["permissionDecision"] == "deny"
    assert "due" not in said["permissionDecisionReason"]
