"""An explanation is a partition: every rule that speaks at a file, exactly once, applied or set aside for one reason."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.judge.reasons import reasons
from mneme_cli.judge.status import settled
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.finding import Finding
from mneme_cli.model.reason import HOWS, Spoken
from tests.properties.corpora import DAY, EDGES, corpora, made

LAW = settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
PATHS = sorted({path for path, _ in EDGES})


def explained(policy, path, seed):
    """Find, settle with a random baseline and random statuses, and explain."""
    rules = {rule.id: rule for rule in policy.rules}
    found = [
        Finding(rule=rule.id, source=where, target=target, status=seed.choice(("introduced", "existing")))
        for rule in policy.rules
        for where, target in EDGES
        if rule.near.holds(where) and any(one.selects(target, target) for one in rule.far)
    ]
    accepted = Baseline(counts={one.identity: 1 for one in found if seed.random() < 0.3})
    judged = settled(found, rules, accepted, DAY, frozenset())
    spoken = [Spoken(id_, policy.corpus.states[id_], region) for id_, region in policy.regions.items()]
    return reasons(spoken, rules, judged, [path], DAY), [one for one in judged if one.source == path]


@LAW
@given(corpora(), st.sampled_from(PATHS), st.randoms(use_true_random=False))
def test_every_rule_that_speaks_stands_there_once(corpus, path, seed):
    policy = made(corpus)

    told, _ = explained(policy, path, seed)

    assert [one.rule for one in told] == sorted(id_ for id_, region in policy.regions.items() if region.holds(path))
    assert {one.how for one in told} <= set(HOWS)


@LAW
@given(corpora(), st.sampled_from(PATHS), st.randoms(use_true_random=False))
def test_only_rules_in_force_are_applied_and_what_counts_is_never_set_aside(corpus, path, seed):
    policy = made(corpus)

    told, found = explained(policy, path, seed)

    how = {one.rule: one.how for one in told}
    out = {rule for rule, one in how.items() if one in ("not in force", "removed")}
    assert {rule.id for rule in policy.rules} & out == set()
    assert set(how) - out <= set(policy.corpus.live)
    assert {how[one.rule] for one in found if not one.aside and one.status == "introduced"} <= {"applied"}


@LAW
@given(corpora(), st.sampled_from(PATHS), st.randoms(use_true_random=False))
def test_the_first_reason_counts(corpus, path, seed):
    policy = made(corpus)

    told, found = explained(policy, path, seed)

    tags = {"override": "overridden", "waiver": "waived", "except": "excepted", "baseline": "baselined", "": "existing"}
    for one in told:
        mine = [tags[each.aside.partition(" ")[0]] for each in found if each.rule == one.rule]
        if one.how != "applied" and mine:
            assert one.how == min(mine, key=HOWS.index)
        state = policy.corpus.states[one.rule].state
        assert (one.how == "removed") == (state in ("superseded", "amended"))
        assert one.how != "not in force" or state in ("not-decided", "scheduled", "expired", "retired")
