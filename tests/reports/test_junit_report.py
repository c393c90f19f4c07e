from xml.etree.ElementTree import fromstring

import pytest

from mneme_cli.judge.outcome import exit_code
from mneme_cli.model.fact import Skipped
from mneme_cli.model.finding import Verdict
from mneme_cli.model.problem import Problem
from mneme_cli.reports import take
from tests.reports.shared_page import ASK, CLEAN, CYCLE, DIRECT, DUE, ELSEWHERE, OLD, PAGE, PAGES, WAIVED

render = take("junit").render


@pytest.mark.parametrize("name", PAGES)
def test_golden(name, golden):
    golden(f"{name}.xml", render(PAGES[name]))


def suites(page):
    return list(fromstring(render(page)))


@pytest.mark.parametrize("name", PAGES)
def test_the_counts_are_those_of_the_cases(name):
    for suite in suites(PAGES[name]):
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) > 0
        for word, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(word)) == len(suite.findall(f"testcase/{tag}"))


VERDICTS = [
    Verdict(),
    Verdict(outcome="block", findings=(DIRECT,)),
    Verdict(outcome="ask", findings=(ASK,)),
    Verdict(outcome="block", findings=(DUE, CYCLE)),
    Verdict(outcome="warn", findings=(CYCLE,)),
    Verdict(findings=(*OLD, WAIVED, ELSEWHERE)),
    Verdict(outcome="block", problems=(Problem("E-CONFLICT", "a.yaml", message="they contradict"),)),
    Verdict(problems=(Problem("E-SCHEMA", "a.yaml", message="no"),)),
    Verdict(problems=(Problem("W-REVIEW", "a.yaml", message="look"),)),
    Verdict(skipped=(Skipped("a.py", "has a syntax error", 3, fatal=True),)),
    Verdict(skipped=(Skipped("a.py", "is large"),)),
]


@pytest.mark.parametrize("verdict", VERDICTS, ids=str)
def test_something_is_red_if_and_only_if_the_check_fails(verdict):
    red = sum(
        int(suite.get(word)) for suite in suites(CLEAN._replace(verdict=verdict)) for word in ("failures", "errors")
    )
    assert (red > 0) == (exit_code(verdict) != 0)


def test_a_case_is_known_by_what_does_not_move():
    def names(finding):
        page = PAGE._replace(verdict=PAGE.verdict._replace(findings=(finding,)))
        return [case.get("name") for suite in suites(page)[1:] for case in suite.findall("testcase")]

    assert (
        names(DIRECT)
        == names(DIRECT._replace(line=80, status="existing"))
        == ["src/shop/domain/order.py imports sqlalchemy.orm"]
    )


def test_text_survives_the_markup():
    evil = 'a]]>b<c>&"d\x00\n\u202e'
    page = PAGE._replace(
        verdict=PAGE.verdict._replace(findings=(DIRECT._replace(source=evil, claim=f"imports {evil}"),))
    )
    (case,) = suites(page)[1].findall("testcase")
    assert case.get("name") == r'a]]>b<c>&"d\x00\n\u202e imports a]]>b<c>&"d\x00\n\u202e'
    assert case.find("failure").text.startswith(r'imports a]]>b<c>&"d\x00\n\u202e')


@pytest.mark.parametrize("verdict", VERDICTS, ids=str)
def test_the_suite_of_the_verdict_says_what_the_check_comes_to(verdict):
    first = suites(CLEAN._replace(verdict=verdict))[0]
    assert first.get("name") == "mneme"
    assert (int(first.get("failures")) + int(first.get("errors")) > 0) == (exit_code(verdict) != 0)


def test_what_stops_a_check_is_counted_in_the_message_of_the_verdict():
    def said(**verdict):
        return suites(CLEAN._replace(verdict=Verdict(**verdict)))[0].find("testcase/failure").get("message")

    assert said(outcome="block", findings=(DUE, DIRECT, CYCLE)) == "blocked: 2 findings of 2 rules"
    assert said(outcome="ask", findings=(ASK,)) == "approval needed: 1 finding of 1 rule"
    conflict = (Problem("E-CONFLICT", "a.yaml", message="they contradict"),)
    assert said(outcome="block", problems=conflict) == "blocked: decisions contradict each other"
