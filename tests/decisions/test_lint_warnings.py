"""Every warning, with its message, and the errors that lint and not the links find."""

from __future__ import annotations

from mneme_cli.decisions.empty import empties, unused
from mneme_cli.decisions.gaps import gaps
from mneme_cli.decisions.lint import ended, inert
from mneme_cli.decisions.neglect import due, expired, review
from mneme_cli.decisions.references import dead
from mneme_cli.model.corpus import Settings
from mneme_cli.model.day import parse
from tests.decisions.made import build, decision, waiver

JOBS = {"x": {"inside": ("src/jobs/**", "src/web/**")}}
WEB = {"x": {"inside": ("src/web/**",)}}


def said(problems):
    return [(one.code, one.message) for one in problems]


def gap(*records, files=(), **more):
    policy = build(*records, **more)
    return said(gaps(policy.corpus, policy.regions, files))


def test_w_gap_when_a_superseder_covers_less():
    records = decision("A", rules=JOBS), decision("B", supersedes=["A"], rules=WEB)
    assert gap(*records) == [("W-GAP", "B supersedes A: src/jobs/** is no longer governed")]
    assert gap(*records, files=["src/web/a.py"]) == []
    assert gap(*records, files=["src/jobs/a.py"]) == gap(*records)
    assert gap(decision("A", rules=JOBS), decision("B", supersedes=["A"], rules=JOBS)) == []
    assert gap(decision("A", rules=JOBS), decision("B", supersedes=["A"], scope=("src/**",))) == []


def test_w_gap_counts_what_is_left_over():
    records = decision("A"), decision("B", supersedes=["A"], rules=WEB)
    said = "1 of the 2 files under A is under no rule of B, such as src/jobs/a.py"
    assert gap(*records, files=["src/jobs/a.py", "src/web/a.py"]) == [("W-GAP", f"B supersedes A: {said}")]


def test_w_gap_when_a_superseder_has_no_rules():
    records = decision("A", scope=("src/jobs",)), decision("B", supersedes=["A"], rules=())
    assert gap(*records) == [("W-GAP", "B supersedes A: B has no rules, so src/jobs/** is no longer governed")]
    everywhere = "B supersedes A: B has no rules, so the whole repository is no longer governed"
    assert gap(decision("A"), decision("B", supersedes=["A"], rules=())) == [("W-GAP", everywhere)]
    assert gap(decision("A", rules=()), decision("B", supersedes=["A"], rules=())) == []


def test_w_gap_for_days_between():
    late = {"x": {"begins": parse("2026-03-01")}}
    records = decision("A"), decision("B", date="2026-02-01", supersedes=["A"], rules=late)
    message = "B supersedes A: nothing governs it from 2026-02-01 to 2026-02-28, the day before B#x begins"
    assert gap(*records) == [("W-GAP", message)]
    assert gap(decision("A"), decision("B", amends=["A#x"], rules={**late, "y": {}}))[0][1].endswith(
        "before B#x begins"
    )
    assert gap(decision("A"), decision("B", supersedes=["A"], rules={"y": {}, **late}))[0][0] == "W-GAP"


def test_w_gap_for_days_between_of_one_rule_among_several():
    """Another rule of the superseder that begins at once is no replacement for the one that begins later."""
    old = decision("A", rules=("x", "y"))
    new = decision("B", date="2026-02-01", supersedes=["A"], rules={"x": {}, "y": {"begins": parse("2026-03-01")}})
    said = "B supersedes A: nothing governs it from 2026-02-01 to 2026-02-28, the day before B#y begins"
    assert gap(old, new) == [("W-GAP", said)]
    other = {"u": {"begins": parse("2026-05-01")}, "v": {"begins": parse("2026-04-01")}}
    ((_, first),) = gap(decision("A"), decision("B", date="2026-02-01", supersedes=["A"], rules=other))
    assert first.endswith("to 2026-03-31, the day before B#v begins")


def test_no_w_gap_where_another_heir_governs():
    """What came later, or beside, in the place of the same record governs as well as the first that replaced it."""
    jobs = {"x": {"inside": ("src/jobs/**",)}}
    later = decision("A", rules=JOBS), decision("B", supersedes=["A"], rules=WEB), decision("C", supersedes=["B"])
    assert gap(*later) == []
    beside = decision("B", supersedes=["A"], rules=WEB), decision("C", supersedes=["A"], rules=jobs)
    assert gap(decision("A", rules=JOBS), *beside) == []
    bare = decision("A"), decision("B", supersedes=["A"], rules=()), decision("C", supersedes=["B"])
    assert [message for _, message in gap(*bare)] == []
    stranger = decision("A", rules=JOBS), decision("B", supersedes=["A"], rules=WEB), decision("C", rules=jobs)
    assert len(gap(*stranger)) == 1


def test_w_gap_after_the_end_of_the_superseder():
    records = decision("A", scope=("src/jobs/**",)), decision("B", supersedes=["A"], expires="2026-02-01")
    assert gap(*records) == [("W-GAP", "B supersedes A: src/jobs/** is no longer governed since B is over")]
    assert gap(decision("A", status="retired"), decision("B", supersedes=["A"], rules=())) == []
    assert gap(decision("A"), decision("B", status="proposed", supersedes=["A"], rules=())) == []


def test_w_ended():
    base = decision("R"), decision("A", overrides=["R#x"], rules=())
    policy = build(*base, decision("B", supersedes=["A"], rules=()))
    assert said(ended(policy.corpus)) == [("W-ENDED", "B supersedes A, whose override of R#x ended with it")]
    again = build(*base, decision("B", supersedes=["A"], overrides=["R#x"], rules=()))
    assert ended(again.corpus) == ()
    later = build(*base, decision("B", supersedes=["A"], effective="2027-01-01", rules=()))
    assert ended(later.corpus) == ()


def test_w_inert():
    policy = build(decision("A"), decision("B", status="proposed", amends=["A#x"], overrides=["A#x"]))
    assert [one.fix for one in inert(policy.corpus)] == ["it takes effect when the status is accepted"] * 2
    assert inert(build(decision("A"), decision("B", supersedes=["A"])).corpus) == ()


def test_w_dead_ref():
    policy = build(
        decision("ADR-1", rules=("x", "y")),
        decision("ADR-2", supersedes=["ADR-1"]),
        decision("ADR-3", supersedes=["ADR-2"], rules=("x", "y")),
        decision("ADR-4", amends=["ADR-3#x"]),
        waiver("W-1", "ADR-1#x"),
    )
    texts = {
        "src/a.py": "# see ADR-1\n# ADR-10, MYADR-1, ADR-1-x\nx  # ADR-3#x and ADR-3",
        "docs/decisions/ADR-2.yaml": "ADR-1",
    }
    found = dead(policy.corpus, texts)
    assert [(one.path, one.line, one.column, one.message, one.fix) for one in found] == [
        ("docs/decisions/W-1.yaml", 2, 9, "ADR-1#x was superseded by ADR-2", "write ADR-3#x instead"),
        ("src/a.py", 1, 7, "ADR-1 was superseded by ADR-2", "write ADR-3 instead"),
        ("src/a.py", 3, 6, "ADR-3#x was amended by ADR-4", "write ADR-4#x instead"),
    ]
    assert {one.code for one in found} == {"W-DEAD-REF"}
    assert dead(build(decision("A")).corpus, texts) == ()


def test_w_expired():
    policy = build(decision("A", expires="2026-11-18"), waiver("W", "A#x", until="2026-11-19"), decision("B"))
    assert said(expired(policy.corpus)) == [
        ("W-EXPIRED", "A ended 2026-11-18 (2 days before 2026-11-20)"),
        ("W-EXPIRED", "W ended 2026-11-19 (1 day before 2026-11-20)"),
    ]


def test_w_due_is_said_a_fortnight_ahead():
    for day, seen in (("2026-11-19", 0), ("2026-11-20", 1), ("2026-12-04", 1), ("2026-12-05", 0)):
        policy = build(decision("A", rules=()), waiver("W", until=day))
        assert said(due(policy.corpus)) == [("W-DUE", f"W ends on {day}")] * seen
        assert len(due(build(decision("A", expires=day)).corpus)) == seen
    coming = build(decision("A", rules={"x": {"begins": parse("2026-12-01")}}))
    assert said(due(coming.corpus)) == [("W-DUE", "A#x begins on 2026-12-01")]


def test_w_due_is_said_of_what_another_record_is_about_to_replace():
    later = {"date": "2026-11-01", "effective": "2026-12-01"}
    for kind, target in (("supersedes", "A"), ("amends", "A#r")):
        policy = build(decision("A", rules=("r",)), decision("B", rules=(), **{kind: [target]}, **later))
        assert said(due(policy.corpus)) == [("W-DUE", f"{target} ends on 2026-11-30: then B {kind} it")]
        assert policy.corpus.states[target].state == "in-force"
        proposed = build(decision("A", rules=("r",)), decision("B", status="proposed", **{kind: [target]}, **later))
        assert due(proposed.corpus) == ()


def test_w_review():
    policy = build(decision("A", review_by="2026-11-20"), decision("B", review_by="2026-11-21"))
    assert said(review(policy.corpus)) == [("W-REVIEW", "A was to be reviewed by 2026-11-20")]


def test_an_amended_decision_is_not_forgotten_and_a_superseded_one_is():
    one = decision("A", review_by="2026-11-01", expires="2026-11-10", rules=("x", "y"))
    amended = build(one, decision("B", amends=["A#x"]))
    assert (len(review(amended.corpus)), len(expired(amended.corpus))) == (1, 1)
    superseded = build(one, decision("B", supersedes=["A"]))
    assert (review(superseded.corpus), expired(superseded.corpus)) == ((), ())


def test_e_empty():
    settings = Settings(components={"dom": (("src/dom/**",), ())})
    policy = build(
        decision(
            "A",
            scope=("src/**",),
            rules={"x": {"inside": ("src/gone/**",), "params": {"imports": ["shop.old", "sqlalchemy"]}}},
        ),
        settings=settings,
    )
    found = empties(policy, ["src/a.py"])
    assert said(found) == [
        ("E-EMPTY", "A#x: 'shop.old' (its target) selects no tracked file"),
        ("E-EMPTY", "A#x: 'src/gone/**' (its in) selects no tracked file"),
        ("E-EMPTY", "the component 'dom' selects no tracked file"),
    ]
    assert found[2].path == "mneme.yaml"
    assert empties(policy, ["src/shop/old.py", "src/gone/a.py", "src/dom/a.py"]) == ()


def test_every_entry_of_a_component_has_to_select_something():
    written = {
        "dom": (("src/dom/**", "src/dmo.py"), ()),
        "ghost": (("src/x", "src/y"), ()),
        "all": (("dom", "ghost"), ()),
    }
    policy = build(
        decision("A", rules={"x": {"verb": "layers", "params": {"order": ["ghost", "dom"]}}}),
        settings=Settings(components=written),
    )
    assert said(empties(policy, ["src/dom/a.py"])) == [
        ("E-EMPTY", "the component 'dom': its entry 'src/dmo.py' selects no tracked file"),
        ("E-EMPTY", "the component 'ghost': its entry 'src/x' selects no tracked file"),
        ("E-EMPTY", "the component 'ghost': its entry 'src/y' selects no tracked file"),
    ]
    ((code, message),) = said(empties(policy, ["src/dom/a.py", "src/x", "src/y"], ["src/dmo.py"]))
    assert (code, message) == ("W-EMPTY", "the component 'dom': its entry 'src/dmo.py' selects no file any more")


def test_empty_at_head_and_not_at_base_is_an_improvement():
    policy = build(decision("A", scope=("src/old/**",)))
    assert said(empties(policy, [], ["src/old/a.py"])) == [
        ("W-EMPTY", "A#x: 'src/old/**' (its scope) selects no file any more")
    ]
    assert empties(policy, [], [])[0].code == "E-EMPTY"


def test_what_may_be_empty_and_what_a_pack_brings():
    quiet = build(decision("A", rules={"x": {"inside": ("src/new/**",), "may_be_empty": True}}))
    assert empties(quiet, ["a"]) == ()
    (note,) = empties(build(decision("org:A", scope=("src/new/**",))), ["a"])
    assert (note.code, note.fatal) == ("N-EMPTY", False)


def test_a_ban_on_paths_that_is_obeyed_selects_nothing():
    policy = build(decision("A", rules={"x": {"params": {"paths": ["src/legacy/**"]}}}))
    assert empties(policy, ["a"]) == ()
    anywhere = build(decision("A", rules={"x": {"params": {"imports": ["**/generated/**"]}}}))
    assert empties(anywhere, ["a"]) == ()


def test_every_layer_has_to_exist():
    policy = build(decision("A", rules={"x": {"verb": "layers", "params": {"order": ["web", "src/dom/**"]}}}))
    assert [one.message for one in empties(policy, ["src/dom/a.py"])] == [
        "A#x: 'web' is neither a component of mneme.yaml nor a module of ours"
    ]


def test_a_layer_outside_of_the_repository_need_not_exist():
    policy = build(decision("A", rules={"x": {"verb": "layers", "params": {"order": ["pkg:stripe", "std:python/os"]}}}))
    assert empties(policy, ["a"]) == ()


FILES = (["src/a.py"], lambda _path: "")


def test_what_bounds_a_rule_may_excuse_nothing():
    rules = {"x": {"excuses": (("src/a.py", "why", False), ("src/b.py", "why", False)), "standing": ("src/b.py",)}}
    policy = build(decision("A", rules=rules))
    assert said(unused(policy, (), *FILES)) == [("W-UNUSED", "A#x: nothing is excused by `except` src/a.py")]


def test_w_unused():
    excuses = (("src/a.py", "why", False),)
    policy = build(
        decision("A", rules={"x": {"excuses": excuses}, "y": {}}),
        decision("B", overrides=["A#y"], rules=()),
        waiver("W", "A#x", "A#y"),
        waiver("V", "A#x", until="2026-01-01"),
    )
    assert said(unused(policy, (), *FILES)) == [
        ("W-UNUSED", "A#x: nothing is excused by `except` src/a.py"),
        ("W-UNUSED", "the override of A#y in B excuses nothing"),
        ("W-UNUSED", "the waiver W excuses nothing"),
    ]
    assert [one.line for one in unused(policy, (), *FILES)] == [9, 7, 1]
    asides = {(rule.id, each.how): each for rule in policy.rules for each in rule.asides if each.by != "V"}
    used = {(rule, asides[rule, how]) for rule, how in [("A#y", "waiver"), ("A#x", "except"), ("A#y", "override")]}
    assert unused(policy, used, *FILES) == ()
    assert len(unused(policy, {("A#x", asides["A#y", "override"])}, *FILES)) == 3


def test_w_unused_of_each_override_of_one_rule():
    policy = build(decision("A"), decision("B", overrides=[("A#x", ("src/a/**",)), ("A#x", ("src/b/**",))], rules=()))
    links = [
        link._replace(place=link.place._replace(line=at)) for at, link in enumerate(policy.corpus.decisions[1].links, 7)
    ]
    policy = build(decision("A"), policy.corpus.decisions[1]._replace(links=tuple(links)))
    told = [(one.line, one.message) for one in unused(policy, (), *FILES)]
    assert told == [
        (7, "the override of A#x in B (in src/a/**) excuses nothing"),
        (8, "the override of A#x in B (in src/b/**) excuses nothing"),
    ]
    (first, second) = policy.rules[0].asides
    assert [one.line for one in unused(policy, {("A#x", first)}, *FILES)] == [8]
    assert [one.line for one in unused(policy, {("A#x", second)}, *FILES)] == [7]


def test_w_unused_says_what_became_of_the_file():
    policy = build(decision("A", rules={"x": {"excuses": (("src/a.py", "why", False),)}}))
    fixes = [
        unused(policy, (), files, alone)[0].fix
        for files, alone in (FILES, (["src/b.py"], FILES[1]), (["src/a.py"], lambda _path: "excluded (src/*)"))
    ]
    assert fixes == [
        "remove it: what it excused is gone",
        "write the path that its file has now, or remove it: there is no such file any more",
        "remove it, or judge the file again: src/a.py is left alone as excluded (src/*)",
    ]
