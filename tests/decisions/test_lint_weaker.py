"""W-WEAKER: what a change to the decisions takes away, and E-DATES: what was decided stays decided."""

from __future__ import annotations

import pytest

from mneme_cli.decisions.ways import MORE, ways
from mneme_cli.decisions.weaker import reopened, weaker
from mneme_cli.model.corpus import Settings
from mneme_cli.model.day import parse
from tests.decisions.made import build, decision, waiver


def said(problems):
    return [(one.code, one.message) for one in problems]


@pytest.mark.parametrize(
    ("after", "way"),
    [
        ({"level": "advise"}, "level normal → advise"),
        ({"inside": ("src/web/**",)}, "it governs less"),
        ({"excuses": (("src/a.py", "why", False),)}, "except src/a.py"),
        ({"params": {"imports": ["b"]}}, "it no longer names a"),
        ({"when": {"edges": ["runtime"]}}, "it looks at other kinds of edges"),
        ({"waivable_by": ("me",)}, "waivable by me"),
        ({"params": {"paths": ["a", "b"]}}, "it no longer names a, b, it says something else, perhaps less"),
    ],
)
def test_w_weaker(after, way):
    before = {"inside": ("src/**",), "params": {"imports": ["a", "b"]}}
    base = build(decision("A", rules={"x": before}))
    head = build(decision("A", rules={"x": {**before, **after}}))
    expected = [("W-WEAKER", f"this change weakens A#x: {way}")]
    found = [(code, message.replace("'a'", "a")) for code, message in said(weaker(base, head))]
    assert found[0][1].startswith(expected[0][1][: len("this change weakens A#x: it")])
    if "paths" not in after.get("params", {}):
        assert found == expected
    assert weaker(base, base) == ()


def test_w_weaker_when_a_rule_goes():
    base = build(decision("A", rules=("x", "y")))
    head = build(decision("A", rules=("y",)), decision("B", amends=["A#y"], rules=("z",)))
    assert said(weaker(base, head)) == [
        ("W-WEAKER", "this change removes A#x"),
        ("W-WEAKER", "this change removes A#y (amended by B)"),
    ]


def test_a_rule_of_the_same_key_in_what_took_its_place_is_what_it_goes_on_as():
    base = build(decision("A", rules={"x": {"inside": ("src/**",)}}))
    same = decision("B", supersedes=["A"], rules={"x": {"inside": ("src/**",)}})
    less = decision("B", supersedes=["A"], rules={"x": {"inside": ("src/a/**",)}})
    assert weaker(base, build(decision("A", rules={"x": {"inside": ("src/**",)}}), same)) == ()
    told = "this change weakens A#x, which goes on as B#x: it governs less"
    assert said(weaker(base, build(decision("A", rules={"x": {"inside": ("src/**",)}}), less))) == [("W-WEAKER", told)]


def test_w_weaker_on_files_and_for_lists_of_what_is_allowed():
    base = build(decision("A", rules={"x": {"inside": ("src/**",)}}))
    head = build(decision("A", rules={"x": {"inside": ("src/**/*.py",)}}))
    assert weaker(base, head, ["src/a.py"]) == ()
    assert len(weaker(base, head, ["src/a.py", "src/a.txt"])) == 1
    kept = Settings(exclude=("./gen",))
    wide, narrow = decision("A", scope=("src/a/**",)), decision("A", scope=("src/**",))
    assert weaker(build(wide, settings=kept), build(narrow, settings=kept)) == ()
    files = ["gen/a.py", "src/a/b.py", "src/a/c.png"]
    assert weaker(build(wide), build(narrow, settings=kept), files) == ()
    less = Settings(exclude=("**/*.p*",))
    expected = "this change takes files from A#x: `exclude` leaves alone src/a/b.py"
    assert said(weaker(build(wide), build(narrow, settings=less), files)) == [("W-WEAKER", expected)]
    assert weaker(build(wide), build(narrow, settings=less), ["src/a/c.png"]) == ()
    sealed = decision("p:A", scope=("src/**",), rules={"x": {"level": "final"}})
    assert weaker(build(sealed), build(sealed, settings=less), files) == ()
    less = build(decision("A", rules={"x": {"verb": "only", "params": {"imports": ["a"]}}}))
    more = build(decision("A", rules={"x": {"verb": "only", "params": {"imports": ["a", "b"]}}}))
    assert said(weaker(less, more)) == [("W-WEAKER", "this change weakens A#x: it also accepts b")]
    assert weaker(more, less) == ()


def excepting(paper=(), override=()):
    fields = {"inside": override} if override else {}
    held = [decision("B", scope=fields["inside"], overrides=["A#x"], rules=())] if override else []
    return build(decision("A"), *held, *([waiver("W", "A#x", **dict(paper))] if paper else []))


@pytest.mark.parametrize(
    ("before", "after", "less"),
    [
        ({"until": "2026-12-31"}, {"until": "2026-12-30"}, ""),
        ({"until": "2026-12-30"}, {"until": "2026-12-31"}, "waiver W until 2026-12-31"),
        ({"by": "ana"}, {"by": "bo"}, ""),
        ({"inside": ("src/**",)}, {"inside": ("src/a/**",)}, ""),
        ({"inside": ("src/a/**",)}, {"inside": ("src/**",)}, "waiver W covers more"),
        ({"inside": ("src/**",)}, {"by": "bo"}, "waiver W covers more"),
    ],
)
def test_w_weaker_asks_what_a_waiver_lets_pass_and_not_how_it_reads(before, after, less):
    found = said(weaker(excepting(before), excepting(after)))
    assert found == ([("W-WEAKER", f"this change weakens A#x: {less}")] if less else [])


def test_w_weaker_asks_how_far_an_override_reaches():
    wide, narrow = excepting(override=("src/**",)), excepting(override=("src/a/**",))
    files = ("src/a/x.py", "src/b/x.py")
    assert weaker(wide, narrow, files) == ()
    assert said(weaker(narrow, wide, files)) == [("W-WEAKER", "this change weakens A#x: override B covers more")]
    assert list(ways(wide.rules[0], narrow.rules[0], files, parse("2026-11-20"))) == [(MORE, "override B covers less")]


def test_e_dates_what_was_decided_stays_decided():
    base, head = (
        build(decision("A"), decision("B")),
        build(decision("A", status="proposed"), decision("B", status="retired")),
    )
    (wrong,) = reopened(base.corpus, head.corpus)
    assert (wrong.code, wrong.message) == ("E-DATES", "A was accepted and cannot become proposed")
    assert wrong.fix.startswith("write `status: retired`")
