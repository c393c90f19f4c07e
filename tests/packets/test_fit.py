"""A budget is kept, the least binding goes first, and what goes is named or counted."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.errors import MnemeError
from mneme_cli.model.packet import BINDING, DETAILS, Asked
from mneme_cli.packets.block import AGENTS
from mneme_cli.packets.fit import tokens
from mneme_cli.packets.words import text
from mneme_cli.pipeline.packet import made, of_paths, packet, session
from tests.packets.shared_laws import law, numbered, policy

HOSTILE = st.text("aé<>`\"'\n\r\t\x00\x1b\u2028\u202e{}#*-| \ud800𝄞", max_size=60)
WORDS = st.one_of(HOSTILE, st.sampled_from(["", "x" * 5000, "word " * 100, "é" * 400]))
laws = st.lists(
    st.builds(
        law,
        title=WORDS,
        say=WORDS,
        line=WORDS,
        level=st.sampled_from(BINDING),
        waivable_by=st.lists(WORDS, max_size=2).map(tuple),
        moment=st.sampled_from(["edit", "change"]),
    ),
    max_size=25,
)
budgets = st.one_of(st.integers(100, 400), st.integers(400, 6000))


def named(found):
    """Give every rule an id of its own, several to a decision."""
    return [(rule._replace(id=f"ADR-{at // 3}#r{at:02}"), said) for at, (rule, said) in enumerate(found)]


def flat(said):
    return [duty for entry in said.entries for duty in entry.duties]


@settings(deadline=None)
@given(laws, budgets, st.lists(WORDS, max_size=3))
def test_never_above_the_budget_always_the_same_and_nothing_is_lost(found, budget, approvers):
    laws = named(found)
    once, again = (packet(policy(*some, approvers=approvers), (), budget) for some in (laws, laws[::-1]))
    said = text(once)

    assert once == again
    assert tokens(said) == once.tokens <= budget
    assert [duty.id for duty in flat(once)] + list(once.left_out) == [
        rule.id for rule, _ in sorted(laws, key=lambda law: (BINDING.index(law[0].level), law[0].id))
    ]
    assert all(f"- {duty.id}" in said for duty in flat(once))
    assert all(id_ in said for id_ in once.left_out[: once.named])
    if once.left_out:
        assert f"({len(once.left_out)} rule" in said


@settings(deadline=None)
@given(laws, budgets)
def test_detail_goes_before_rules_do_and_from_the_end(found, budget):
    once = packet(policy(*named(found)), (), budget)
    told = [DETAILS.index(duty.detail) for duty in flat(once)]

    assert told == sorted(told, reverse=True)
    assert set(told) <= ({0} if once.left_out else {0, 1} if 0 in told else {1, 2})


@pytest.mark.parametrize("budget", range(150, 900, 50))
def test_no_rule_stands_under_the_heading_of_another_decision(budget):
    found = [law(level=BINDING[at // 8]) for at in range(24)]
    under = ""
    said = packet(policy(*named(found)), (), budget)
    assert said.tokens <= budget
    for line in text(said).splitlines():
        if line.startswith("#"):
            under = line.partition("### ADR-")[2].partition(" ")[0] if line.startswith("### ADR-") else ""
        elif line.startswith("- ADR-"):
            assert under in ("", line.removeprefix("- ADR-").partition("#")[0])


def test_what_is_told_in_brief_behind_whole_decisions_has_a_heading_of_its_own():
    said = text(packet(policy(*numbered(9)), (), 300))

    assert said.count("\n### More rules, in brief\n- ADR-") == 1
    assert said.index("### ADR-0000") < said.index("### More rules") < said.index("- ADR-0008#a: ")


@settings(deadline=None)
@given(laws, st.integers(100, 3000), st.integers(1, 400))
def test_more_room_never_shows_less(found, budget, more):
    less, wider = (packet(policy(*named(found)), (), room) for room in (budget, budget + more))

    if less.short == wider.short:  # the whole frame takes room that rules had
        assert len(flat(less)) <= len(flat(wider))


@pytest.mark.parametrize("budget", [0, 100, 2000, 100_000])
def test_a_session_is_below_what_clients_cut_whatever_the_budget(budget):
    said = session(policy(*numbered(1000, say="Do it so, é. " * 20), budget=budget))

    assert 0 < len(said) < 9000
    shown = len(re.findall(r"^- ADR-", said, re.MULTILINE))
    assert shown + int(re.search(r"\((\d+) rules", said)[1]) == 1000


def test_a_packet_of_paths_is_below_it_too():
    assert 0 < len(of_paths(policy(*numbered(1000), budget=100_000), ["src/x.py"])) < 9000


def test_what_is_left_out_is_named_within_bounds_and_the_rest_is_counted():
    once = packet(policy(*numbered(1000)), ())

    assert 5 <= once.named <= 30
    assert f" and {len(once.left_out) - once.named} more. They hold all the same" in text(once)


def test_mneme_yaml_says_how_much_and_an_option_says_otherwise():
    policies = policy(*numbered(100), budget=300)

    assert packet(policies, ()).tokens <= 300 < packet(policies, (), 1000).tokens


def test_a_budget_without_room_for_the_frame_is_an_error():
    with pytest.raises(MnemeError, match="no room"):
        made(policy(*numbered(9)), Asked(budget=100, style=AGENTS._replace(before="x" * 500)))


def test_the_estimator_counts_bytes():
    assert [tokens(one) for one in ("", "a", "abcd", "abcde", "éé", "𝄞é")] == [0, 1, 1, 2, 1, 2]
