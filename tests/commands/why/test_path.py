"""Why, asked of a path or a line: every rule that speaks there, once, and what sets it aside."""

import pytest

from tests.commands.test_lint import BAN
from tests.commands.why.conftest import BROKEN, hows, said


def test_a_path_has_every_rule_once(broken, mneme):
    code, found = said(mneme, "src/shop/domain/tax.py")

    assert code == 0
    assert (found["kind"], found["components"], found["there"]) == ("path", ["domain"], True)
    assert hows(found) == {
        "ADR-0001#layers": "applied",
        "ADR-0002#no-orm": "removed",
        "ADR-0003#one-client": "applied",
        "ADR-0004#use-orm": "removed",
        "ADR-0005#no-cycles": "applied",
        "ADR-0006#surface": "applied",
        "ADR-0007#no-orm": "applied",
    }


def test_the_text_has_line_caret_reasons_history_and_the_way_out(broken, mneme):
    _, out, _ = mneme("why", "src/shop/domain/tax.py")

    assert max(map(len, out.splitlines())) <= 80
    for part in (
        "7 rules speak here: 1 with findings, 4 applied and nothing found, 2 set aside.",
        "BLOCK  ADR-0007#no-orm  src/shop/domain/tax.py:3:1  imports sqlalchemy",
        "      3 | import sqlalchemy\n        | ^",
        "why         Three incidents in which a schema change broke pricing.",
        "instead     Depend on a port in domain/ports; put the adapter in shop/infra.",
        "history     ADR-0002#no-orm superseded by ADR-0004 on 2024-09-16",
        "mneme waive ADR-0007#no-orm --in src/shop/domain/tax.py",
        "  ADR-0004#use-orm  superseded by ADR-0007 on 2026-03-14",
    ):
        assert part in out


def test_the_sum_is_that_of_the_list_below_it(broken, mneme):
    broken.commit("it is there now")

    words = " ".join(mneme("why", "src/shop/domain/tax.py")[1].split())

    assert "7 rules speak here: 1 with findings, 4 applied and nothing found, 2 set aside." in words
    _, _, listed = words.partition("Applied, and nothing found ")
    applied, _, aside = listed.partition("Set aside ")
    assert (applied.count("#"), aside.count("#") - aside.count("by ADR-0004#")) == (4, 2)


def test_a_line_says_what_it_imports_and_only_its_own_findings(broken, mneme):
    _, here = said(mneme, "src/shop/domain/tax.py:3")
    _, there = said(mneme, "src/shop/domain/tax.py:1:1")

    assert [row["specifier"] for row in here["imports"]] == ["sqlalchemy"]
    assert sum(len(one["findings"]) for one in here["rules"]) == 1
    assert [row["target"] for row in there["imports"]] == ["std:python/decimal"]
    assert sum(len(one["findings"]) for one in there["rules"]) == 0


@pytest.mark.parametrize(
    ("path", "rule", "how", "by"),
    [
        ("src/shop/billing/gateway.py", "ADR-0003#one-client", "waived", ["W-0001"]),
        ("src/shop/infra/legacy_sync.py", "ADR-0003#one-client", "excepted", ["src/shop/infra/legacy_sync.py"]),
        ("src/shop/reports/nightly.py", "ADR-0006#surface", "overridden", ["ADR-0008"]),
    ],
)
def test_what_sets_a_rule_aside(shop, mneme, path, rule, how, by):
    _, found = said(mneme, path)

    (one,) = [each for each in found["rules"] if each["rule"] == rule]
    assert (one["how"], one["by"]) == (how, by)
    assert f"{how} by {by[0]}" in " ".join(mneme("why", path)[1].split())


def test_what_was_there_before_the_change_is_existing(shop, mneme):
    shop.commit("old", BROKEN)

    _, found = said(mneme, "src/shop/domain/tax.py")

    assert hows(found)["ADR-0007#no-orm"] == "existing"
    assert "there before this change, so it does not block" in mneme("why", "src/shop/domain/tax.py")[1]


def test_findings_of_other_files_are_not_its_own(broken, mneme):
    broken.write({"src/shop/domain/vat.py": "import sqlalchemy\n"})

    _, found = said(mneme, "src/shop/domain/tax.py")

    assert {each["path"] for one in found["rules"] for each in one["findings"]} == {"src/shop/domain/tax.py"}


def test_what_is_accepted_in_the_baseline(shop, mneme):
    shop.commit("old", BROKEN)
    mneme("baseline")
    shop.commit("accepted")

    assert hows(said(mneme, "src/shop/domain/tax.py")[1])["ADR-0007#no-orm"] == "baselined"


def test_a_folder_in_which_all_that_is_found_is_set_aside_says_so(shop, mneme):
    shop.commit("old", {**BROKEN, "src/shop/domain/vat.py": "import sqlalchemy\n"})
    mneme("baseline")
    shop.commit("accepted")

    words = " ".join(mneme("why", "src/shop")[1].split())

    assert "applied and nothing found, 3 applied and all that is found set aside, 2 set aside." in words
    listed = words.partition("Applied, and all that is found is set aside ")[2]
    assert " 2 baselined" in listed.partition("ADR-0007#no-orm")[2].partition("ADR-")[0]
    assert "ADR-0003#one-client" in listed
    assert "1 waived by W-0001" in listed
    assert "ADR-0007#no-orm" not in words.partition("Applied, and nothing found ")[2].partition("Applied, and all")[0]


def test_a_waiver_that_ended(shop, mneme):
    path = "src/shop/billing/gateway.py"
    text = shop.read("docs/decisions/W-0001-vendor-gateway.yaml").decode()
    shop.commit("ended", {"docs/decisions/W-0001-vendor-gateway.yaml": text.replace("2027-06-30", "2026-05-31")})

    _, out, _ = mneme("why", path)

    assert "W-0001 ended 2026-05-31" in out
    assert hows(said(mneme, path)[1])["ADR-0003#one-client"] != "waived"
    _, rule, _ = mneme("why", "ADR-0003#one-client")
    assert "W-0001 in src/shop/billing/gateway.py ended 2026-05-31" in " ".join(rule.split())


def test_a_chain_that_passes_through_a_file(branch, mneme):
    branch.write({"src/shop/tools.py": "import shop.web.cart\n", "src/shop/domain/price.py": "import shop.tools\n"})

    _, found = said(mneme, "src/shop/tools.py")

    (chain,) = [one for one in found["through"] if one["rule"] == "ADR-0001#layers"]
    assert [hop["source"] for hop in chain["chain"]] == ["src/shop/domain/price.py", "src/shop/tools.py"]
    _, out, _ = mneme("why", "src/shop/tools.py")
    assert "Chains of other files that pass here\nBLOCK  ADR-0001#layers  src/shop/domain/price.py:1:1" in out
    assert "src/shop/tools.py:1:1  imports shop.web.cart" in out


def test_a_file_to_come(shop, mneme):
    code, out, _ = mneme("why", "src/shop/domain/later.py")

    assert code == 0
    assert "There is no such file yet. 7 rules would speak here: 5 applied" in out


def test_a_folder_and_everything(broken, mneme):
    _, folder = said(mneme, "src/shop/domain/")
    _, all_, _ = mneme("why", ".")

    assert folder["files"] == 5
    assert len([each for one in folder["rules"] for each in one["findings"]]) == 1
    assert all_.startswith(".  components app, billing, domain, infra, reports, web")


def test_a_file_that_nothing_governs(repo, mneme):
    repo.commit(texts={"docs/decisions/ADR-0011.yaml": BAN, "src/shop/a.py": "", "notes.txt": ""})

    code, out, _ = mneme("why", "notes.txt")

    assert (code, out) == (0, "notes.txt\n  No rule speaks here: nothing governs it.\n")


def test_a_file_that_is_excluded(shop, mneme):
    text = shop.read("mneme.yaml").decode()
    shop.write({"mneme.yaml": f"{text}exclude:\n  - src/shop/reports/**\n"})

    assert "It is left alone (excluded" in " ".join(mneme("why", "src/shop/reports/nightly.py")[1].split())


def test_from_a_folder_below(broken, mneme, monkeypatch):
    monkeypatch.chdir(broken.path / "src" / "shop" / "domain")

    assert said(mneme, "tax.py")[1]["path"] == "src/shop/domain/tax.py"


def test_a_line_that_the_file_does_not_have(broken, mneme):
    code, out, err = mneme("why", "src/shop/domain/tax.py:9999")
    assert (code, out) == (2, "")
    assert "src/shop/domain/tax.py has 3 lines, and no line 9999" in err
    assert mneme("why", "src/shop/domain/tax.py:3")[0] == 0
    assert mneme("why", "src/shop/domain/not_yet.py:9")[0] == 0


@pytest.mark.parametrize(
    ("module", "path"), [("shop.domain.order", "src/shop/domain/order.py"), ("shop.domain", "src/shop/domain")]
)
def test_a_module_is_no_file_to_come(shop, mneme, module, path):
    code, out, err = mneme("why", module)
    assert (code, out) == (2, "")
    assert f"did you mean {path}?" in err


def test_a_file_to_come_at_the_root(shop, mneme):
    assert mneme("why", "setup.py")[0] == 0
    assert mneme("why", "new.yaml")[0] == 0
