"""What a change does to the rules on a day to come: it is as much a change of the policy as what it does today."""

import pytest

from tests.commands.test_policy_diff import PURE, edit, touches

RULE = "ADR-0007#no-orm"
FREE = """\
id: ADR-0009
title: The domain may know it
status: accepted
date: 2026-05-30
effective: 2026-06-11
"""


def ending(branch):
    edit(branch, PURE, ("status: accepted\n", "status: accepted\nexpires: 2026-06-10\n"))


def superseded(branch):
    branch.write({"docs/decisions/ADR-0009.yaml": FREE + "supersedes: [ADR-0007]\n"})


def amended(branch):
    branch.write({"docs/decisions/ADR-0009.yaml": FREE + f"amends: ['{RULE}']\n"})


def overridden(branch):
    lines = f"overrides:\n  - rule: '{RULE}'\n    in: [src/shop/domain/**]\n    because: speed\n"
    branch.write({"docs/decisions/ADR-0009.yaml": FREE + lines})


@pytest.mark.parametrize(
    ("change", "how", "says"),
    [
        (ending, "goes", "from 2026-06-11: expired"),
        (superseded, "goes", "from 2026-06-11: superseded by ADR-0009"),
        (amended, "goes", "from 2026-06-11: amended by ADR-0009"),
        (overridden, "weakens", "from 2026-06-11: override ADR-0009"),
    ],
)
def test_a_rule_that_goes_on_a_later_day_waits_for_an_approval_today(mneme, branch, change, how, says):
    """Else a change only had to name tomorrow, and nobody was asked."""
    change(branch)
    branch.commit("later")
    code, made, found = touches(mneme, "main..HEAD")

    assert (code, made["outcome"], made["policy"]["open"]) == (1, "ask", len(found))
    assert found[how, RULE]["says"][0] == says
    assert found[how, RULE]["may_approve"] == ["platform"]
    assert mneme("ci", "--base", "main")[0] == 1
    assert mneme("ci", "--base", "main", "--approved-by", "platform")[0] == 0


def test_a_rule_that_is_yet_to_come_is_a_rule(mneme, shop):
    text = FREE + "rules:\n  no-print:\n    forbid: {calls: [print]}\n"
    shop.commit("scheduled", {"docs/decisions/ADR-0009.yaml": text})
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, "docs/decisions/ADR-0009.yaml", ("2026-06-11", "2026-06-21"))

    _, _, found = touches(mneme)
    assert found["goes", "ADR-0009#no-print"]["says"][0] == "from 2026-06-11: scheduled: it begins on 2026-06-21"
    assert ("appears", "ADR-0009#no-print") not in found

    edit(shop, "docs/decisions/ADR-0009.yaml", ("2026-06-21", "2026-06-03"))
    code, _, found = touches(mneme)
    assert (code, list(found)) == (0, [("appears", "ADR-0009#no-print")])
    assert found["appears", "ADR-0009#no-print"]["says"][0].startswith("from 2026-06-03: ")


def test_what_a_change_does_today_is_told_once_and_days_that_were_there_are_no_news(mneme, shop):
    ending(shop)
    shop.commit("ends")
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))

    _, _, found = touches(mneme)
    assert [(how, what) for how, what in found] == [("weakens", RULE)]

    edit(shop, PURE, ("[sqlalchemy]", "[sqlalchemy, shop.infra]"), ("2026-06-10", "2026-07-10"))
    code, _, found = touches(mneme)
    assert (code, list(found)) == (0, [("appears", RULE)])
    assert found["appears", RULE]["says"][0].startswith("from 2026-06-11: ")


def test_a_rule_that_begins_later_goes_until_then_and_that_is_all(mneme, branch):
    edit(branch, PURE, ("    in:\n", "    begins: 2026-06-11\n    in:\n"))

    _, _, found = touches(mneme)
    assert list(found) == [("goes", RULE)]
    assert found["goes", RULE]["says"][0] == "scheduled: it begins on 2026-06-11"
