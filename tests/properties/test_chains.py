"""Laws of the transitive verbs, against a plain search over sets: what is found, by which chain, and in a change."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli.model.region import Region
from mneme_cli.model.rule import Aside
from tests.kinds.chained import again, change, forbid, found, law, pairs, select, whole

FILES = [
    *(f"src/{part}/{name}.py" for part in ("a", "b", "c", "d") for name in ("x", "y")),
    *("src/b/in/x.py", "src/e.py", "src/bc/x.py", "lib/u.py", "lib/v.py", "lib/w.py"),
]
OUTSIDE = ["pkg:pypi/sql.orm", "pkg:pypi/sqlx"]
MIDDLE = ["lib/u.py", "lib/v.py", "lib/w.py", "src/e.py", "src/bc/x.py"]
masks = st.sampled_from([1, 1, 2, 3])
edge = st.tuples(st.sampled_from(FILES), st.sampled_from(FILES + OUTSIDE), masks)
worlds = st.sets(edge, max_size=9)
HIDE = (
    Aside(how="except", by="", where=Region(inside=("lib/**",)), target=(select("a"), select("lib/w.py")), hide=True),
)
SOME = Region(
    inside=("src/**",), outside=("src/c/y.py",), allof=(Region(inside=("**/x.py", "src/e.py", "src/*/y.py")),)
)
SIEVES = [{}, {"without": 2}, {"edges": 2}, {"asides": HIDE}, {"near": SOME}]
LAWS = [
    ("layers", ["a", "b", "c"]),
    ("layers", ["a", ["b", "c"], "d", "e.py?"]),
    ("layers", [{"peers": ["a", "b"]}, "src/b/in", "d"]),
    ("layers", {"order": ["a", "b", "c", "d"], "closed": ["b"]}),
    ("layers", {"order": ["x", "in", "y"], "containers": ["src/*"]}),
    ("layers", {"order": ["c", "e", "b"], "containers": ["src/"]}),
    ("independent", ["a", "b", "src/b/in", "c"]),
    ("independent", {"units": ["a", "b", "c"], "but": ["d"]}),
    ("independent", {"each_child_of": "src/"}),
    ("independent", {"each_child_of": "src/", "but": ["b", "e"]}),
    ("acyclic", {}),
    ("acyclic", {"by": "component", "components": ["a", "b", "src/b/in", "c"]}),
    ("acyclic", {"by": "children"}),
    ("acyclic", {"by": "children", "depth": 1}),
    ("reaches", ["a", "src/b/in", "pkg:pypi/sql"]),
    ("reaches", ["src/{!part}/**"]),
]
GROUPED = Region(inside=("src/{part}/**",))


def rule_of(kind, params, sieve):
    if kind == "reaches":
        captured = "{" in params[0]
        return forbid(
            params, **({**sieve, "near": GROUPED} if captured else {"near": Region(inside=("src/**",)), **sieve})
        )
    return law(kind, params, **sieve)


rules = st.builds(lambda law, sieve: rule_of(*law, sieve), st.sampled_from(LAWS), st.sampled_from(SIEVES))
sieves = st.sampled_from(SIEVES)


@st.composite
def thick(draw):
    """A world as full as real ones are: hypothesis alone draws mostly empty ones."""
    chance, size = Random(draw(st.integers(0, 10_000))), draw(st.integers(5, 35))
    return {one_edge(chance) for _ in range(size)}


@st.composite
def changed(draw):
    """A thick world, and what it was before a handful of edges changed."""
    chance, head = Random(draw(st.integers(0, 10_000))), draw(thick())
    gone = set(chance.sample(sorted(head), min(len(head), chance.randrange(4))))
    return head, head - gone | {one_edge(chance) for _ in range(chance.randrange(4))}


def one_edge(chance):
    return chance.choice(FILES), chance.choice(FILES + OUTSIDE), chance.choice([1, 1, 2, 3])


def kept(rule, triples):
    """The edges that the rule sees."""
    hidden = {
        edge
        for edge in triples
        for aside in rule.asides
        if aside.where.holds(edge[0]) and any(one.selects(edge[1]) for one in aside.target)
    }
    return {(source, target) for source, target, mask in triples - hidden if rule.counts(mask)}


@pytest.mark.parametrize("law", LAWS, ids=str)
@settings(max_examples=40, deadline=None)
@given(sieve=sieves, sides=st.one_of(changed(), st.tuples(thick(), thick()), st.tuples(worlds, worlds)))
def test_a_change_brings_what_the_head_has_and_the_base_has_not(law, sieve, sides):
    (base, head), rule = sides, rule_of(*law, sieve)
    before = set(pairs(rule, whole(base, FILES)))
    after = [one for one in found(rule, whole(head, FILES)) if ends_of(rule, one) not in before]
    if rule.kind == "acyclic":
        after = answered_for(after, {edge[:2] for edge in head - base if rule.counts(edge[2])})
    assert pairs(rule, change(base, head, FILES)) == [ends_of(rule, one) for one in after]
    if rule.kind != "acyclic":
        new = kept(rule, head) - kept(rule, base)
        assert again(rule, change(base, head, FILES)) == sorted(before & {*pairs(rule, whole(head, FILES))} & new)


def ends_of(rule, one):
    """Return importer and target of a row or of a finding."""
    return one.path if rule.relation == "reaches" else one.source, one.target


def answered_for(found, added):
    """What a change answers for in each cycle: the imports that it adds; all that are new inside, if it adds none."""
    own = [one for one in found if (one.source, one.target) in added]
    knots = {one.group for one in own}
    return [one for one in found if one in own or one.group not in knots]


@settings(max_examples=100, deadline=None)
@given(triples=st.one_of(thick(), worlds), sieve=sieves)
def test_layers_and_parts_are_what_a_plain_search_finds(triples, sieve):
    order = law("layers", ["a", ["b", "c"], "d"], **sieve)
    level = {"a": 0, "b": 1, "c": 1, "d": 2}
    banned = {(one, other) for one in level for other in level if one != other and level[one] >= level[other]}
    assert chains(order, triples) == plain(order, kept(order, triples), part, banned)
    parts = law("independent", ["a", "b", "c", "d"], **sieve)
    assert chains(parts, triples) == plain(
        parts, kept(parts, triples), part, {(one, other) for one in level for other in level if one != other}
    )


@settings(max_examples=100, deadline=None)
@given(triples=st.one_of(thick(), worlds), sieve=sieves)
def test_reaches_is_what_a_plain_search_finds(triples, sieve):
    rule = forbid(["c", "pkg:pypi/sql"], **{"near": Region(inside=("src/**",)), **sieve})
    expected = {}
    for ends in (lambda name: name.startswith("src/c/"), lambda name: name.startswith("pkg:pypi/sql.")):

        def unit(name, ends=ends):
            return "end" if ends(name) else "near" if rule.near.holds(name) and not name.startswith("pkg:") else ""

        expected |= plain(rule, kept(rule, triples), unit, {("near", "end")})
    assert chains(rule, triples) == expected


@settings(max_examples=100, deadline=None)
@given(triples=st.one_of(thick(), worlds), sieve=sieves)
def test_acyclic_finds_the_edges_that_lead_back_and_the_shortest_ways(triples, sieve):
    rule = law("acyclic", {}, **sieve)
    edges = kept(rule, triples)
    expected = {}
    for source, target in edges:
        back = [way for way in ways(edges, target, lambda node, source=source: node == source) if way[-1] == source]
        if source != target and back and rule.near.holds(source):
            expected[source, target] = len(min(back, key=len)) + 1
    assert {pair: len(chain) for pair, chain in chains(rule, triples).items()} == expected


@settings(max_examples=60, deadline=None)
@given(
    triples=st.sets(
        st.tuples(st.sampled_from(["src/b/x.py", *MIDDLE]), st.sampled_from([*MIDDLE, "src/a/x.py"]), st.just(1)),
        min_size=15,
    )
)
def test_of_equally_short_chains_the_first_by_names_is_told(triples):
    order = law("layers", ["a", "b"])
    level = {("b", "a")}
    assert chains(order, triples) == plain(order, kept(order, triples), part, level)


@settings(max_examples=60, deadline=None)
@given(
    triples=st.one_of(thick(), worlds), all_rules=st.lists(rules.filter(lambda rule: rule.kind == "layers"), max_size=5)
)
def test_rules_judged_together_say_what_each_says_alone(triples, all_rules):
    named = tuple(rule._replace(id=f"R{at}") for at, rule in enumerate(all_rules))
    if named:
        alone = sorted(one for rule in named for one in found(rule, whole(triples, FILES)))
        assert found(named, whole(triples, FILES)) == alone


def chains(rule, triples):
    out = {}
    for one in found(rule, whole(triples, FILES)):
        source = one.path if rule.relation == "reaches" else one.source
        assert (source, one.target) not in out
        out[source, one.target] = (source, *(edge.target for edge in one.chain))
    return out


def part(name):
    return name.split("/")[1] if name.startswith(("src/a/", "src/b/", "src/c/", "src/d/")) else ""


def plain(rule, edges, unit, banned):
    """Every banned pair with the first, by names, of its shortest chains: all simple ways are tried."""
    out = {}
    for source in FILES:
        for way in ways(edges, source, unit) if unit(source) and rule.near.holds(source) else ():
            if (unit(source), unit(way[-1])) in banned:
                best = out.get((source, way[-1]), way)
                out[source, way[-1]] = min(best, way, key=lambda way: (len(way), way))
    return out


def ways(edges, start, stop):
    """Yield all shortest ways from a start to everything, not passing what stops."""
    level, seen = [(start,)], {start}
    while level:
        level = [
            (*way, target) for way in level for source, target in edges if source == way[-1] and target not in seen
        ]
        yield from level
        seen |= {way[-1] for way in level}
        level = [way for way in level if not stop(way[-1])]
