"""`mneme policy-diff` on the shop: what a branch does to its rules, what turns because of it, and who has to approve."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

SCHEMAS = Path(__file__).parents[2] / "schemas"
PURE = "docs/decisions/ADR-0007-domain-is-pure.yaml"
WAIVER = "docs/decisions/W-0001-vendor-gateway.yaml"
ORDER = "src/shop/domain/order.py"
OWNERS = ".github/CODEOWNERS"


def edit(repo, path, *pairs):
    text = repo.read(path).decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    repo.write({path: text})


def touches(mneme, *argv):
    code, out, _ = mneme("policy-diff", *argv, "--format", "json")
    made = json.loads(out)
    jsonschema.validate(made, json.loads((SCHEMAS / "policy-review.schema.json").read_text()))
    return code, made, {(one["how"], one["what"]): one for one in made["policy"]["touches"]}


def test_a_change_of_code_alone_has_no_review(mneme, branch):
    branch.write({"src/shop/web/new.py": "import os\n"})

    assert mneme("policy-diff")[:2] == (
        0,
        "Policy: no rule, waiver or setting is another one\n\nallowed: the policy is what it was\n",
    )
    assert "policy" not in json.loads(mneme("check", "--format", "json")[1])


def test_a_rule_that_comes_is_no_loosening_and_what_it_finds_appears(mneme, branch):
    branch.write({"docs/decisions/ADR-0009.yaml": RULE, "src/shop/web/a.py": "print(1)\n"})
    code, made, found = touches(mneme)

    assert code == 0
    assert list(found) == [("appears", "ADR-0009#no-print")]
    assert made["policy"]["looser"] == 0
    assert [(one["path"], one["why"]) for one in made["policy"]["findings"]["appear"]["shown"]] == [
        ("src/shop/web/a.py", "its rule is new")
    ]


RULE = """\
id: ADR-0009
title: No print
status: accepted
date: 2026-05-01
rules:
  no-print:
    forbid:
      calls: [print]
    say: Log.
"""


def test_a_rule_that_goes_takes_its_findings_along_and_asks_its_approvers(mneme, branch):
    edit(branch, PURE, ("status: accepted", "status: retired"))
    branch.write({ORDER: "import sqlalchemy\n"})
    code, made, found = touches(mneme)

    assert code == 1
    assert found["goes", "ADR-0007#no-orm"]["may_approve"] == ["platform"]
    assert [(one["path"], one["why"]) for one in made["policy"]["findings"]["vanish"]["shown"]] == [
        (ORDER, "its rule is gone")
    ]
    assert made["outcome"] == "ask"
    assert [(one["rule"], one["outcome"]) for one in made["open"]] == [("ADR-0007#no-orm", "ask")]


def test_who_may_makes_a_lawful_change_green_and_is_recorded(mneme, branch):
    edit(branch, PURE, ("status: accepted", "status: retired"))
    branch.write({ORDER: "import sqlalchemy\n"})

    assert touches(mneme, "--approved-by", "eve")[0] == 1
    code, made, _ = touches(mneme, "--approved-by", "platform")
    assert (code, made["outcome"], made["approved_by"], made["open"]) == (0, "allow", "platform", [])
    assert "allowed, approved by platform" in mneme("policy-diff", "--approved-by", "platform")[1]


@pytest.mark.parametrize(
    ("setting", "expected"), [("allow", (0, "allow")), ("ask", (1, "ask")), ("block", (1, "block"))]
)
def test_the_base_says_what_a_policy_change_comes_to(mneme, shop, setting, expected):
    shop.commit("set", {"mneme.yaml": shop.read("mneme.yaml").decode() + f"on_policy_change: {setting}\n"})
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, PURE, ("status: accepted", "status: retired"))
    shop.write({ORDER: "import sqlalchemy\n"})
    code, made, _ = touches(mneme)

    assert (code, made["outcome"]) == expected
    assert made["policy"]["approval"]["on_policy_change"] == setting


def test_a_rule_that_says_less_and_one_that_says_more(mneme, branch):
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    edit(branch, "docs/decisions/ADR-0003-one-http-client.yaml", ("    say:", "    level: final\n    say:"))
    _, _, found = touches(mneme)

    assert found["weakens", "ADR-0007#no-orm"]["says"] == ["it no longer names shop.infra"]
    assert found["tightens", "ADR-0003#one-client"]["says"] == ["level normal → final"]
    assert not found["tightens", "ADR-0003#one-client"]["looser"]


def test_a_rule_of_the_superseding_record_is_the_same_rule(mneme, branch):
    text = branch.read(PURE).decode().replace("ADR-0007", "ADR-0010").replace("  - ADR-0004", "  - ADR-0007")
    branch.write({"docs/decisions/ADR-0010.yaml": text, ORDER: "import sqlalchemy\n"})
    _, made, found = touches(mneme)

    assert found["renamed", "ADR-0007#no-orm"]["says"] == ["goes on as ADR-0010#no-orm"]
    assert ("appears", "ADR-0010#no-orm") not in found
    assert made["policy"]["findings"]["vanish"]["count"] == made["policy"]["findings"]["appear"]["count"] == 0


def test_waivers_that_come_go_and_last_longer(mneme, branch):
    edit(branch, WAIVER, ("until: 2027-06-30", "until: 2028-06-30"))
    branch.write(
        {
            "docs/decisions/W-0002.yaml": "waiver: W-0002\nwaives:\n  - ADR-0007#no-orm\nuntil: 2026-12-31\napproved_by: platform\nbecause: It moves out.\n",
            ORDER: "import sqlalchemy\n",
        }
    )
    code, made, found = touches(mneme)

    assert code == 1
    assert found["weakens", "W-0001"]["says"][0] == "until 2027-06-30 → 2028-06-30"
    assert found["appears", "W-0002"]["looser"]
    assert [one["why"] for one in made["policy"]["findings"]["vanish"]["shown"]] == ["waiver W-0002"]
    branch.commit("both")
    branch.git("checkout", "-q", "-b", "next")
    branch.git("branch", "-f", "main", "HEAD")
    branch.remove(WAIVER)
    _, made, found = touches(mneme)
    assert not found["goes", "W-0001"]["looser"]


@pytest.mark.parametrize(
    ("change", "what", "how"),
    [
        ({"mneme.yaml": "exclude:\n  - src/shop/domain/**\n"}, "exclude in mneme.yaml", "weakens"),
        ({"mneme.yaml": "on_unparsed: warn\n"}, "on_unparsed in mneme.yaml", "weakens"),
        ({"mneme.yaml": "on_unresolved: block\n"}, "on_unresolved in mneme.yaml", "tightens"),
        ({"mneme.yaml": "source_roots: [src]\n"}, "source_roots in mneme.yaml", "changes"),
        ({".gitattributes": "src/shop/domain/* linguist-generated\n"}, ".gitattributes", "weakens"),
        ({"src/shop/domain/.gitattributes": "*.py linguist-vendored\n"}, "src/shop/domain/.gitattributes", "weakens"),
    ],
    ids=["exclude", "on_unparsed", "on_unresolved", "source_roots", "marks", "marks-below"],
)
def test_what_weakens_is_more_than_decisions(mneme, branch, change, what, how):
    old = branch.read("mneme.yaml").decode()
    branch.write({path: (old if path == "mneme.yaml" else "") + text for path, text in change.items()})
    _, _, found = touches(mneme)

    assert (how, what) in found
    assert found[how, what]["looser"] == (how != "tightens")
    assert f"  {how}" in mneme("policy-diff")[1]


def test_approvers_and_components(mneme, branch):
    edit(
        branch,
        "mneme.yaml",
        ("approvers: [platform]", "approvers: [eve]"),
        ("  domain: src/shop/domain/**", "  domain: src/shop/web/cart.py"),
    )
    _, _, found = touches(mneme)

    assert found["changes", "approvers in mneme.yaml"]["says"] == ["more: eve", "fewer: platform"]
    assert found["changes", "approvers in mneme.yaml"]["may_approve"] == ["platform"]
    assert found["changes", "components.domain in mneme.yaml"]["looser"]


def test_a_baseline_that_grows_is_a_weaker_policy(mneme, branch):
    branch.write({ORDER: "import sqlalchemy\n"})
    assert mneme("baseline")[0] == 0
    code, made, found = touches(mneme)

    (new,) = made["open"]  # it blocks, as a change cannot grow the baseline that judges it
    assert (code, made["outcome"], new["path"], new["outcome"]) == (1, "block", ORDER, "block")
    assert mneme("check")[0] == 1
    assert found["weakens", "baseline of ADR-0007#no-orm"]["says"] == ["accepts 1 finding more"]
    assert [one["why"] for one in made["policy"]["findings"]["vanish"]["shown"]] == ["baseline"]
    branch.commit("debt")
    branch.git("branch", "-f", "main", "HEAD")
    assert (mneme("check")[0], touches(mneme)[0]) == (0, 0)
    branch.write({ORDER: "import os\n"})
    assert mneme("baseline", "--shrink")[0] == 0
    assert ("tightens", "baseline of ADR-0007#no-orm") in touches(mneme)[2]


def test_a_final_rule_without_names_has_nobody(mneme, shop):
    edit(shop, PURE, ("    say:", "    level: final\n    say:"))
    shop.commit("final")
    shop.git("checkout", "-q", "-b", "feature")
    edit(shop, PURE, ("level: final", "level: advise"))
    _, _, found = touches(mneme)

    assert found["weakens", "ADR-0007#no-orm"]["nobody"]
    assert "needs an approval that nobody can give: the rule is final and names" in mneme("policy-diff")[1]


def test_owners_are_those_of_the_base(mneme, shop):
    shop.commit("owners", {OWNERS: "* @org/all\n/docs/decisions/ @org/adr\ndocs/decisions/W-*\n"})
    shop.git("checkout", "-q", "-b", "feature")
    shop.write({OWNERS: "* @eve\n"})
    edit(shop, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    edit(shop, WAIVER, ("2027", "2028"))
    shop.commit("weaker")
    _, made, _ = touches(mneme, "main..HEAD")

    assert made["policy"]["approval"]["owners_from"] == OWNERS
    assert [(one["path"], one["owners"]) for one in made["policy"]["approval"]["files"]] == [
        (PURE, ["@org/adr"]),
        (WAIVER, []),
    ]
    assert f"  owners by {OWNERS}" in mneme("policy-diff", "main..HEAD")[1]


def test_check_tells_the_review_in_text_and_json(mneme, branch):
    edit(branch, PURE, ("status: accepted", "status: retired"))
    branch.write({ORDER: "import sqlalchemy\n"})
    code, said, _ = mneme("check")

    assert code == 1
    assert "Policy: 1 goes\n  goes      ADR-0007#no-orm" in said
    assert "- **goes** `ADR-0007#no-orm`" in mneme("check", "--format", "markdown")[1]
    made = json.loads(mneme("check", "--format", "json")[1])
    jsonschema.validate(made, json.loads((SCHEMAS / "verdict.schema.json").read_text()))
    assert [one["what"] for one in made["policy"]["touches"]] == ["ADR-0007#no-orm"]
    assert all(len(line) <= 80 for line in mneme("policy-diff")[1].splitlines())


def test_markdown_lets_no_record_speak_for_itself(mneme, branch):
    title = "x | y <img src=x onerror=alert(1)> @everyone `z` **b**"
    branch.write(
        {
            "docs/decisions/W-0002.yaml": f"waiver: W-0002\nwaives:\n  - ADR-0007#no-orm\nuntil: 2026-12-31\napproved_by: platform\nbecause: '{title}'\n"
        }
    )
    code, said, _ = mneme("policy-diff", "--format", "markdown")

    (row,) = [line for line in said.splitlines() if "W-0002" in line]
    assert code == 1
    assert "\\<img src=x" in row
    assert re.search(r"(?<!\\)<img", said) is None
    assert "@everyone" not in said
    assert said.endswith("**approval needed: 1 change of the policy without the approval that it needs**\n")


def test_errors_are_said_and_nothing_is_judged(mneme, branch):
    edit(branch, PURE, ("ADR-0004", "ADR-0444"))
    code, made, _ = touches(mneme)

    assert (code, made["judged"]) == (2, False)
    assert "E-DANGLING" in mneme("policy-diff")[1]


def test_what_cannot_be_asked(mneme, branch):
    assert mneme("policy-diff", "--format", "xml")[0] == 2
    assert mneme("policy-diff", "main..HEAD", "--staged")[0] == 2
    assert mneme("policy-diff", "nowhere..HEAD")[0] == 2


def test_the_same_bytes_twice_and_the_index_alone(mneme, branch):
    edit(branch, PURE, ("[sqlalchemy, shop.infra]", "[sqlalchemy]"))
    assert "no rule, waiver or setting" in mneme("policy-diff", "--staged")[1]
    branch.stage()
    first = mneme("policy-diff", "--staged")
    assert "it no longer names shop.infra" in first[1]
    assert mneme("policy-diff", "--staged") == first


def test_what_waits_for_an_approval_is_offered_no_waiver_and_a_commit_is_told_how_to_come(mneme, branch):
    branch.write({ORDER: "import sqlalchemy\n"})
    assert "mneme waive" in mneme("check")[1]
    edit(branch, PURE, ("status: accepted", "status: retired"))

    said = " ".join(mneme("check")[1].split())
    assert "mneme waive" not in said
    assert "To commit it, commit what it does to the policy first and alone." in said
    branch.git("commit", "-qam", "both")
    assert "To commit it" not in mneme("check", "--diff", "main..HEAD")[1]
