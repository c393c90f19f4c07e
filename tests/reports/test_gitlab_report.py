import json
import os

import pytest

from mneme_cli.reports import take
from tests.reports.shared_page import DIRECT, PAGE, PAGES

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
