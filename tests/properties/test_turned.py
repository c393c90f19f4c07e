"""A review may read the code once and leave out rules: it says what judging everything by both policies would say."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mneme_cli.decisions.pairs import renamed
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import Repository, find
from mneme_cli.judge.judge import NOTHING
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.finding import OUTCOMES
from mneme_cli.model.request import Changed, Request
from mneme_cli.model.tree import Texts
from mneme_cli.pipeline import verdict as verdicts
from mneme_cli.pipeline.facts import marks_of, sources_of
from mneme_cli.pipeline.fresh import compiled
from mneme_cli.pipeline.laws import Laws, laws
from mneme_cli.pipeline.sides import sides
from mneme_cli.pipeline.sources import Ends, ends
from mneme_cli.pipeline.texts import _changes
from mneme_cli.pipeline.turned import turned
from mneme_cli.store import baseline as baselines
from tests.properties import shops
from tests.properties.test_nominators import DAY
from tests.properties.test_shards import repository
from tests.repo import Repo, scrub


def moved(chance, files):
    """Change what makes the policy, in one way or in several: marks, exclusions, debt, rules, manifests, roots."""
    new = dict(files)
    code = sorted(path for path in files if path.endswith(".py"))
    if chance.random() < 0.5:
        said = "".join(f"{chance.choice(code)} linguist-{chance.choice(('generated', 'vendored'))}\n" for _ in range(2))
        new[".gitattributes"] = said.encode()
    if chance.random() < 0.25:
        new["mneme.yaml"] = new["mneme.yaml"].partition(b"exclude:")[0] + b"exclude: [src/shop/a/**]\n"
    if chance.random() < 0.25:
        new |= {path: text for path, text in shops.decisions(chance, 8).items() if path != "mneme.yaml"}
    if chance.random() < 0.25:
        new["pyproject.toml"] = b'[project]\nname = "shop"\ndependencies = ["attrs", "requests"]\n'
    if chance.random() < 0.3:
        found = everything(ends_of(files, files), compiled(Texts(files), DAY, None))
        kept = {each.identity: each.times for each in found if chance.random() < 0.6}
        new[baselines.PATH] = baselines.write(Baseline(counts=kept))
    return new


def everything(ends, law, marks=None, baseline=NOTHING):
    """Judge a tree whole, with nothing known before."""
    return verdicts.of_everything(law.policy, sources_of(ends, law, silent, marks), DAY, baseline).findings


def ends_of(before, after):
    known = Changed(changes=_changes(before, after))
    return Ends(Repository(root=""), known, Texts(after), Texts(before), everything=before is after)


def plainly(ends, found, names):
    """Return which findings only one side has, or has louder: (gone, come), by identity."""
    old, new = sides(ends, found)
    then, now = (everything(ends, each.law, each.marks, each.baseline) for each in (old, new))
    was = {(names.get(each.rule, each.rule), *each.identity[1:]): each.outcome for each in then}
    there = {each.identity: each.outcome for each in now}
    return louder(was, there), louder(there, was)


def louder(these, those):
    heard = {key: OUTCOMES.index(those.get(key, "allow")) for key in these}
    return {key for key, outcome in these.items() if OUTCOMES.index(outcome) > heard[key]}


def reviewed(ends, found, names):
    """Return the same from the review, where those of one cycle are one."""
    gone, come = turned(ends, found, found.fork.made, found.head.made, DAY, silent)
    was = {(names.get(one.rule, one.rule), *one.identity[1:]) for one in (each.finding for each in gone)}
    return was, {each.finding.identity for each in come}, sum(1 + each.finding.more for each in (*gone, *come))


def same(ends, found):
    names = renamed(found.fork.made, found.head.made)
    gone, come = plainly(ends, found, names)
    was, there, count = reviewed(ends, found, names)
    assert was <= gone
    assert there <= come
    assert count == len(gone) + len(come)
    return len(gone) + len(come)


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10**9))
@example(seed=3)
def test_of_any_change_of_the_policy(seed):
    chance = Random(seed)
    files = repository(chance)
    found = ends_of(files, moved(chance, files))
    head, fork = (compiled(tree, DAY, None) for tree in (found.after, found.before))
    same(found, Laws(head=head, base=fork, fork=fork))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_with_facts_and_graph_from_the_store_and_both_left_as_they_were(seed):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        scrub(patch, Path(folder) / "home")
        same_in_git(Repo.make(Path(folder) / "repo"), Random(seed))


def same_in_git(repo, chance):
    files = repository(chance)
    base = repo.commit("one", files)
    head = repo.commit("two", moved(chance, files))
    request = Request(mode="range", base=base, head=head)
    found = ends(find(repo.root), request)
    both = laws(found, request, DAY)
    if both.fork is both.head:
        both = both._replace(fork=compiled(found.before, DAY, None))
    kept = repo.path / ".git/mneme/graph-commit"
    sources_of(found, both.head, silent, marks_of(found, both.head, both.base)).graph()
    before = kept.read_bytes()
    turned(found, both, both.fork.made, both.head.made, DAY, silent)
    after = kept.read_bytes()
    same(found, both)
    assert before == after
