"""What only weakens the policy waits where people approve it, and names are compared by what they hold."""

import pytest

from tests.commands.test_policy_diff import PURE, edit, touches


def test_a_rule_that_is_weakened_alone_waits_for_an_approval_where_people_give_one(mneme, branch):
    """Else two changes do what one may not: the first takes the rule away, the second breaks what is no rule."""
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    branch.commit("weaker")
    code, made, found = touches(mneme, "main..HEAD")

    assert (code, made["outcome"], made["open"], made["policy"]["open"]) == (1, "ask", [], 1)
    assert found["weakens", "ADR-0007#no-orm"]["approved_by"] is None
    assert mneme("ci", "--base", "main")[0] == 1
    assert "approval needed: 1 change of the policy" in mneme("ci", "--base", "main")[1]
    assert touches(mneme, "main..HEAD", "--approved-by", "eve")[0] == 1
    code, made, found = touches(mneme, "main..HEAD", "--approved-by", "platform")
    assert (code, made["outcome"], made["approved_by"], made["policy"]["open"]) == (0, "allow", "platform", 0)
    assert found["weakens", "ADR-0007#no-orm"]["approved_by"] == "platform"
    code, said, _ = mneme("ci", "--base", "main", "--approved-by", "platform")
    assert code == 0
    assert "allowed, approved by platform" in said


def test_a_check_of_ones_own_work_says_which_gate_asks(mneme, branch):
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    code, said, _ = mneme("check")

    assert code == 0
    assert "needs approval: platform" in said
    assert "`mneme policy-diff` and `mneme ci` ask for the approval" in " ".join(said.split())
    assert "has to approve" not in said


@pytest.mark.parametrize(("setting", "expected"), [("allow", 0), ("block", 1)])
def test_what_a_weakened_rule_comes_to_is_for_the_base_to_say(mneme, shop, setting, expected):
    shop.commit("set", {"mneme.yaml": shop.read("mneme.yaml").decode() + f"on_policy_change: {setting}\n"})
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    code, said, _ = mneme("policy-diff")

    assert code == expected
    assert ("needs approval" in said) == (setting != "allow")
    assert f"on_policy_change: {setting}" in " ".join(mneme("check")[1].split())


def test_a_name_that_holds_other_files_is_told_once_and_by_what_it_holds(mneme, shop):
    rule = "id: ADR-0009\ntitle: Web\nstatus: accepted\ndate: 2026-05-01\nrules:\n  web:\n    forbid:\n      imports: [web]\n    in:\n      - domain\n"
    shop.commit("rule", {"docs/decisions/ADR-0009.yaml": rule})
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, "mneme.yaml", ("  web: src/shop/web/**", "  web: src/shop/web"))
    code, made, found = touches(mneme)
    assert (code, made["policy"]["looser"]) == (0, 0)
    assert found["changes", "components.web in mneme.yaml"]["says"] == ["other selectors, the same files"]
    assert "W-WEAKER" not in mneme("check")[1]

    edit(shop, "mneme.yaml", ("  web: src/shop/web", "  web: src/shop/web/cart.py"))
    code, made, found = touches(mneme)
    assert code == 1
    assert found["weakens", "ADR-0009#web"]["says"] == ["web means less"]
    assert "this change weakens ADR-0009#web: web means less" in " ".join(mneme("check")[1].split())
