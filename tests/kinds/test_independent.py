"""independent over hand-made graphs: what a page cannot show."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from mneme_cli import kinds
from mneme_cli.decisions.schema import public
from mneme_cli.model.fact import Edge, Facts
from tests.kinds.chained import asked, change, found, law, pairs, way, whole, world


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ({"units": ["a", "b"], "direct": True}, True),
        ({"each_child_of": "src/features", "but": ["shared"]}, True),
        ({"each_child_of": ["src/a", "src/b"]}, True),
        ({"units": ["a"]}, False),
        ({"units": ["a", "b"], "each_child_of": "src"}, False),
        ({"but": ["a"]}, False),
    ],
)
def test_the_schema(written, right):
    assert Draft202012Validator(public(kinds.schema("independent"))).is_valid(written) is right


def test_a_part_that_stands_twice_and_no_parts_are_told():
    with pytest.raises(ValueError, match="'a' stands twice"):
        law("independent", {"units": ["a", "b"], "but": ["a"]})
    with pytest.raises(ValueError, match="needs `units` or `each_child_of`"):
        law("independent", {"direct": True})


def test_moments():
    assert law("independent", ["a", "b"]).moment == "change"
    assert law("independent", {"units": ["a", "b"], "direct": True}).moment == "edit"


def test_chains_end_at_the_first_part():
    rule = law("independent", ["a", "b", "c"])
    chain = world("src/a/x.py -> lib/u.py\nlib/u.py -> src/b/x.py\nsrc/b/x.py -> src/c/x.py")
    assert [way(one) for one in found(rule, whole(chain))] == [
        "src/a/x.py lib/u.py src/b/x.py",
        "src/b/x.py src/c/x.py",
    ]


def test_shared_parts_know_each_other_and_none_of_the_others():
    rule = law("independent", {"units": ["a", "b"], "but": ["c", "d"]})
    edges = world("src/c/x.py -> src/d/x.py src/a/x.py\nsrc/a/x.py -> src/c/x.py")
    (finding,) = found(rule, whole(edges))
    assert finding.claim == "imports src/a/x.py: c is shared and knows none of the parts"


def test_children_of_two_folders_are_not_compared():
    rule = law("independent", {"each_child_of": ["src/a", "src/b"]})
    assert pairs(rule, whole(world("src/a/x.py -> src/b/x.py src/a/y.py"))) == [("src/a/x.py", "src/a/y.py")]


def test_a_child_that_only_the_graph_before_had_still_parts_the_ways():
    """The child `old` lay between: the pair was not connected before, whatever numbers children have."""
    rule = law("independent", {"each_child_of": "src/"})
    before = world("src/a/x.py -> src/old/x.py\nsrc/old/x.py -> src/b/x.py")
    after = world("src/a/x.py -> lib/u.py\nlib/u.py -> src/b/x.py")
    assert pairs(rule, change(before, after)) == [("src/a/x.py", "src/b/x.py")]


def test_direct_rules_do_not_follow_chains():
    rule = law("independent", {"units": ["a", "b"], "direct": True})
    rows = {
        "src/a/x.py": (Edge("src/a/x.py", "lib/u.py", ""),),
        "src/b/x.py": (Edge("src/b/x.py", "src/a/x.py", "", line=2),),
    }
    facts = Facts(after={"imports": rows}, demand={"R": tuple(rows)})
    assert [(one.source, one.line) for one in asked((rule,), facts)] == [("src/b/x.py", 2)]
