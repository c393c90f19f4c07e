"""Laws of the search that a hook makes, against the one that finds all: broken for both or for none, by the same chains."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.graph.overlay import Overlay
from mneme_cli.model.region import Region
from mneme_cli.model.rule import Aside
from mneme_cli.relations._chains import brought, first, listed, search
from mneme_cli.relations._chains import law as one_law
from mneme_cli.relations._chains.view import covered
from tests.kinds.chained import asked, change, forbid, law, select

UNITS = [f"src/{part}/{name}.py" for part in "abcd" for name in "xyz"]
BETWEEN = [f"lib/{at:02d}.py" for at in range(14)]
FILES = UNITS + BETWEEN
ENDS = [*FILES, "pkg:pypi/sql.orm", "lib/new.py"]
A_FROM_B = Aside(how="except", by="", where=Region(inside=("src/b/**",)), target=(select("a"), select("pkg:pypi/sql")))
FROM_X = Aside(how="except", by="", where=Region(inside=("src/*/x.py",)))
HIDDEN = Aside(how="except", by="", where=Region(inside=("lib/0*.py",)), target=(select("a"),), hide=True)
SEEN = [
    *({}, {"asides": (A_FROM_B,)}, {"asides": (FROM_X,)}, {"asides": (HIDDEN, A_FROM_B)}, {"without": 2}),
    {"near": Region(inside=("src/**",), outside=("src/b/x.py", "src/c/**"))},
]
LAWS = [
    ("reaches", ["a"]),
    ("reaches", ["pkg:pypi/sql"]),
    ("layers", ["a", "b", "c"]),
    ("layers", {"order": ["a", "b", "c", "d"], "closed": ["b"]}),
    ("independent", {"units": ["a", "b", "c"], "but": ["d"]}),
    ("independent", {"each_child_of": "src"}),
]
BOUNDS = [(first, "_LITTLE"), (listed, "_LITTLE"), (one_law, "_FEW")]
"""How much is looked at, walked to spare an index of the graph, and asked for its unit: each way must say the same."""
MANY = [
    ("reaches", ["a", "b", "src/{part}/x.py"]),
    ("layers", {"order": ["x", "y", "z"], "containers": ["src/*"]}),
]
"""Verbs that make several laws of one rule."""


def rule_of(kind, params, fields):
    if kind != "reaches":
        return law(kind, params, **fields)
    near = Region(inside=("src/{part}/**",) if "{" in params[-1] else ("src/**",))
    return forbid(params, **{"near": near, **fields} if "{" not in params[-1] else {**fields, "near": near})


@st.composite
def changed(draw):
    """A world of chains, sparse or thick, and what it was before one or two files changed."""
    chance = Random(draw(st.integers(0, 1_000_000)))
    base = {an_edge(chance, FILES) for _ in range(chance.choice([12, 25, 40, 60]))}
    files = chance.sample(FILES, chance.choice([1, 1, 2]))
    gone = {edge for edge in base if edge[0] in files and chance.random() < 0.2}
    return base, base - gone | {an_edge(chance, files) for _ in range(chance.choice([1, 1, 2, 5]))}


def an_edge(chance, sources):
    return chance.choice(sources), chance.choice(ENDS), chance.choice([1, 1, 1, 2])


@pytest.mark.parametrize("law", [*LAWS, *MANY], ids=str)
@pytest.mark.parametrize("bounds", [(256, 256, 256), (256, 256, 0), (256, -99, 0), (-60, 20, 20), (-90, 0, 0)], ids=str)
@settings(max_examples=40, deadline=None)
@given(fields=st.sampled_from(SEEN), sides=changed())
def test_a_hook_finds_a_breach_where_there_is_one_and_one_of_them(law, bounds, fields, sides):
    rule, facts = rule_of(*law, fields), change(*sides, FILES)
    every = list(asked((rule,), facts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brought, "_MANY", 0)
        assert list(asked((rule,), change(*sides, FILES))) == every
    with pytest.MonkeyPatch.context() as patch:
        for room, bound in zip(BOUNDS, bounds, strict=True):
            patch.setattr(*room, bound)
        few = list(asked((rule,), facts._replace(few=True)))
        turned = change(*sides, FILES)._replace(added=facts.added[::-1], few=True)
        assert list(asked((rule,), turned)) == few
    assert set(few) <= set(every)
    assert {*map(status, unexcused(rule, few))} <= {*map(status, unexcused(rule, every))}
    assert any(map(status, unexcused(rule, few))) == any(map(status, unexcused(rule, every)))
    if law in LAWS:
        assert len(unexcused(rule, few)) == bool(unexcused(rule, every))
        if not any(map(status, unexcused(rule, every))):  # then all are told up to the first that nothing excuses
            assert few == every[: len(few)]


def unexcused(rule, found):
    return [one for one in found if not covered(rule, one.chain[0].source, one.target)]


def status(one):
    """Tell whether a row or a finding is of a pair that was not connected before."""
    return not one.known if hasattr(one, "known") else one.status != "existing"


BASE = {
    *((one, other, 1) for one, other in pairwise(f"lib/m{at:04d}.py" for at in range(3000))),
    *((f"src/b/m{at:04d}.py", f"src/b/m{at + 1:04d}.py", 1) for at in range(20)),
    ("src/b/m0020.py", "lib/bottom.py", 1),
    ("lib/top.py", "src/a/one.py", 1),
}
"""A long way through files of no unit, some of which lead to a unit and some of which it leads to."""


@pytest.mark.parametrize(
    ("edge", "broken"),
    [
        (("lib/m2999.py", "lib/top.py", 1), 0),
        (("lib/bottom.py", "lib/m0000.py", 1), 0),
        (("lib/bottom.py", "lib/top.py", 1), 1),
        (("lib/m1500.py", "lib/m0001.py", 1), 0),
    ],
    ids="{}".format,
)
def test_what_the_other_side_cannot_reach_costs_no_walk(edge, broken, monkeypatch):
    looked = []
    monkeypatch.setattr(
        search.Steps, "take", lambda steps, nodes, take=search.Steps.take: looked.extend(nodes) or take(steps, nodes)
    )
    monkeypatch.setattr(brought, "broken", None)
    monkeypatch.setattr(brought, "through", None)
    rule = forbid(["a"], near=Region(inside=("src/b/**",)))
    facts = change(BASE, BASE | {edge})._replace(few=True)
    assert isinstance(facts.graph, Overlay)
    assert len(asked((rule,), facts)) == broken
    assert len(looked) < 1000


def test_a_pair_that_was_connected_is_left_for_the_next_and_for_whoever_finds_all():
    rule = forbid(["a"], near=Region(inside=("src/b/**",)))
    base = {
        *(("src/b/x.py", "lib/old.py", 1), ("lib/old.py", "src/a/x.py", 1)),
        *(("src/b/x.py", "lib/new.py", 1), ("src/b/y.py", "lib/new.py", 1)),
    }
    facts = change(base, base | {("lib/new.py", "src/a/x.py", 1)})._replace(few=True)
    assert [(one.path, one.target, one.known) for one in asked((rule,), facts)] == [("src/b/y.py", "src/a/x.py", False)]
    facts = change(base, base | {("src/b/x.py", "src/a/x.py", 1)})._replace(few=True)
    assert [(one.path, one.target, one.known) for one in asked((rule,), facts)] == [("src/b/x.py", "src/a/x.py", True)]


@pytest.mark.parametrize("few", [64, 0])
@pytest.mark.parametrize("way", [("src/b/x.py", "src/a/x.py", 1), ("lib/t.py", "src/a/x.py", 1)])
def test_behind_what_was_connected_there_may_be_what_was_not(few, way, monkeypatch):
    """Way: by which the pair that is nearest to the edit was connected; only a walk from the file rules out the latter."""
    monkeypatch.setattr(one_law, "_FEW", few)
    if way[0] == "lib/t.py":
        monkeypatch.setattr(brought, "broken", None)
    rule = forbid(["a"], near=Region(inside=("src/b/**",)))
    base = {way, ("src/b/x.py", "lib/t.py", 1), ("lib/h.py", "src/a/x.py", 1), ("lib/h.py", "lib/k.py", 1)}
    base.add(("lib/k.py", "src/a/y.py", 1))
    facts = change(base, base | {("lib/t.py", "lib/h.py", 1)})._replace(few=True)
    assert [(one.path, one.target) for one in asked((rule,), facts)] == [("src/b/x.py", "src/a/y.py")]


@pytest.mark.parametrize("few", [64, 0])
def test_of_many_known_imports_the_one_that_nothing_excuses_is_told(few, monkeypatch):
    monkeypatch.setattr(one_law, "_FEW", few)
    excused = Aside(how="except", by="", where=Region(inside=("**",)), target=(select("src/a/in"),))
    rule = forbid(["a"], near=Region(inside=("src/b/**",)), asides=(excused,))
    ends = [*(f"src/a/in/m{at:02d}.py" for at in range(20)), "src/a/z.py"]
    base = {("src/b/x.py", "lib/t.py", 1), *(("lib/t.py", end, 1) for end in ends)}
    facts = change(base, base | {("src/b/x.py", end, 1) for end in ends})
    told = [(one.target, one.known) for one in asked((rule,), facts._replace(few=True))]
    assert told == [(end, True) for end in ends]
