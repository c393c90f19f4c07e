import json
import re

import pytest

from mneme_cli.model.rule import Texts
from mneme_cli.reports import sarif, take
from tests.reports.shared_page import CHAIN, DIRECT, PAGE, PAGES

render = take("sarif").render
LEVELS = {"none", "note", "warning", "error"}


def run(page):
    log = json.loads(render(page))
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    return log["runs"][0]


def with_findings(*findings):
    return PAGE._replace(verdict=PAGE.verdict._replace(findings=findings))


@pytest.mark.parametrize("name", PAGES)
def test_golden(name, golden):
    golden(f"{name}.sarif", render(PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_structure(name):
    """The parts of the 2.1.0 schema that our output can break; the schema itself is not ours to ship."""
    made = run(PAGES[name])
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"].strip()
        assert re.fullmatch("[0-9a-f]{64}", result["partialFingerprints"]["mnemeIdentity/v1"])
        assert {one["kind"] for one in result["suppressions"]} <= {"external"}
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            physical = place["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", physical["artifactLocation"]["uri"])
            region = physical.get("region", {"startLine": 1, "startColumn": 1})
            assert region["startLine"] >= 1
            assert region["startColumn"] >= 1
    for notice in made["invocations"][0]["toolConfigurationNotifications"]:
        assert notice["level"] in LEVELS


def test_what_is_set_aside_is_suppressed_and_says_why():
    aside = {one["ruleId"]: one["suppressions"] for one in run(PAGE)["results"] if one["suppressions"]}
    assert aside["ADR-0031#no-requests"][0]["justification"].startswith(
        ("waiver W-0007: vendor-x", "override ADR-0033")
    )
    assert aside["ADR-0012#no-orm"][0]["justification"].startswith("except src/shop/domain/legacy.py: moves out")


def test_baseline_state_only_if_everything_was_compared():
    assert not any("baselineState" in one for one in run(PAGE)["results"])
    compared = [one for one in PAGE.verdict.findings if one.status]
    states = [one["baselineState"] for one in run(with_findings(*compared))["results"]]
    assert states.count("unchanged") == 3
    assert states.count("new") == len(compared) - 4 - 3  # three are told with others


def test_a_check_of_everything_is_compared_with_the_baseline():
    found = DIRECT._replace(status="found", group="")
    accepted = found._replace(source="old.py", aside="baseline", outcome="allow", why_aside="accepted in the baseline")
    assert {one.get("baselineState") for one in run(with_findings(found))["results"]} == {None}
    made = run(with_findings(found, accepted))["results"]
    assert [(one["baselineState"], bool(one["suppressions"])) for one in made] == [("unchanged", True), ("new", False)]


def test_the_ids_that_a_rule_had_before_are_told():
    rules = {one["id"]: one.get("deprecatedIds") for one in run(PAGE)["tool"]["driver"]["rules"]}
    assert rules["ADR-0012#no-orm"] == ["ADR-0004#no-orm"]
    assert rules["ADR-0012#layers"] is None
    lines = ("A#x  amended by B on 2026-01-01", "W-0003  ended 2026-09-30", "ADR-2  superseded by C on 2026-01-01")
    texts = {DIRECT.rule: Texts(history=lines)}
    (rule,) = run(with_findings(DIRECT)._replace(texts=texts))["tool"]["driver"]["rules"]
    assert rule["deprecatedIds"] == ["A#x"]


def test_a_result_has_at_most_a_thousand_places():
    long = CHAIN._replace(chain=CHAIN.chain * 400, also=())
    (made,) = run(with_findings(long))["results"]
    assert len(made["relatedLocations"]) == len(made["codeFlows"][0]["threadFlows"][0]["locations"]) == 1000
    assert "200 places more are left out" in made["message"]["text"]


def test_fixed_findings_are_no_alerts():
    assert "clean.py" not in render(PAGE)


def test_hops_are_related_locations():
    chain = next(one for one in run(PAGE)["results"] if one["ruleId"] == "ADR-0012#layers")
    lines = [place["physicalLocation"]["region"]["startLine"] for place in chain["relatedLocations"]]
    assert lines == [5, 2, 11, 30, 17, 23]  # the hops, then where they are written once more
    assert [place["id"] for place in chain["relatedLocations"]] == [1, 2, 3, 4, 5, 6]
    assert len(chain["codeFlows"][0]["threadFlows"][0]["locations"]) == 3


def test_cut_at_the_limit_and_said(monkeypatch):
    monkeypatch.setattr(sarif, "MOST", 2)
    made = run(PAGE)
    assert len(made["results"]) == 2
    assert {one["level"] for one in made["results"]} == {"error"}
    assert "left out" in made["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_not_successful_if_it_cannot_judge():
    assert run(PAGES["broken"])["invocations"][0]["executionSuccessful"] is False
    assert run(PAGE)["invocations"][0]["executionSuccessful"] is True


def test_odd_paths_and_prose_are_harmless():
    finding = DIRECT._replace(source="a:b/ü [x].py", claim="see [this](https://x.test)")
    text = render(with_findings(finding))
    assert "a%3Ab/%C3%BC%20%5Bx%5D.py" in text
    assert "](" not in json.loads(text)["runs"][0]["results"][0]["message"]["text"]
