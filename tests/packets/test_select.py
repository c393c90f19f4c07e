"""Which rules a packet tells of: those that touch a place, less what is set aside there for good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.model.glob import enters, fills, matches
from mneme_cli.model.region import Region
from mneme_cli.model.rule import Aside
from mneme_cli.pipeline.packet import _numbers, of_paths, packet, session
from tests.packets.shared_laws import ORDER, SHOP, TODAY, compiled, law, policy


def ids(made):
    return [duty.id for entry in made.entries for duty in entry.duties]


@pytest.mark.parametrize(
    ("glob", "folder", "may", "all_"),
    [
        ("**", "", True, True),
        ("**", "src/", True, True),
        ("src/**", "", True, False),
        ("src/**", "src/", True, True),
        ("src/**", "src/a/b/", True, True),
        ("src/**", "tests/", False, False),
        ("src/*/x/**", "src/a/", True, False),
        ("src/*/x/**", "src/a/x/", True, True),
        ("src/*.py", "src/", True, False),
        ("src/*.py", "src/a/", False, False),
        ("**/*.py", "src/a/", True, False),
        ("src/a.py", "src/", True, False),
        ("src/a.py", "src/a/", False, False),
        ("src/{name}/**", "src/a/", True, True),
        ("src/{name}/{name}/**", "src/a/", True, False),
        ("src/**/x/**", "src/", True, False),
        ("src", "src/", False, False),
    ],
)
def test_a_glob_and_a_folder(glob, folder, may, all_):
    assert (enters(glob, folder), fills(glob, folder)) == (may, all_)


names = st.sampled_from(["a", "b", "x.py"])
paths = st.lists(names, min_size=1, max_size=4).map("/".join)
folders = st.one_of(st.just(""), st.lists(names, min_size=1, max_size=3).map(lambda found: "/".join(found) + "/"))
globs = st.lists(st.sampled_from(["a", "b", "x.py", "*", "**", "*.py", "{n}"]), min_size=1, max_size=4).map("/".join)


@given(globs, folders, paths)
def test_what_a_glob_matches_below_a_folder_it_enters_and_what_it_fills_it_matches(glob, folder, path):
    if matches(glob, folder + path):
        assert enters(glob, folder)
    if fills(glob, folder):
        assert matches(glob, folder + path)


some = st.lists(globs, max_size=2).map(tuple)
flat = st.builds(lambda inside, outside: Region(inside=inside, outside=outside), some, some)
regions = st.builds(lambda one, more: one._replace(allof=more), flat, st.lists(flat, max_size=1).map(tuple))


@given(regions, folders, paths)
def test_a_region_touches_what_it_holds_and_holds_what_it_fills(region, folder, path):
    if region.holds(folder + path):
        assert region.touches(folder)
    if region.fills(folder):
        assert region.holds(folder + path)
    assert region.touches(folder + path) == region.fills(folder + path) == region.holds(folder + path)


def test_nothing_given_is_the_whole_repository_and_a_folder_is_all_below_it():
    made = policy(law("A#a", near=("src/a/**",)), law("B#b", near=("src/b/x.py",)), law("C#c", near=("docs/**",)))

    assert ids(packet(made, ())) == ["A#a", "B#b", "C#c"]
    assert ids(packet(made, ["src/"])) == ["A#a", "B#b"]
    assert ids(packet(made, ["src/b/x.py"])) == ["B#b"]
    assert ids(packet(made, ["src/b/y.py"])) == []
    assert ids(packet(made, ["src/b/", "docs/a.md"])) == ["B#b", "C#c"]


def test_the_most_binding_stand_first_then_ids_and_a_decision_of_two_levels_stands_twice():
    made = policy(
        law("B#b", level="advise"), law("A#z", level="advise"), law("C#c", level="final"), law("A#a"), law("B#a")
    )

    said = packet(made, ())

    assert [(entry.level, entry.id) for entry in said.entries] == [
        ("final", "C"),
        ("normal", "A"),
        ("normal", "B"),
        ("advise", "A"),
        ("advise", "B"),
    ]


def aside(how, where, **fields):
    return Aside(how=how, by="X", where=Region(inside=(where,)), **fields)


@pytest.mark.parametrize("how", ["override", "except"])
def test_where_a_rule_is_set_aside_for_good_it_is_not_told(how):
    made = policy(law("A#a", asides=(aside(how, "src/old/**"),)))

    assert ids(packet(made, ["src/old/x.py"])) == []
    assert ids(packet(made, ["src/old/"])) == []
    assert ids(packet(made, ["src/"])) == ["A#a"]


WRITTEN = """\
id: ADR-0009
title: Doors
status: accepted
date: 2026-01-02
rules:
  ledger:
    protect:
      what: shop.billing.gateway
      allow:
        - shop.infra
        - ./src/shop/domain/order.py
  each:
    protect:
      what: src/shop/{part}/gateway.py
      allow:
        - src/shop/{part}/**
  frozen:
    forbid:
      paths:
        - src/shop/legacy/**
"""


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("src/shop/infra/db.py", ["each"]),
        ("src/shop/infra/", ["each"]),
        (ORDER, ["each"]),
        ("src/shop/domain/", ["each", "ledger"]),
        ("src/shop/domain/new.py", ["each", "ledger"]),
        ("src/shop/", ["each", "frozen", "ledger"]),
        ("src/shop/legacy/old.py", ["each", "frozen", "ledger"]),
        ("src/shop/legacy/", ["each", "frozen", "ledger"]),
    ],
)
def test_who_is_let_in_and_who_touches_no_such_path_is_told_nothing(place, told):
    files = {path: SHOP[path] for path in SHOP if not path.startswith("docs/")}
    made = compiled({**files, "docs/decisions/ADR-0009.yaml": WRITTEN})

    assert ids(packet(made, [place])) == [f"ADR-0009#{rule}" for rule in told]


def test_an_exception_for_one_target_leaves_the_rule_in_force():
    from mneme_cli.model.selector import Selector

    made = policy(law("A#a", asides=(aside("except", "src/old/**", target=(Selector(text="x"),)),)))

    assert ids(packet(made, ["src/old/x.py"])) == ["A#a"]


def test_a_waiver_is_told_with_its_end_where_it_holds_and_while_it_holds():
    holding, over = aside("waiver", "src/a/**", until=TODAY), aside("waiver", "src/b/**", until=TODAY - 1)
    made = policy(law("A#a", asides=(holding, over)))

    def waived(*places):
        return [excuse.where for entry in packet(made, places).entries for excuse in entry.duties[0].excuses]

    assert waived() == [("src/a/**",)]
    assert waived("src/a/x.py") == [("src/a/**",)]
    assert waived("src/b/x.py") == waived("src/c/") == []


def test_who_may_approve_an_exception():
    named, final, sealed = law("A#a", waivable_by=("bo",)), law("B#b", level="final"), law("C#c")
    duties = {
        duty.id: duty
        for entry in packet(policy(named, final, sealed, approvers=["ana"]), ()).entries
        for duty in entry.duties
    }

    assert (duties["A#a"].who, duties["A#a"].closed) == (("bo",), False)
    assert (duties["B#b"].who, duties["B#b"].closed) == ((), True)
    assert (duties["C#c"].who, duties["C#c"].closed) == (("ana",), False)


def test_a_hook_is_told_nothing_where_nothing_governs():
    made = policy(law(near=("src/**",)))

    assert of_paths(made, ["docs/x.md"]) == of_paths(made, []) == session(policy()) == ""
    assert "Do it so." in of_paths(made, ["src/x.py"])
    assert "Do it so." in session(made)


def test_a_session_is_told_what_the_whole_repository_is():
    from mneme_cli.packets.words import text

    made = compiled(SHOP)

    assert session(made) == text(packet(made, ()))


@pytest.mark.parametrize("path", [ORDER, "src/shop/legacy/old.py", "README.md", "src/shop/billing/gateway.py"])
def test_nominating_by_folders_leaves_no_rule_out(path):
    made = compiled(SHOP)
    every = [number for number in range(len(made)) if made.rule(number).near.holds(path)]

    assert set(every) <= set(_numbers(made, [path]))
    assert ids(packet(made, [path])) == ids(packet(made, [path, path]))
