"""Why, asked of a rule, a waiver or a finding; and what to say when there is nothing of that name."""

import json

import pytest

from tests.commands.test_lint import BAN
from tests.commands.why.conftest import said


def test_a_rule_in_force(broken, mneme):
    code, out, _ = mneme("why", "7#no-orm")

    assert code == 0
    for part in (
        "ADR-0007#no-orm  Domain code does not import infrastructure",
        "state       in force since 2026-03-14 (repository)",
        "written     docs/decisions/ADR-0007-domain-is-pure.yaml:11",
        "history     ADR-0002#no-orm superseded by ADR-0004 on 2024-09-16",
        "finds       1 finding now",
        "BLOCK  ADR-0007#no-orm  src/shop/domain/tax.py:3:1",
    ):
        assert part in out


def test_a_rule_that_was_replaced(shop, mneme):
    _, out, _ = mneme("why", "ADR-0004")

    assert "state       superseded by ADR-0007 on 2026-03-14" in out
    assert "forbid:" in out
    assert "now         see ADR-0007" in out


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"date: 2026-01-02": "date: 2026-01-02\neffective: 2027-01-01"}, "not in force: it begins later (2027-01-01)"),
        ({"date: 2026-01-02": "date: 2026-01-02\nexpires: 2026-02-01"}, "not in force: it has expired (2026-02-02)"),
        ({"accepted": "proposed"}, "not in force: it is not decided"),
        ({"accepted": "retired"}, "not in force: it was retired"),
        ({"accepted": "deprecated"}, "in force since 2026-01-02 (repository, advice only)"),
        ({"    in:": "    level: final\n    in:"}, "in force since 2026-01-02 (repository, final)"),
    ],
)
def test_states(shop, mneme, change, state):
    text = BAN
    for old, new in change.items():
        text = text.replace(old, new)
    shop.write({"docs/decisions/ADR-0011.yaml": text})

    assert f"state       {state}" in mneme("why", "ADR-0011#closed")[1]


def test_nobody_is_sent_to_waive_what_nobody_may_waive(branch, mneme):
    text = BAN.replace("    in:", "    level: final\n    in:")
    branch.write({"docs/decisions/ADR-0011.yaml": text, "src/shop/web/bad.py": "import attrs\n"})

    _, out, _ = mneme("why", "src/shop/web/bad.py")

    assert "the rule is final and nobody may waive it" in " ".join(out.split())


def test_a_waiver_means_the_rules_it_waives(shop, mneme):
    assert [one["rule"] for one in said(mneme, "W-1")[1]["rules"]] == ["ADR-0003#one-client"]


def test_a_finding_by_its_identity(broken, mneme):
    verdict = json.loads(mneme("check", "--format", "json")[1])
    (identity,) = [one["identity"] for one in verdict["findings"]]

    code, found = said(mneme, identity[:10])

    assert (code, found["kind"]) == (0, "finding")
    assert [each["identity"] for one in found["rules"] for each in one["findings"]] == [identity]
    assert "src/shop/domain/tax.py:3:1" in mneme("why", identity)[1]


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("ADR-0007#no-omr", "did you mean ADR-0007#no-orm?"),
        ("ADR-0107", "did you mean ADR-0007?"),
        ("src/shop/domian/order.py", "did you mean src/shop/domain/order.py?"),
        ("0123456789abcdef", "mneme check"),
        ("nothing-at-all-like-it", "as `mneme list` shows"),
        ("/etc/passwd", "inside it"),
    ],
)
def test_what_is_not_there(shop, mneme, what, hint):
    code, out, err = mneme("why", what)

    assert (code, out) == (2, "")
    assert hint in err


def test_errors_in_decisions_are_said(shop, mneme):
    shop.write({"docs/decisions/ADR-0012.yaml": "id: ADR-0012\n"})

    code, out, _ = mneme("why", "src/shop/web/cart.py")

    assert code == 2
    assert "so this may not be all: `mneme lint`" in " ".join(out.split())


GONE = "docs/decisions/ADR-0007-domain-is-pure.yaml"


@pytest.mark.parametrize("asked", ["ADR-0007#no-orm", "7#no-orm", "ADR-0007"])
def test_a_rule_that_the_change_removes_is_explained_by_what_the_base_says(broken, mneme, asked):
    """A check sent its reader here, and here nobody knew it."""
    broken.remove(GONE)
    code, out, _ = mneme("why", asked)

    assert code == 0
    for part in (
        "ADR-0007#no-orm  Domain code does not import infrastructure",
        "state       removed by this change",
        f"written     {GONE}:11",
        "finds       1 finding now",
        "src/shop/domain/tax.py:3:1",
    ):
        assert part in out
    (told,) = [one for one in json.loads(mneme("why", asked, "--json")[1])["rules"] if one["rule"] == "ADR-0007#no-orm"]
    assert (told["how"], told["reason"], len(told["findings"])) == ("removed", "removed by this change", 1)


def test_a_rule_that_its_decision_has_no_more_is_removed_as_well(shop, mneme):
    shop.commit("ban", {"docs/decisions/ADR-0011.yaml": BAN})
    shop.write({"docs/decisions/ADR-0011.yaml": BAN.replace("  closed:", "  shut:")})
    code, out, _ = mneme("why", "ADR-0011#closed")
    assert (code, "state       removed by this change" in out) == (0, True)


def test_a_rule_that_the_base_branch_alone_has_is_said_to_be_there(shop, mneme):
    shop.git("checkout", "-q", "-b", "mine")
    shop.commit("mine", {"src/shop/web/more.py": "import attrs\n"})
    shop.git("checkout", "-q", "main")
    shop.commit("theirs", {"docs/decisions/ADR-0011.yaml": BAN})
    shop.git("checkout", "-q", "mine")
    code, out, _ = mneme("why", "ADR-0011#closed")
    assert (code, "state       in force on the base branch alone" in out) == (0, True)


def test_what_neither_side_has_is_unknown(shop, mneme):
    code, _, err = mneme("why", "ADR-0099#closed")
    assert (code, "there is no ADR-0099" in err) == (2, True)
