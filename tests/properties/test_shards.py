"""A shard may write facts and one merge judge them: facts of disjoint file sets join to the facts of their union."""

from __future__ import annotations

from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mneme_cli import kinds
from mneme_cli.evidence.gather import End, Sources, gather
from mneme_cli.judge.judge import judge
from mneme_cli.model.fact import Facts, Want
from mneme_cli.model.tree import Texts
from mneme_cli.pipeline.graphs import built
from mneme_cli.pipeline.verdict import bearing
from tests.properties import shops
from tests.properties.test_nominators import DAY, everybody, law

EVIDENCE = ("imports", "uses", "text", "lines")


def facts_of(files, layout, paths):
    """Gather everything there is to know of some files of a tree, as a process of its own would: nothing is shared."""
    end = End(tree=Texts(files), layout=layout, bound={})
    wants = tuple(Want(what, "after", tuple(paths)) for what in EVIDENCE)
    return gather(wants, Facts(added=None), Sources(after=end, before=end))


def joined(one, other):
    after = {what: one.rows(what) | other.rows(what) for what in EVIDENCE}
    return Facts(added=None, after=after, skipped=tuple(sorted({*one.skipped, *other.skipped})))


def plain(facts):
    return {what: dict(facts.rows(what)) for what in EVIDENCE}, facts.skipped


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10**9))
@example(seed=7)
def test_facts_of_disjoint_file_sets_join_to_the_facts_of_their_union(seed):
    chance = Random(seed)
    files = shops.code(chance) | shops.decisions(chance, 4)
    made = law(files)
    paths = sorted(files)
    some = [path for path in paths if chance.random() < 0.5]
    rest = [path for path in paths if path not in some]

    one, other = facts_of(files, made.layout, some), facts_of(files, made.layout, rest)
    whole = facts_of(files, made.layout, paths)

    assert plain(joined(one, other)) == plain(whole)
    assert {path for what in EVIDENCE for path in whole.rows(what)} == set(paths)
    assert verdict(made, files, joined(one, other)) == verdict(made, files, whole)


def verdict(made, files, facts):
    """Judge once, by facts that are there already and the graph of the whole tree; no want may be left."""
    rules, by_rule = bearing(made.policy, everybody(made.policy, sorted(files)))
    end = End(tree=Texts(files), layout=made.layout, bound={})
    sources = Sources(after=end, before=end, graph=lambda: built(end))
    facts = gather((Want("graph"), Want("files")), facts._replace(demand=by_rule), sources)
    said = judge(rules, facts, kinds.take, DAY)
    assert not said.wants
    return said
