"""A rule that cannot stand is read for whatever else is wrong in it: everything is told at once."""

from __future__ import annotations

import pytest

from mneme_cli import kinds
from mneme_cli.decisions.compile import compile as compiled
from mneme_cli.decisions.documents import load
from mneme_cli.model.corpus import Settings
from mneme_cli.model.day import parse
from tests.decisions.made import LAYOUT

HEAD = "id: ADR-1\ntitle: A rule\nstatus: accepted\ndate: 2026-01-02\n"
AWAY = "no component has the tag"


def told(text: str) -> list[tuple[int, int, str]]:
    decisions, waivers, problems = load([("docs/x.yaml", text.encode())])
    policy = compiled(decisions, waivers, Settings(), LAYOUT, parse("2026-03-01"), kinds.take, problems)
    assert not policy.rules
    return [(one.line, one.column, one.message) for one in policy.corpus.problems]


def rule(*lines: str, head: str = HEAD) -> str:
    return head + "rules:\n  r:\n" + "".join(f"    {line}\n" for line in lines)


def test_a_wrong_level_hides_no_wrong_selector():
    found = told(rule("forbid:", "  imports:", "    - tag:x", "in:", "  - no.such", "level: hard"))
    assert [(line, column) for line, column, _ in found] == [(9, 11), (11, 9), (12, 12)]
    assert AWAY in found[0][2]
    assert "neither a component" in found[1][2]
    assert "'level' cannot be 'hard'" in found[2][2]


def test_a_wrong_entry_hides_no_other():
    found = told(rule("layers:", "  order: [shop.web, 5, tag:x]", "except:", "  nowhere: because", "say: [x]"))
    assert [line for line, _, _ in found] == [8, 8, 10, 11]
    assert [AWAY in message for _, _, message in found] == [False, True, False, False]


def test_a_short_form_and_one_text_are_read_too():
    assert [at[0] for at in told(rule("layers: [shop.web, tag:x]", "in: 5"))] == [7, 8]
    assert [at[0] for at in told(rule("forbid: {imports: tag:x, through: maybe}"))] == [7, 7]


def test_what_was_taken_out_is_not_missed():
    """One layer is left, and a name is bound nowhere: both are so because something else is wrong."""
    assert len(told(rule("layers: [shop.web, 5]"))) == 1
    found = told(rule("forbid:", "  imports:", "    - src/{!name}/**", "in:", "  - 7", "level: normal"))
    assert [line for line, _, _ in found] == [11]


@pytest.mark.parametrize("lines", [("in: tag:x",), ("in: tag:x", "forbit: {imports: [shop]}")])
def test_a_rule_without_a_verb_says_where_all_the_same(lines):
    assert any(AWAY in message for _, _, message in told(rule(*lines)))
    assert len(told(rule(*lines))) == 2


def test_a_capture_of_what_is_guarded_is_bound():
    text = rule("protect: {what: 'src/{name}/in/**', allow: 'src/{!name}/**'}")
    decisions, _, problems = load([("docs/x.yaml", text.encode())])
    policy = compiled(decisions, (), Settings(), LAYOUT, parse("2026-03-01"), kinds.take, problems)
    assert policy.corpus.problems == ()


def test_two_verbs_are_both_read():
    found = told(rule("forbid: {imports: [tag:x]}", "only: {imports: [tag:y]}"))
    assert [(line, AWAY in message) for line, _, message in found] == [(7, True), (8, False), (8, True)]


def test_a_decision_of_which_nobody_knows_when_it_holds_is_read():
    found = told(rule("forbid: {imports: [tag:x]}", head=HEAD.replace("01-02", "02-30")))
    assert [(line, AWAY in message) for line, _, message in found] == [(4, False), (7, True)]


def test_a_proposal_is_not_read():
    assert len(told(rule("forbid: {imports: [tag:x]}", "level: hard", head=HEAD.replace("accepted", "proposed")))) == 1


def test_what_the_verb_itself_refuses_is_told_beside_the_rest():
    found = told(rule("forbid: {text: ['((']}", "level: hard"))
    assert [line for line, _, _ in found] == [7, 8]
