import json
import os

import pytest

from mneme_cli.reports import take
from tests.reports.shared_page import DIRECT, PAGE, PAGES, PROBLEMS

render = take("gitlab").render


@pytest.mark.parametrize("name", PAGES)
def test_golden(name, golden):
    golden(f"{name}.gitlab.json", render(PAGES[name]))


def rows(*findings):
    return json.loads(render(PAGE._replace(verdict=PAGE.verdict._replace(findings=findings, problems=(), skipped=()))))


def test_old_findings_are_listed_or_gitlab_would_call_them_fixed():
    old = DIRECT._replace(status="existing", outcome="allow")
    assert [one["severity"] for one in rows(old)] == ["info"]
    assert rows(old._replace(aside="baseline")) == []
    assert rows(old._replace(status="fixed")) == []
    assert rows(old)[0]["fingerprint"] == rows(DIRECT._replace(line=99))[0]["fingerprint"]


def test_fingerprints_are_never_the_same_for_two():
    prints = [one["fingerprint"] for one in json.loads(render(PAGES["broken"]))]
    assert len(prints) == len(set(prints)) == 15
    odd = [DIRECT._replace(source=os.fsdecode(name), group="") for name in (b"\xfe.py", b"\xff.py")]
    one, two = rows(*odd)
    assert one["location"]["path"] == two["location"]["path"] == "\ufffd.py"
    assert one["fingerprint"] != two["fingerprint"]


def test_the_worst_is_what_leaves_no_verdict():
    severities = {one["check_name"]: one["severity"] for one in json.loads(render(PAGES["broken"]))}
    assert severities["E-DANGLING"] == "blocker"
    assert severities["ADR-0012#layers"] == "critical"
    assert severities["org:ADR-3#frozen"] == "major"
    assert severities["ADR-0020#no-cycles"] == severities["W-REVIEW"] == "minor"


def test_a_second_finding_of_one_identity_has_a_fingerprint_of_its_own_and_the_old_one_keeps_its():
    old = DIRECT._replace(group="", line=20, status="existing", outcome="allow")
    (was,) = rows(old)
    new, still = rows(DIRECT._replace(group="", line=3), old)
    assert (new["severity"], still["severity"]) == ("critical", "info")
    assert still["fingerprint"] == was["fingerprint"] != new["fingerprint"]
    both = [one["fingerprint"] for one in rows(*(DIRECT._replace(group="", line=at) for at in (3, 20)))]
    assert sorted(both) == sorted((new["fingerprint"], still["fingerprint"]))
    problems = [one._replace(line=at) for at, one in enumerate(PROBLEMS[:1] * 3, 1)]
    page = PAGE._replace(verdict=PAGE.verdict._replace(findings=(), problems=tuple(problems)))
    prints = [one["fingerprint"] for one in json.loads(render(page))]
    assert len(prints) == len(set(prints)) == 5
