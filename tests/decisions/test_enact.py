from __future__ import annotations

import pytest

from mneme_cli.model.corpus import Place, Settings
from mneme_cli.model.day import NEVER, parse, show
from mneme_cli.model.fact import DYNAMIC, RUNTIME, TEST, TYPE
from mneme_cli.model.region import EVERYWHERE, Region
from tests.decisions.made import build, clause, codes, counting, decision, findings, state, waiver

X = {"x": {"params": {"packages": ["pkg:pypi/x"]}}}
EDGES = [(path, "pkg:pypi/x") for path in ("src/a/one.py", "src/a/b/two.py", "src/c.py")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "in-force"),
        ({"status": "proposed"}, "not-decided"),
        ({"status": "rejected"}, "not-decided"),
        ({"status": "deprecated"}, "advisory"),
        ({"status": "retired"}, "retired"),
        ({"effective": "2026-11-20"}, "in-force"),
        ({"effective": "2026-11-21"}, "scheduled"),
        ({"date": "2026-11-21"}, "scheduled"),
        ({"expires": "2026-11-20"}, "in-force"),
        ({"expires": "2026-11-19"}, "expired"),
    ],
)
def test_states(fields, expected):
    policy = build(decision("A", **fields))
    assert state(policy, "A")[0] == expected
    assert state(policy, "A#x")[0] == expected
    assert policy.corpus.live == (("A#x",) if expected in ("in-force", "advisory") else ())


def test_since_is_the_day_it_came_to_that():
    policy = build(
        decision("A"),
        decision("B", supersedes=["A"], date="2026-02-02", expires="2026-06-30"),
        decision("C", rules={"x": {"begins": parse("2027-01-01")}}),
    )
    shown = {name: show(found.since) for name, found in policy.corpus.states.items()}
    assert shown["A"] == "2026-02-02"
    assert shown["B"] == shown["B#x"] == "2026-07-01"
    assert shown["C"] == "2026-01-01"
    assert shown["C#x"] == "2027-01-01"


def test_what_is_amended_and_then_superseded_is_superseded_since_the_later_day():
    policy = build(
        decision("A", rules=("x", "y")),
        decision("B", amends=["A#x"], date="2026-02-02"),
        decision("C", supersedes=["A"], date="2026-05-05"),
    )
    states = policy.corpus.states
    assert {show(states[name].since) for name in ("A", "A#x", "A#y")} == {"2026-05-05"}
    assert states["A#x"].by == ("B", "C")
    before = build(*policy.corpus.decisions, as_of="2026-05-04").corpus.states
    assert [(before[name].state, show(before[name].since)) for name in ("A", "A#x")] == [("amended", "2026-02-02")] * 2


def test_a_rule_may_begin_later():
    one = decision("A", rules={"x": {"begins": parse("2026-12-01")}, "y": {}})
    assert build(one).corpus.live == ("A#y",)
    assert state(build(one), "A#x") == ("scheduled", ())
    later = build(one, as_of="2026-12-01")
    assert later.corpus.live == ("A#x", "A#y")
    assert [rule.began for rule in later.rules] == [parse("2026-12-01"), 0]
    assert later.texts["A#x"].since == parse("2026-12-01")


def test_a_rule_that_began_after_its_decision_was_taken_falls_due():
    (rule,) = build(decision("A", effective="2026-03-01")).rules
    assert rule.began == parse("2026-03-01")


def test_the_window_in_which_a_policy_holds():
    records = (
        decision("A", expires="2026-11-30"),
        waiver("W", "A#x", until="2026-11-25"),
        decision("P", status="proposed"),
    )
    assert [(show(one.since), show(one.until)) for one in [build(*records)]] == [("2026-01-01", "2026-11-26")]
    assert show(build(*records, as_of="2026-11-26").since) == "2026-11-26"
    last = build(*records, as_of="2026-12-24")
    assert (show(last.since), last.until) == ("2026-12-01", NEVER)
    assert build().since == 0


def test_an_override_holds_inside_the_scope_of_its_holder():
    held = decision("B", overrides=[("A#x", ("src/a",))], scope=("src/a/b/**", "src/c.py"), rules=())
    policy = build(decision("A", rules=X), held)
    assert {path for _, path, _ in counting(policy, EDGES)} == {"src/a/one.py", "src/c.py"}
    assert {tag for _, _, _, tag, _ in findings(policy, EDGES)} == {"", "override B"}


@pytest.mark.parametrize(
    "fields", [{"status": "proposed"}, {"status": "retired"}, {"expires": "2026-10-01"}, {"effective": "2026-12-01"}]
)
def test_an_override_needs_a_live_holder(fields):
    policy = build(decision("A", rules=X), decision("B", overrides=["A#x"], rules=(), **fields))
    assert policy.rules[0].asides == ()


def test_the_override_of_a_superseded_holder_ends():
    policy = build(
        decision("A", rules=X), decision("B", overrides=["A#x"], rules=()), decision("C", supersedes=["B"], rules=())
    )
    assert policy.rules[0].asides == ()


def test_an_amended_holder_still_holds():
    policy = build(decision("A", rules=X), decision("B", overrides=["A#x"]), decision("C", amends=["B#x"]))
    assert [aside.by for rule in policy.rules for aside in rule.asides] == ["B"]


def test_a_waiver_covers_its_paths_to_its_last_day():
    policy = build(decision("A", rules=X), waiver("W", "A#x", inside=("src/a/**",), until="2026-11-20"))
    assert {path for _, path, _ in counting(policy, EDGES)} == {"src/c.py"}
    (aside,) = policy.rules[0].asides
    assert (aside.how, aside.by, aside.why, aside.approver) == ("waiver", "W", "vendor", "platform")


def test_an_ended_waiver_by_somebody_who_left_is_no_error():
    settings = Settings(approvers=("ana",))
    policy = build(decision("A", rules=X), waiver("W", "A#x", until="2026-11-19"), settings=settings)
    assert codes(policy) == []
    assert policy.rules[0].asides[0].until == parse("2026-11-19")


def test_except():
    excuses = (
        ("src/c.py", "moves", False),
        ("tool -> requests", "net", True),
        ("-> src/shop/infra/**", "old", False),
    )
    (rule,) = build(decision("A", rules={"x": {"excuses": excuses}})).rules
    arrow, importer, edge = sorted(rule.asides, key=lambda one: one.by)
    assert (arrow.where, arrow.target[0].region.inside) == (EVERYWHERE, ("src/shop/infra/**",))
    assert (edge.where.inside, edge.target[0].names, edge.hide) == (
        ("tool.py", "tool.pyi", "tool/**"),
        ("requests",),
        True,
    )
    assert (importer.by, importer.why, importer.target) == ("src/c.py", "moves", ())
    assert importer.where.holds("src/c.py")


def test_except_says_what_is_wrong_and_excuses_nothing_by_it():
    excuses = (("src/c.py ->", "why", False), ("requests", "why", False))
    policy = build(decision("A", rules={"x": {"excuses": excuses}}))
    assert codes(policy) == ["E-SCHEMA", "E-SCHEMA"]
    assert (
        min(one.message for one in policy.corpus.problems)
        == "'requests' is neither a component of mneme.yaml nor a module of ours"
    )
    assert not any(aside.where.holds("src/c.py") for aside in policy.rules[0].asides)


def test_near_is_scope_and_in_less_what_is_excluded():
    rules = {"x": {"inside": ("**/*.py",)}, "y": {}, "z": {"inside": ("./lib",)}}
    policy = build(decision("A", scope=("src/**",), rules=rules), decision("B", rules=rules))
    near = {rule.id: rule.near for rule in policy.rules}
    assert near["A#x"] == Region(inside=("**/*.py",), allof=(Region(inside=("src/**",)),))
    assert near["A#y"] == Region(inside=("src/**",))
    assert near["B#y"] == EVERYWHERE
    assert near["B#z"] == Region(inside=("lib", "lib/**"))
    less = build(decision("A"), settings=Settings(exclude=("./gen",))).rules[0].near
    assert (less.holds("gen/a.py"), less.holds("a.py")) == (False, True)


def test_what_is_excluded_is_read_like_any_selector():
    policy = build(
        decision("A"), settings=Settings(exclude=("generated", "./gen"), places={"exclude.0": Place("m.yaml", 3, 5)})
    )
    assert [(one.path, one.line) for one in policy.corpus.problems] == [("m.yaml", 3)]
    assert policy.excluded.inside == ("gen", "gen/**")
    assert policy.rules[0].near.outside == ("gen", "gen/**")
    assert build(decision("A")).excluded.inside == ()


def test_when():
    when = {"edges": ("runtime", "dynamic"), "not": ["type", "test"]}
    (rule,) = build(decision("A", rules={"x": {"when": when}})).rules
    assert (rule.edges, rule.without) == (RUNTIME | DYNAMIC, TYPE | TEST)


def test_when_does_not_guess():
    policy = build(decision("A", rules={"x": {"when": {"edges": ["runtme"], "nots": ["x"]}}}))
    assert [(one.message, one.fix) for one in policy.corpus.problems] == [
        ("'nots' is nothing `when` knows", "write `not:`; `when` knows edges and not"),
        ("'runtme' is no kind of edge", "write runtime"),
    ]


def test_an_unknown_verb_and_refused_parameters_cost_one_rule_only():
    rules = {"x": {"verb": "forbad"}, "y": {"params": {"imports": "broken"}}, "z": {}}
    policy = build(decision("A", rules=rules))
    assert [rule.id for rule in policy.rules] == ["A#z"]
    assert [one.message for one in policy.corpus.problems] == [
        "A#y: imports: a list is needed",
        "there is no 'forbad' in kinds",
    ]


def test_a_problem_stands_at_the_text_it_is_about():
    places = {"forbid.imports.1": Place("x.yaml", 12, 9)}
    rules = {"x": {"params": {"imports": ["a", "pkg:pipy/x"]}, "places": places}}
    (wrong,) = build(decision("A", rules=rules)).corpus.problems
    assert (wrong.path, wrong.line, wrong.column, wrong.fix) == ("x.yaml", 12, 9, "write pkg:pypi/…")


def test_what_is_wrong_with_a_scheduled_rule_is_said_today():
    policy = build(decision("A", effective="2027-01-01", scope=("nowhere",)))
    assert codes(policy) == ["E-SCHEMA"]
    assert codes(build(decision("A", status="proposed", scope=("nowhere",)))) == []


def test_an_excluding_capture_needs_a_binding_one():
    rules = {"x": {"params": {"imports": ["src/features/{!name}/**"]}, "inside": ("src/features/{nam}/**",)}}
    (wrong,) = build(decision("A", rules=rules)).corpus.problems
    assert wrong.message == "A#x: nothing binds the {name} that 'src/features/{!name}/**' excludes"
    rules["x"]["inside"] = ("src/features/{name}/**",)
    assert codes(build(decision("A", rules=rules))) == []


def test_texts():
    one = decision(
        "A",
        context="Three incidents broke\n  pricing. More.",
        decision="No.",
        rules={"x": {"say": "Use a port.", "inside": ("src/a/**",)}},
    )
    text = build(one).texts["A#x"]
    assert text.title == "About A"
    assert (text.why, text.say) == ("Three incidents broke pricing.", "Use a port.")
    assert text.line == "forbid sqlalchemy in src/a/**"
    assert text.source == "docs/decisions/A.yaml:9"
    assert (text.authority, text.since) == ("repository", parse("2026-01-01"))
    assert build(decision("org:A", decision="Only this")).texts["org:A#x"].authority == "organisation"
    assert build(decision("A", decision="Only this")).texts["A#x"].why == "Only this"


def test_history_follows_the_key_of_the_rule():
    policy = build(
        decision("A", rules=("x", "y")), decision("B", supersedes=["A"], rules=("y", "q"), date="2026-03-14")
    )
    assert policy.texts["B#y"].history == ("A#y  superseded by B on 2026-03-14",)
    assert policy.texts["B#q"].history == ("A  superseded by B on 2026-03-14",)


def test_a_package_in_a_range_names_the_package():
    from mneme_cli.decisions.reader import Reader
    from mneme_cli.decisions.selectors import Words

    problems = []
    reader = Reader(Words(), problems, {"packages": [{"name": "react", "versions": ">=19"}]}, clause("A#x"))
    assert reader({"name": "react", "versions": ">=19"}).names == ("npm/react", "pypi/react")
    assert reader({"name": "react"}).names == ("npm/react", "pypi/react")
    assert problems == []


def test_an_optional_layer_is_read_without_its_mark_and_need_not_exist():
    from mneme_cli.decisions.empty import empties

    rules = {"x": {"verb": "layers", "params": {"order": ["src/web/**", "src/admin/**?"]}}}
    policy = build(decision("A", rules=rules))
    assert [(one.text, one.region.inside) for one in policy.rules[0].far] == [
        ("src/web/**", ("src/web/**",)),
        ("src/admin/**?", ("src/admin/**",)),
    ]
    assert [one.message for one in empties(policy, ["README.md"])] == [
        "A#x: 'src/web/**' (its target) selects no tracked file"
    ]


def test_the_list_form_of_a_verb_leaves_its_first_key_out():
    places = {"forbid.2": Place("x.yaml", 14, 7)}
    rules = {"x": {"params": ["a", "twice"], "places": places}}
    (wrong,) = build(decision("A", rules=rules)).corpus.problems
    assert (wrong.path, wrong.line, wrong.message) == ("x.yaml", 14, "A#x: 'twice' stands twice")


def test_what_the_loader_has_said_is_not_said_again():
    from mneme_cli.model.problem import Problem

    twins = decision("ADR-1", path="a.yaml"), decision("ADR-01", path="b.yaml")
    told = [Problem("E-DUP-ID", path, 1, 1, "said", "fix") for path in ("a.yaml", "b.yaml")]
    assert [one.message for one in build(*twins, problems=told).corpus.problems] == ["said", "said"]


def test_the_reader_tells_a_kind_where_modules_begin():
    from mneme_cli.decisions.reader import Reader
    from mneme_cli.decisions.selectors import Words
    from tests.decisions.made import LAYOUT

    assert Reader(Words(layout=LAYOUT), []).roots == ("src/",)
    assert Reader(Words(), []).roots == ()
