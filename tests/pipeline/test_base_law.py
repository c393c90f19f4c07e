"""The law of the base branch's tip binds a branch; what a branch itself took away, and when, is told apart from it."""

import pytest

from tests.commands.ask import mneme

ADR = "docs/decisions/ADR-0001.yaml"
NEW = "docs/decisions/ADR-0002.yaml"
PAPER = "docs/decisions/W-0001.yaml"
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
"""
OTHER = RULE.replace("ADR-0001", "ADR-0002").replace("shop.infra", "shop.app")
WAIVER = """\
waiver: W-0001
waives:
  - ADR-0001#alone
in:
  - shop/domain/**
until: 2026-03-31
approved_by: platform
because: it moves out soon.
"""
ORDER = "shop/domain/order.py"
BAD = "import shop.infra.db\n"


@pytest.fixture
def shop(repo):
    packages = {f"shop/{name}__init__.py": "" for name in ("", "domain/", "infra/", "app/")}
    repo.write({**packages, "shop/infra/db.py": "x = 1\n", ORDER: "x = 1\n", "shop/app/a.py": "x = 1\n"})
    repo.commit("shop", {ADR: RULE})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def on_main(repo, texts):
    """Commit on main what the branch does not have."""
    repo.git("checkout", "-q", "main")
    repo.commit("meanwhile", texts)
    repo.git("checkout", "-q", "feature")


def asked(*argv):
    """Return the verdict in plain: outcome, then rule, outcome and status of each finding; and the page."""
    said = mneme("check", *argv, "--format", "json")
    page = said.page
    found = [(one["rule"], one["outcome"], one["status"]) for one in page["findings"]]
    return page["outcome"], found, page, said.code


FORMS = ((), ("--diff", "main...feature"), ("--diff", "main..feature"))


@pytest.mark.parametrize("form", FORMS, ids=["work tree", "three dots", "two dots"])
def test_a_rule_that_came_to_the_base_after_the_fork_binds_the_branch_as_any_rule(shop, form):
    shop.commit("mine", {ORDER: "import shop.app.a\n"})
    on_main(shop, {NEW: OTHER})

    outcome, found, page, code = asked(*form)

    assert (outcome, found, code) == ("block", [("ADR-0002#alone", "block", "introduced")], 1)
    assert page["changed_policy"] == []
    assert page["findings"][0]["title"] == "The domain stands alone"
    (note,) = [one for one in page["problems"] if one["code"] == "N-BASE"]
    assert note["message"] == "ADR-0002#alone came to the base branch after this change left it, and holds here as well"
    assert "Removed or weakened" not in mneme("check", *form).text
    assert not [one for one in page["problems"] if one["code"] == "W-WEAKER"]


@pytest.mark.parametrize("form", FORMS, ids=["work tree", "three dots", "two dots"])
def test_a_rule_that_the_branch_removes_is_asked_about_whatever_the_tip_says(shop, form):
    shop.commit("mine", {ORDER: BAD, ADR: RULE.replace("accepted", "retired")})
    on_main(shop, {NEW: OTHER})

    outcome, found, page, code = asked(*form)

    assert (outcome, found, code) == ("ask", [("ADR-0001#alone", "ask", "introduced")], 1)
    assert page["changed_policy"] == ["ADR-0001#alone"]


def test_what_the_base_decided_about_code_outside_of_the_change_is_not_told(shop):
    shop.commit("debt", {ORDER: "import shop.app.a\n"})
    shop.git("branch", "-f", "main", "feature")
    shop.commit("mine", {"shop/app/b.py": "x = 2\n"})
    on_main(shop, {NEW: OTHER})

    assert asked()[:2] == ("allow", [])


def test_a_tip_with_the_same_decisions_is_not_compiled(shop, monkeypatch):
    shop.commit("mine", {ORDER: "y = 1\n"})
    on_main(shop, {"shop/app/b.py": "x = 2\n"})
    monkeypatch.setattr("mneme_cli.pipeline.laws.past", None)

    assert asked("--diff", "main...feature")[0] == "allow"


def test_the_clock_of_a_three_dot_range_is_the_later_of_head_and_tip(shop):
    shop.commit("mine", {ORDER: "y = 1\n"})
    shop.git("checkout", "-q", "main")
    shop.commit("later", {"shop/app/b.py": "x = 2\n"}, GIT_COMMITTER_DATE="2026-03-09T12:00:00+00:00")
    shop.git("checkout", "-q", "feature")

    said = mneme("check", "--diff", "main...feature", "--format", "json", MNEME_AS_OF="")

    assert said.page["as_of"] == "2026-03-09"


def test_a_decision_that_becomes_undecided_is_an_error_of_the_check(shop):
    shop.commit("mine", {ADR: RULE.replace("accepted", "proposed")})

    for form in FORMS:
        _, _, page, code = asked(*form)
        assert code == 2
        assert [one["code"] for one in page["problems"] if one["code"].startswith("E-")] == ["E-DATES"]


def test_a_decision_that_was_accepted_on_the_base_meanwhile_is_not_made_undone_by_the_branch(shop):
    shop.git("checkout", "-q", "main")
    shop.commit("proposed", {NEW: OTHER.replace("accepted", "proposed")})
    shop.git("checkout", "-q", "-B", "feature")
    shop.commit("mine", {ORDER: "y = 1\n"})
    on_main(shop, {NEW: OTHER})

    for form in FORMS:
        assert asked(*form)[3] == 0


def test_a_rule_that_a_change_weakens_is_said_by_the_check(shop):
    shop.commit("mine", {ADR: RULE.replace("shop/domain/**", "shop/domain/order.py")})

    for form in FORMS:
        _, _, page, code = asked(*form)
        said = [one["message"] for one in page["problems"] if one["code"] == "W-WEAKER"]
        assert (said, code) == (["this change weakens ADR-0001#alone: it governs less"], 0)


@pytest.fixture
def ended(shop):
    """A shop with an old import, covered by a waiver that ended on the day before the one we judge at."""
    shop.commit("debt", {ORDER: BAD, PAPER: WAIVER})
    shop.git("branch", "-f", "main", "feature")
    return shop


WHY = "W-0001 ended 2026-03-31, 1 day before 2026-04-01"


def test_what_an_ended_waiver_covered_is_due_and_blocks_whoever_touches_the_file(ended):
    ended.write({ORDER: BAD + "y = 1\n"})

    outcome, found, page, code = asked()

    assert (outcome, found, code) == ("block", [("ADR-0001#alone", "block", "due")], 1)
    assert page["findings"][0]["due"] == WHY
    said = " ".join(mneme("check").text.split())
    assert said.count(WHY) == 1
    assert "set aside" not in said


def test_other_changes_print_first_what_is_due(ended):
    ended.write({"shop/app/a.py": "x = 2\n"})

    outcome, found, page, code = asked()
    text = mneme("check").text

    assert (outcome, found, code) == ("allow", [("ADR-0001#alone", "allow", "due")], 0)
    assert (page["counts"]["due"], page["findings"][0]["due"]) == (1, WHY)
    assert text.startswith("Due\n")
    assert mneme("check", "--strict").code == 0


@pytest.mark.parametrize("with_code", [False, True])
def test_an_ended_waiver_that_goes_leaves_what_it_covered_due(ended, with_code):
    ended.remove(PAPER)
    ended.write({ORDER: BAD + "y = 1\n"} if with_code else {})

    outcome, found, page, code = asked()

    assert (outcome, found, code) == ("block", [("ADR-0001#alone", "block", "due")], 1)
    assert page["findings"][0]["due"] == f"{WHY}, and this change takes it away"
    assert page["findings"][0]["aside"] is None
    assert page["changed_policy"] == []


def test_a_waiver_that_goes_before_its_day_leaves_what_it_covered_due(ended):
    ended.commit("longer", {PAPER: WAIVER.replace("2026-03-31", "2026-12-31")})
    ended.git("branch", "-f", "main", "feature")
    ended.remove(PAPER)

    outcome, found, page, _ = asked()

    assert (outcome, found) == ("block", [("ADR-0001#alone", "block", "due")])
    assert page["findings"][0]["due"] == "W-0001 held until 2026-12-31, and this change takes it away"


def test_a_waiver_that_goes_earlier_on_the_branch_leaves_what_it_covered_due(ended):
    ended.remove(PAPER)
    ended.commit("take it away")
    ended.commit("mine", {"shop/app/a.py": "x = 2\n"})

    assert asked("--diff", "main...feature")[:2] == ("block", [("ADR-0001#alone", "block", "due")])


def test_a_waiver_may_go_with_the_code_it_covered_or_for_another_waiver(ended):
    ended.remove(PAPER)
    ended.write({ORDER: "y = 1\n"})
    assert asked()[0] == "allow"

    ended.write(
        {ORDER: BAD, "docs/decisions/W-0002.yaml": WAIVER.replace("W-0001", "W-0002").replace("03-31", "12-31")}
    )
    assert asked()[:2] == ("allow", [("ADR-0001#alone", "allow", "existing")])

    ended.write({ORDER: BAD + "y = 1\n"})
    outcome, found, page, _ = asked()
    assert (outcome, found) == ("ask", [("ADR-0001#alone", "ask", "due")])
    assert (page["findings"][0]["due"], page["changed_policy"]) == (WHY, ["ADR-0001#alone"])
    assert "allowed only" not in mneme("check").text


def test_what_the_baseline_accepts_is_not_due(ended):
    mneme("baseline", "--allow-growth")
    ended.commit("accept")
    ended.git("branch", "-f", "main", "feature")
    ended.write({"shop/app/a.py": "x = 2\n"})

    assert asked()[:2] == ("allow", [])


def test_the_advice_about_an_ended_waiver_is_to_mend_the_code_first(ended):
    assert "mend the code, then delete the file" in mneme("lint").words


KEEP = "docs/decisions/ADR-0003.yaml"
ADVICE = """\
id: ADR-0003
title: Decisions are kept
status: accepted
date: 2026-01-01
rules:
  keep:
    forbid:
      paths:
        - docs/decisions/**
      on:
        - delete
    level: advise
"""


def test_advice_of_the_base_is_given_although_the_change_removes_it(shop):
    """The decision that says to keep decisions could itself be deleted without a word."""
    shop.commit("advice", {KEEP: ADVICE})
    shop.git("branch", "-f", "main", "feature")
    shop.remove(KEEP)

    outcome, found, page, code = asked()
    assert (outcome, found, code) == ("warn", [("ADR-0003#keep", "warn", "introduced")], 0)
    assert (page["changed_policy"], page["findings"][0]["title"]) == ([], "Decisions are kept")
    assert not [one for one in page["problems"] if one["code"] == "N-BASE"]


def test_advice_that_goes_on_under_another_record_is_given_once(shop):
    soft = RULE.replace("    in:", "    level: advise\n    in:")
    shop.commit("advice", {ADR: soft})
    shop.git("branch", "-f", "main", "feature")
    heir = soft.replace("ADR-0001", "ADR-0002").replace("2026-01-01", "2026-02-01") + "supersedes:\n  - ADR-0001\n"
    shop.write({NEW: heir, ORDER: BAD})

    assert asked()[:2] == ("warn", [("ADR-0002#alone", "warn", "introduced")])
    shop.write({NEW: heir.replace("shop/domain/**", "shop/domain/other.py")})
    assert asked()[:2] == ("warn", [("ADR-0001#alone", "warn", "introduced")])


def test_a_rule_that_goes_on_under_another_record_blocks_once_and_asks_nobody(shop):
    heir = RULE.replace("ADR-0001", "ADR-0002").replace("2026-01-01", "2026-02-01") + "supersedes:\n  - ADR-0001\n"
    shop.write({NEW: heir, ORDER: BAD})
    assert asked()[:2] == ("block", [("ADR-0002#alone", "block", "introduced")])
