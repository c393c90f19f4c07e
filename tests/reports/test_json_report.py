import json
import os

import pytest
from jsonschema import Draft202012Validator

from mneme_cli.model.fact import Skipped
from mneme_cli.reports import take
from tests.reports.shared_page import DIRECT, PAGE, PAGES

render = take("json").render
with open(os.path.join("schemas", "verdict.schema.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)


@pytest.mark.parametrize("name", PAGES)
def test_golden(name, golden):
    text = render(PAGES[name])
    golden(f"{name}.json", text)
    Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_refuses_what_we_do_not_say():
    data = json.loads(render(PAGE))
    data["findings"][0]["surprise"] = 1
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def test_every_finding_counts_once():
    page = json.loads(render(PAGE))
    counts = page["counts"]
    heaps = ("block", "ask", "warn", "aside", "existing", "fixed", "clear", "due")
    assert sum(counts[heap] for heap in heaps) == sum(one["told_with"] is None for one in page["findings"])
    assert len(page["findings"]) == len(PAGE.verdict.findings)
    assert counts["block"] == 4
    assert counts["existing"] == 3


def test_identity_does_not_know_lines():
    def identity(finding):
        return json.loads(render(PAGE._replace(verdict=PAGE.verdict._replace(findings=(finding,)))))["findings"][0][
            "identity"
        ]

    moved = DIRECT._replace(line=99, column=1, claim="other words", status="existing")
    assert identity(moved) == identity(DIRECT)
    assert identity(DIRECT._replace(target="pkg:pypi/x")) != identity(DIRECT)
    assert identity(DIRECT._replace(kinds=2)) != identity(DIRECT)


def test_a_path_that_is_not_unicode_survives():
    odd = os.fsdecode(b"src/\xff.py")
    text = render(PAGE._replace(verdict=PAGE.verdict._replace(findings=(DIRECT._replace(source=odd),))))
    assert text.isascii()
    assert json.loads(text)["findings"][0]["path"] == odd


def test_order_does_not_matter():
    verdict = PAGE.verdict
    turned = verdict._replace(findings=verdict.findings[::-1], problems=verdict.problems[::-1])
    assert render(PAGE._replace(verdict=turned)) == render(PAGE)


def test_a_changed_file_that_is_not_understood_leaves_the_verdict_open():
    skipped = (Skipped(path="a.py", why="has a syntax error", line=3, fatal=True),)
    page = json.loads(render(PAGE._replace(verdict=PAGES["clean"].verdict._replace(skipped=skipped))))
    assert page["judged"] is False
