"""What lint says of decisions, files, findings and the change at hand."""

import json

import pytest

REQUIRE = """\
id: ADR-0010
title: Web code logs by structlog
status: accepted
date: 2026-01-01
rules:
  log:
    require:
      packages: [structlog]
    in:
      - src/shop/web/**
"""
BAN = """\
id: ADR-0011
title: Only what is listed
status: accepted
date: 2026-01-02
rules:
  closed:
    only:
      packages: [httpx]
    in:
      - src/shop/**
"""
WHERE = REQUIRE.replace("    in:\n", "      where:\n        calls: [open]\n    in:\n")


def codes(mneme, *argv):
    code, out, err = mneme("lint", "--json", *argv)
    assert err == ""
    return code, [(one["code"], one["path"], one["line"]) for one in json.loads(out)["problems"]]


def test_the_shop_is_clean(shop, mneme):
    assert codes(mneme) == (0, [])
    assert mneme("lint")[1] == "ok: 8 decisions, 1 waiver, 5 of 7 rules in force\n"


def test_a_rule_that_speaks_of_less_than_the_one_before_leaves_files_over(shop, mneme):
    path = "docs/decisions/ADR-0004-the-orm.yaml"
    shop.commit("wide", {path: shop.read(path).replace(b"src/shop/domain/**", b"src/shop/**")})

    code, found = codes(mneme)

    assert (code, found) == (0, [("W-GAP", "docs/decisions/ADR-0007-domain-is-pure.yaml", 9)])
    said = "15 of the 19 files under ADR-0004 are under no rule of ADR-0007, such as src/shop/__init__.py"
    assert said in " ".join(mneme("lint")[1].split())


def test_a_contradiction_ends_lint_and_check_with_1(shop, mneme):
    shop.write({"docs/decisions/ADR-0010.yaml": REQUIRE, "docs/decisions/ADR-0011.yaml": BAN})

    code, found = codes(mneme)
    assert code == 1
    assert ("E-CONFLICT", "docs/decisions/ADR-0010.yaml", 6) in found
    for how in ("--all", "--worktree"):
        code, out, _ = mneme("check", how)
        assert code == 1
        assert "no code can satisfy both ADR-0010#log and ADR-0011#closed" in " ".join(out.split())
    assert json.loads(mneme("check", "--format", "json")[1])["outcome"] == "block"


def test_two_rules_that_merely_meet_do_not_contradict(shop, mneme):
    shop.write(
        {"docs/decisions/ADR-0010.yaml": REQUIRE, "docs/decisions/ADR-0011.yaml": BAN.replace("httpx", "structlog")}
    )

    assert "E-CONFLICT" not in mneme("lint")[1]


def test_a_demand_with_a_condition_contradicts_where_the_condition_holds(shop, mneme):
    shop.write({"docs/decisions/ADR-0010.yaml": WHERE, "docs/decisions/ADR-0011.yaml": BAN})
    assert "E-CONFLICT" not in mneme("lint")[1]

    shop.write({"src/shop/web/files.py": "open('x')\n"})
    code, out, _ = mneme("lint")
    assert code == 1
    assert "in src/shop/web/files.py" in " ".join(out.split())


@pytest.mark.parametrize(
    ("path", "gone", "said"),
    [
        ("src/shop/billing/gateway.py", "W-0001-vendor-gateway.yaml", "the waiver W-0001 excuses nothing"),
        ("src/shop/infra/legacy_sync.py", "ADR-0003-one-http-client.yaml", "nothing is excused by `except`"),
        ("src/shop/reports/nightly.py", "ADR-0008-reports-read-the-ledger.yaml", "override of ADR-0006#surface"),
    ],
)
def test_an_exception_that_excuses_nothing_any_more(shop, mneme, path, gone, said):
    shop.commit("mended", {path: "x = 1\n"})

    code, out, _ = mneme("lint")

    assert code == 0
    assert f"W-UNUSED  docs/decisions/{gone}" in out
    assert said in " ".join(out.split())


def test_two_exceptions_for_one_finding_are_both_used(shop, mneme):
    waiver = shop.read("docs/decisions/W-0001-vendor-gateway.yaml").decode()
    twice = waiver.replace("W-0001", "W-0002").replace("billing/gateway", "infra/legacy_sync")
    shop.commit("twice", {"docs/decisions/W-0002.yaml": twice})

    assert "W-UNUSED" not in mneme("lint")[1]


def test_an_exception_that_hides_an_edge_is_used(shop, mneme):
    layers = shop.read("docs/decisions/ADR-0001-layers.yaml").decode()
    hidden = layers.replace(
        "    say:",
        '    except:\n      "src/shop/domain/order.py -> src/shop/app/checkout.py": {because: moves, hide: true}\n    say:',
    )
    text = shop.read("src/shop/domain/order.py").decode()
    shop.commit(
        "hidden",
        {
            "docs/decisions/ADR-0001-layers.yaml": hidden,
            "src/shop/domain/order.py": f"import shop.app.checkout\n{text}",
        },
    )

    assert mneme("check", "--all")[0] == 1  # the cycle; the layers say nothing
    assert "W-UNUSED" not in mneme("lint")[1]


def test_a_mention_of_a_record_that_was_replaced(shop, mneme):
    shop.write({"src/shop/infra/db.py": "# see ADR-0004#use-orm\n", "README.md": "ADR-00042 and ADR-0002\n"})

    found = [one for one in codes(mneme)[1] if one[0] == "W-DEAD-REF"]

    assert found == [("W-DEAD-REF", "README.md", 1), ("W-DEAD-REF", "src/shop/infra/db.py", 1)]
    assert "write ADR-0007 instead" in mneme("lint")[1]


def test_what_falls_due_on_a_day_to_come(shop, mneme):
    assert "W-DUE" in mneme("lint", "--as-of", "2027-06-20")[1]
    code, out, _ = mneme("lint", "--as-of", "2027-07-01")
    assert code == 0
    assert "W-0001 ended 2027-06-30 (1 day before 2027-07-01)" in out


def test_what_this_branch_takes_away(branch, mneme):
    text = branch.read("docs/decisions/ADR-0003-one-http-client.yaml").decode()
    branch.write({"docs/decisions/ADR-0003-one-http-client.yaml": text.replace("requests, ", "")})

    code, out, _ = mneme("lint")

    assert code == 0
    assert "W-WEAKER  docs/decisions/ADR-0003-one-http-client.yaml:7" in out
    assert "it no longer names pkg:requests" in " ".join(out.split())
    branch.commit("weaker")
    assert "W-WEAKER" in mneme("lint")[1]


def test_what_was_decided_cannot_be_undecided(branch, mneme):
    text = branch.read("docs/decisions/ADR-0005-no-cycles.yaml").decode()
    branch.write({"docs/decisions/ADR-0005-no-cycles.yaml": text.replace("accepted", "proposed")})

    code, out, _ = mneme("lint")

    assert code == 2
    assert "cannot become proposed" in out


def test_what_selects_nothing(branch, mneme):
    branch.write({"docs/decisions/ADR-0011.yaml": BAN.replace("src/shop/**", "src/gone/**")})
    assert mneme("lint")[0] == 2

    branch.remove("docs/decisions/ADR-0011.yaml", "src/shop/reports")
    code, out, _ = mneme("lint")
    assert code == 0
    assert "selects no file any more" in " ".join(out.split())


def test_two_components_that_claim_one_file(shop, mneme):
    shop.write({"mneme.yaml": "components:\n  a: src/shop/*.py\n  b: src/shop/*.py\napprovers: [platform]\n"})

    code, out, _ = mneme("lint")

    assert code == 2
    assert "belongs to several components alike: a, b" in " ".join(out.split())


def test_without_git_and_without_decisions(clean, tmp_path, monkeypatch, mneme):
    monkeypatch.chdir(tmp_path)

    code, out, _ = mneme("lint")

    assert code == 2  # no decision at all is never silently green
    assert "mneme new TITLE" in out


def test_a_name_that_our_own_module_does_not_have(branch, mneme):
    rule = BAN.partition("rules:")[0] + (
        "rules:\n  names:\n    forbid:\n      calls: [shop.domain.order.nosuch, shop.domian.x, shop.domain.order.Order]\n"
        "      symbols: [shop.domain.*, os.envron]\n"
    )
    branch.write({"docs/decisions/ADR-0011.yaml": rule})

    code, out, _ = mneme("lint")
    assert code == 0
    said = " ".join(out.split())
    assert "there is no 'nosuch' in src/shop/domain/order.py, so 'shop.domain.order.nosuch' names nothing" in said
    assert "there is no 'domian' in src/shop/__init__.py" in said
    assert "the standard library has no 'os.envron', which is nearly 'os.environ'" in said
    assert said.count("W-NEAR") == 3

    branch.write({"docs/decisions/ADR-0011.yaml": f"{rule}    may_be_empty: true\n"})
    assert "W-NEAR" not in mneme("lint")[1]
