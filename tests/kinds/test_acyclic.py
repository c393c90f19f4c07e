"""acyclic over hand-made graphs: what a page cannot show."""

from __future__ import annotations

from itertools import pairwise

import pytest
from jsonschema import Draft202012Validator

from mneme_cli import kinds
from mneme_cli.kinds._rounds import cheapest, rounds
from mneme_cli.model.fact import Facts, Want
from mneme_cli.model.region import Region
from tests.kinds.chained import asked, change, found, law, pairs, select, way, whole, world

RING = "src/a.py -> src/b.py\nsrc/b.py -> src/c.py\nsrc/c.py -> src/a.py\n"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ({}, True),
        ({"by": "file"}, True),
        ({"by": "children", "depth": 0}, True),
        ({"by": "module"}, False),
        ({"depth": -1}, False),
    ],
)
def test_the_schema(written, right):
    assert Draft202012Validator(kinds.schema("acyclic")).is_valid(written) is right


def test_what_no_schema_can_refuse_is_told_with_its_place():
    with pytest.raises(ValueError, match="depth: "):
        law("acyclic", {"by": "file", "depth": 1})
    with pytest.raises(ValueError, match="by: there are no components"):
        law("acyclic", {"by": "component"})


def test_components_come_from_the_parameters_or_from_the_compiler():
    class Select:
        components = ("b", "a")

        def __call__(self, text):
            return select(text)

    rule = law("acyclic", {"by": "file"})
    made = kinds.take("acyclic").lower({"by": "component"}, rule, Select())
    assert [one.text for one in made.far] == ["a", "b"]
    assert [one.text for one in law("acyclic", {"by": "component", "components": ["b", "a"]}).far] == ["b", "a"]


def test_each_import_of_a_cycle_is_told_with_the_shortest_way_round():
    edges = world(RING + "src/b.py -> src/a.py\nsrc/x.py -> src/a.py\nsrc/a.py -> src/a.py pkg:pypi/x")
    ways = {(one.source, one.target): way(one) for one in found(law("acyclic", {}), whole(edges))}
    assert ways == {
        ("src/a.py", "src/b.py"): "src/a.py src/b.py src/a.py",
        ("src/b.py", "src/a.py"): "src/b.py src/a.py src/b.py",
        ("src/b.py", "src/c.py"): "src/b.py src/c.py src/a.py src/b.py",
        ("src/c.py", "src/a.py"): "src/c.py src/a.py src/b.py src/c.py",
    }


def test_the_claim_says_how_long_and_where_to_cut():
    (first, *_) = found(law("acyclic", {}), whole(world(RING)))
    assert first.claim == "is in an import cycle of 3 files; cheapest to cut: src/c.py -> src/a.py"


def test_the_cut_is_the_cheapest_in_imports():
    heavy = world("src/a/x.py -> src/b/x.py src/b/y.py\nsrc/a/y.py -> src/b/x.py\nsrc/b/x.py -> src/a/x.py")
    rule = law("acyclic", {"by": "component", "components": ["a", "b"]})
    assert {one.claim for one in found(rule, whole(heavy))} == {
        "is in an import cycle of 2 components (a -> b -> a); cheapest to cut: b -> a",
        "is in an import cycle of 2 components (b -> a -> b); cheapest to cut: b -> a",
    }
    assert cheapest({("a", "b"): 1, ("b", "a"): 5, ("b", "c"): 3, ("c", "b"): 2}) == [("a", "b"), ("c", "b")]


def test_much_to_cut_is_counted():
    all_to_all = world(
        "\n".join(f"{one}.py -> {' '.join(f'{other}.py' for other in 'abcd' if other != one)}" for one in "abcd")
    )
    (first, *_) = found(law("acyclic", {}), whole(all_to_all))
    assert first.claim.endswith(" and 3 more")


def test_a_chain_of_components_shows_an_import_for_each_step():
    edges = world("src/a/x.py -> src/b/y.py\nsrc/b/x.py -> src/c/x.py\nsrc/c/y.py -> src/a/y.py")
    rule = law("acyclic", {"by": "component", "components": ["a", "b", "c"]})
    (first, *_) = found(rule, whole(edges))
    assert [(edge.source, edge.target) for edge in first.chain] == [
        ("src/a/x.py", "src/b/y.py"),
        ("src/b/x.py", "src/c/x.py"),
        ("src/c/y.py", "src/a/y.py"),
    ]


def test_an_import_that_thickens_an_old_cycle_of_components_is_new():
    base = world("src/a/x.py -> src/b/x.py\nsrc/b/x.py -> src/a/x.py")
    rule = law("acyclic", {"by": "component", "components": ["a", "b"]})
    assert pairs(rule, change(base, base | world("src/a/y.py -> src/b/x.py"))) == [("src/a/y.py", "src/b/x.py")]


@pytest.mark.parametrize(
    ("near", "depth", "expected"),
    [
        ("**", None, {"src/a/p/x.py", "src/b/y.py", "src/a/p/y.py", "src/a/q/x.py"}),
        ("src/**", 0, {"src/a/p/x.py", "src/b/y.py"}),
        ("src/**", 1, {"src/a/p/x.py", "src/b/y.py", "src/a/p/y.py", "src/a/q/x.py"}),
        ("src/a/**", 0, {"src/a/p/y.py", "src/a/q/x.py"}),
        ("lib/**", None, set()),
    ],
)
def test_children_are_looked_at_package_by_package_below_where_the_rule_speaks(near, depth, expected):
    edges = world(
        "src/a/p/x.py -> src/b/y.py\nsrc/b/y.py -> src/a/q/z.py\nsrc/a/p/y.py -> src/a/q/x.py\nsrc/a/q/x.py -> src/a/p/x.py"
    )
    params = {"by": "children"} if depth is None else {"by": "children", "depth": depth}
    assert {one for one, _ in pairs(law("acyclic", params, near=Region(inside=(near,))), whole(edges))} == expected


def test_a_module_and_the_folder_of_its_name_are_one_child_and_a_package_is_none_of_its_own():
    edges = world(
        "src/a.py -> src/a/x.py src/b.py\nsrc/a/x.py -> src/a.py src/__init__.py\nsrc/__init__.py -> src/a/x.py\nsrc/b.py -> lib.py"
    )
    assert pairs(law("acyclic", {"by": "children"}), whole(edges)) == []


def test_wants():
    rules = (law("acyclic", {}), law("acyclic", {"by": "children"}, "S"))
    assert list(asked(rules, Facts())) == [Want(what="graph")]
    assert list(asked(rules, change(set(), world(RING))._replace(was=None))) == [Want(what="graph", side="before")]
    assert list(asked(rules, Facts(added=()))) == []


def test_of_equally_short_ways_round_the_first_by_names_is_taken():
    pairs_ = [("a", "b"), ("b", "d"), ("b", "c"), ("c", "a"), ("d", "a")]
    assert rounds(pairs_)["a", "b"] == ("a", "b", "c", "a")


def test_in_a_knot_too_large_for_shortest_ways_each_import_still_has_a_cycle(monkeypatch):
    monkeypatch.setattr("mneme_cli.kinds._rounds._STEPS", 3)
    edges = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a"), ("d", "b"), ("e", "d")]
    ways = rounds(edges)
    assert ways.keys() == set(edges)
    for (one, other), ring in ways.items():
        assert ring[:2] == (one, other)
        assert ring[-1] == one
        assert len(set(ring)) == len(ring) - 1
        assert set(pairwise(ring)) <= set(edges)
