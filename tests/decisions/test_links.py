from __future__ import annotations

import pytest

from mneme_cli.decisions.cycles import rings
from tests.decisions.made import build, codes, decision, waiver

FINAL = {"x": {"level": "final", "waivable_by": ("cto",)}}


def only_problem(*records, **more):
    (wrong,) = build(*records, **more).corpus.problems
    return wrong


def test_a_dangling_link_suggests_the_other_spelling():
    wrong = only_problem(decision("ADR-0012"), decision("ADR-13", supersedes=["ADR-12"]))
    assert wrong == (
        "E-DANGLING",
        "docs/decisions/ADR-13.yaml",
        5,
        15,
        "ADR-13 supersedes ADR-12, and no decision has that id",
        "line 5: write ADR-0012",
    )


@pytest.mark.parametrize("target", ["ADR-0042", "ADR-0013"])
def test_another_number_is_no_slip_and_nobody_supersedes_himself(target):
    said = only_problem(decision("ADR-0020"), decision("ADR-0014", supersedes=[target])).fix
    assert said == f"line 5: name a decision of this tree, or remove {target}"


def test_a_dangling_link_suggests_the_nearest_id_and_the_nearest_rule():
    assert (
        only_problem(decision("ADR-0012"), decision("B", relates=["ADR-0013"])).fix == "line 8: did you mean ADR-0012?"
    )
    wrong = only_problem(decision("A", rules=("no-orm", "layers")), decision("B", amends=["A#no-rom"]))
    assert (wrong.message, wrong.fix) == ("B amends A#no-rom, but A has no rule 'no-rom'", "line 6: write A#no-orm")
    assert only_problem(decision("A"), decision("B", amends=["A#qqq"])).fix == "line 6: name one of its rules: x"
    assert (
        only_problem(decision("A", supersedes=["zzz-9"])).fix == "line 5: name a decision of this tree, or remove zzz-9"
    )


def test_a_link_names_what_its_kind_removes():
    wrong = only_problem(decision("A"), decision("B", supersedes=["A#x"]))
    assert (wrong.code, wrong.fix) == ("E-SCHEMA", "line 5: write `amends: [A#x]`, or supersede all of A")
    wrong = only_problem(decision("A", rules=("x", "y")), decision("B", amends=["A"]))
    assert wrong.message == "B amends all of A, but 'amends' names rules"
    assert wrong.fix == "line 6: name its rules, one by one: A#x, A#y"
    assert only_problem(decision("A"), waiver("W", "A")).message == "W waives all of A, but 'waives' names rules"


@pytest.mark.parametrize(
    "link", [{"supersedes": ["A"]}, {"amends": ["A#x"]}, {"overrides": ["A#x"]}, {"relates": ["A"]}]
)
def test_a_link_to_itself(link):
    policy = build(decision("A", **link))
    assert codes(policy) == ["E-SELF"]
    assert policy.corpus.live == ("A#x",)
    assert "itself" in policy.corpus.problems[0].message


def test_leading_zeros_do_not_tell_ids_apart():
    policy = build(
        decision("ADR-17"), decision("ADR-0017"), decision("ADR-3", amends=["ADR-17#x"]), decision("ADR-170")
    )
    assert codes(policy) == ["E-DUP-ID"] * 3
    assert policy.corpus.live == ("ADR-0017#x", "ADR-17#x", "ADR-170#x", "ADR-3#x")
    link = next(one for one in policy.corpus.problems if one.line == 6)
    assert link.message.startswith("ADR-3 amends ADR-17#x, but several files carry ADR-17: ")


def test_a_waiver_number_taken_twice():
    policy = build(decision("A"), waiver("W-1", "A#x", path="a.yaml"), waiver("W-01", "A#x", path="b.yaml"))
    assert codes(policy) == ["E-DUP-ID", "E-DUP-ID"]
    assert [aside.by for aside in policy.rules[0].asides] == ["W-01", "W-1"]


def test_authority():
    normal = build(decision("A", overrides=["org:B#x"]), decision("org:B"))
    assert codes(normal) == []
    assert [aside.by for rule in normal.rules for aside in rule.asides] == ["A"]
    down = only_problem(decision("A"), decision("org:B", overrides=["A#x"]))
    assert (down.code, down.message) == ("E-LAYER", "org:B overrides A#x, a rule of lower authority")
    assert build(decision("A"), decision("org:B", supersedes=["A"])).corpus.live == ("org:B#x",)
    assert only_problem(decision("A", amends=["org:B#x"]), decision("org:B", rules=FINAL)).code == "E-LAYER"


def test_a_final_rule_is_not_overridden_even_at_home():
    wrong = only_problem(decision("A", rules=FINAL), decision("B", overrides=["A#x"]))
    assert wrong.code == "E-FINAL"
    assert wrong.fix == "line 7: remove the override; ask cto for a waiver, or change it upstream"


def test_a_deprecated_decision_only_advises_so_it_has_no_final_rules():
    policy = build(decision("A", rules=FINAL, status="deprecated"), decision("B", overrides=["A#x"], rules=()))
    assert codes(policy) == []
    assert policy.rules[0].level == "advise"


def test_an_illegal_link_cancels_no_legal_one():
    """In the other order the circle org:A, B would be found first, and org:A would lose its link."""
    policy = build(decision("org:A", supersedes=["B"]), decision("B", supersedes=["org:A"]))
    assert codes(policy) == ["E-LAYER"]
    assert policy.corpus.live == ("org:A#x",)


def test_a_proposal_closes_no_circle():
    policy = build(
        decision("A", supersedes=["B"]),
        decision("B", supersedes=["P"]),
        decision("P", status="proposed", supersedes=["A"]),
    )
    assert codes(policy) == []
    assert policy.corpus.live == ("A#x",)


def test_what_only_hangs_on_a_circle_stays():
    policy = build(
        decision("A", supersedes=["B"]), decision("B", amends=["A#x"]), decision("C", supersedes=["A"]), decision("D")
    )
    assert codes(policy) == ["E-CYCLE", "E-CYCLE"]
    assert policy.corpus.live == ("B#x", "C#x", "D#x")


def test_rings():
    assert rings([("a", "b"), ("b", "c")]) == {}
    assert rings([("a", "b"), ("b", "a"), ("b", "c"), ("d", "a")]) == {"a": ("a", "b"), "b": ("a", "b")}


@pytest.mark.parametrize(
    ("rule", "settings", "by", "fix"),
    [
        ({}, (), "anybody", None),
        ({}, ("ana", "bo"), "ana", None),
        ({}, ("ana", "bo"), "anna", "line 5: write `approved_by: ana`; it takes one of: ana, bo"),
        ({"waivable_by": ("cto",)}, ("ana",), "cto", None),
        ({"waivable_by": ("cto",)}, ("ana",), "ana", "line 5: write `approved_by: cto`; it takes one of: cto"),
        ({"level": "final", "waivable_by": ("cto",)}, (), "cto", None),
        (
            {"level": "final", "waivable_by": ("cto",)},
            (),
            "bo",
            "line 5: write `approved_by: cto`; it takes one of: cto",
        ),
        (
            {"level": "final"},
            ("ana",),
            "ana",
            "line 5: the rule is final and has no `waivable_by`: nobody may waive it; remove the waiver",
        ),
        ({}, (), "", "line 5: write `approved_by: NAME`; it takes one of: anybody, by name"),
    ],
)
def test_approvers(rule, settings, by, fix):
    policy = build(
        decision("A", rules={"x": rule}),
        waiver("W", "A#x", by=by),
        settings=build().corpus.settings._replace(approvers=settings),
    )
    assert [one.fix for one in policy.corpus.problems] == ([fix] if fix else [])
    assert bool(policy.rules[0].asides) is not bool(fix)
    if fix:
        assert policy.corpus.problems[0].code == "E-APPROVER"
        assert policy.corpus.problems[0].message == f"W waives A#x, and '{by}' may not approve that"


def test_a_dangling_waiver():
    wrong = only_problem(decision("ADR-3", rules=("no-orm",)), waiver("W", "ADR-3#no-rom"))
    assert (wrong.code, wrong.line, wrong.column) == ("E-DANGLING", 2, 9)


@pytest.mark.parametrize(
    ("target", "fix"),
    [
        ("ADR-0003#no-rich", "line 2: name a decision of this tree, or remove ADR-0003#no-rich"),
        ("ADR-0003#no-orm", "line 2: did you mean ADR-0005#no-orm?"),
        ("ADR-5#no-orm", "line 2: write ADR-0005#no-orm"),
        ("ADR-5#no-orn", "line 2: write ADR-0005#no-orm"),
        ("ADR-5#quiet", "line 2: name one of the rules of ADR-0005: no-orm"),
    ],
)
def test_a_waiver_of_what_is_gone_is_led_to_no_rule_that_is_not_there(target, fix):
    assert only_problem(decision("ADR-0005", rules=("no-orm",)), waiver("W", target)).fix == fix
