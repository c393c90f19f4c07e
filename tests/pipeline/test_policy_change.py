"""A diff cannot approve itself: what only its own change of the policy lets pass, needs somebody's approval."""

import pytest

from mneme_cli.evidence.repository import Repository
from mneme_cli.model.day import parse
from mneme_cli.model.request import Changed, Request
from mneme_cli.model.tree import Texts
from mneme_cli.pipeline.check import check
from mneme_cli.pipeline.sources import Ends
from mneme_cli.pipeline.texts import _changes, judged

DAY = parse("2026-06-01")
ADR = "docs/decisions/ADR-0001.yaml"
RULE = b"""\
id: ADR-0001
title: The domain stands alone
status: accepted
date: 2026-01-01
rules:
  alone:
    forbid:
      imports: [shop.infra]
    in:
      - shop/domain/**
"""
CODE = {
    "shop/__init__.py": b"",
    "shop/infra/__init__.py": b"",
    "shop/domain/__init__.py": b"",
    "shop/domain/order.py": b"import decimal\n",
}
BASE = {**CODE, ADR: RULE}
BAD = {**BASE, "shop/domain/order.py": b"import shop.infra\n"}
PROPOSED = RULE.replace(b"accepted", b"proposed")


def outcome(verdict):
    return verdict.outcome, [(one.rule, one.outcome, one.status) for one in verdict.findings], verdict.changed_policy


@pytest.mark.parametrize(
    "weaker",
    [
        {ADR: PROPOSED},
        {ADR: RULE.replace(b"shop/domain/**", b"shop/infra/**")},
        {ADR: RULE + b"    except:\n      shop/domain/order.py: just this once\n"},
        {"mneme.yaml": b'exclude:\n  - "shop/domain/**"\n'},
    ],
    ids=["retired", "narrowed", "excepted", "excluded"],
)
def test_a_change_that_weakens_the_rule_it_breaks_needs_approval(weaker):
    verdict = judged(BASE, {**BAD, **weaker}, DAY).verdict

    assert verdict.outcome == "ask"
    assert verdict.changed_policy == ("ADR-0001#alone",)


def test_a_change_that_breaks_a_rule_and_edits_another_decision_is_blocked():
    other = RULE.replace(b"ADR-0001", b"ADR-0002").replace(b"shop.infra", b"shop.web").replace(b"alone", b"other")
    other += b"    may_be_empty: true\n"
    verdict = judged(BASE, {**BAD, "docs/decisions/ADR-0002.yaml": other}, DAY).verdict

    assert outcome(verdict) == ("block", [("ADR-0001#alone", "block", "introduced")], ())


@pytest.mark.parametrize(("setting", "expected"), [(b"ask", "ask"), (b"block", "block"), (b"allow", "allow")])
def test_the_base_says_what_a_policy_change_means(setting, expected):
    settings = {"mneme.yaml": b"on_policy_change: " + setting + b"\n"}
    verdict = judged({**BASE, **settings}, {**BAD, **settings, ADR: PROPOSED}, DAY).verdict

    assert verdict.outcome == expected


@pytest.mark.parametrize(
    ("names", "expected"), [((), ("ask", "")), (("eve",), ("ask", "")), (("eve", "ana"), ("allow", "ana"))]
)
def test_an_approver_of_the_base_may_approve_and_nobody_else(names, expected):
    before = {**BASE, "mneme.yaml": b"approvers: [ana]\n"}
    after = {**BAD, "mneme.yaml": b"approvers: [ana, eve]\n", ADR: PROPOSED}
    ends = Ends(
        repository=Repository(root=""),
        changed=Changed(changes=_changes(before, after)),
        after=Texts(after),
        before=Texts(before),
        everything=False,
    )
    verdict = check(ends, Request(mode="range"), DAY, names).verdict

    assert (verdict.outcome, verdict.approved_by) == expected


def test_a_weakening_alone_is_no_finding_and_holds_nobody_up_who_checks_his_own_work():
    verdict = judged(BASE, {**BASE, ADR: PROPOSED}, DAY).verdict

    assert outcome(verdict) == ("allow", [], ())


def test_a_new_rule_finds_old_code_existing_and_never_blocks_it():
    old = {**CODE, "shop/domain/order.py": b"import shop.infra\n"}
    verdict = judged(old, {**old, ADR: RULE}, DAY).verdict

    assert outcome(verdict) == ("allow", [("ADR-0001#alone", "allow", "existing")], ())
