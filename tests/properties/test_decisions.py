"""The laws of the compiler, over generated corpora of decisions."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from mneme_cli.decisions.enact import DECIDED
from mneme_cli.model.corpus import Decision, Link, Place, Settings, Waiver
from mneme_cli.model.day import NEVER
from mneme_cli.model.rule import written
from tests.decisions.made import counting, findings
from tests.properties.corpora import DAY, EDGES, LAW, corpora, made


def policy_of(policy):
    """What the judge would get, without the days."""
    return policy.rules, policy.texts, policy.corpus.live


@LAW
@given(corpora(), st.randoms(use_true_random=False))
def test_file_order_never_matters(corpus, seed):
    decisions, waivers = list(corpus[0]), list(corpus[1])
    seed.shuffle(decisions)
    seed.shuffle(waivers)
    assert repr(made((decisions, waivers))) == repr(made(corpus))


@LAW
@given(corpora())
def test_adding_a_decision_without_removal_links_never_removes_a_finding(corpus):
    decisions, waivers = corpus
    less = counting(made((decisions[:-1], waivers)), EDGES)
    last = decisions[-1]._replace(links=tuple(link for link in decisions[-1].links if link.kind == "relates"))
    assert less <= counting(made(((*decisions[:-1], last), waivers)), EDGES)


@LAW
@given(corpora(), st.integers(0, 4))
def test_a_waiver_removes_only_findings_of_its_rule_in_its_paths(corpus, at):
    decisions, waivers = corpus
    assume(waivers)
    one = waivers[at % len(waivers)]
    without = counting(made((decisions, tuple(other for other in waivers if other is not one))), EDGES)
    gone = without - counting(made(corpus), EDGES)
    assert {rule for rule, _, _ in gone} <= set(one.waives)
    assert all(path.startswith(one.inside[0][:-2]) for _, path, _ in gone if one.inside)
    assert not counting(made(corpus), EDGES) - without


@LAW
@given(corpora())
def test_nothing_is_revived(corpus):
    """What an enacted record removed stays removed, whoever supersedes that record."""
    decisions, waivers = corpus
    before = made(corpus)
    enacted = [one for one in decisions if before.corpus.states[one.id].state not in ("not-decided", "scheduled")]
    news = Decision(
        id="ADR-NEW",
        title="",
        status="accepted",
        date=DAY - 1,
        links=tuple(Link("ADR-NEW", "supersedes", one.id) for one in enacted),
    )
    after = made(((*decisions, news), waivers))
    assert set(after.corpus.live) <= set(before.corpus.live)
    retired = tuple(one._replace(status="retired") if one.status in DECIDED else one for one in decisions)
    assert set(made((retired, waivers)).corpus.live) <= set(before.corpus.live)


@LAW
@given(corpora())
def test_proposed_and_rejected_records_change_nothing(corpus):
    """Not even by closing a circle: one proposal is aimed at everything, and everything at it."""
    decisions, waivers = corpus
    aimed = tuple(Link("ADR-P", "supersedes", one.id, place=Place("docs/ADR-P.yaml", 3)) for one in decisions)
    proposal = Decision(id="ADR-P", title="", status="proposed", date=DAY - 9, links=aimed)
    back = {one.id: Link(one.id, "supersedes", "ADR-P", place=Place("docs/P.yaml", 8)) for one in decisions}
    with_it = tuple(one._replace(links=(*one.links, back[one.id])) for one in decisions)
    undecided = [one.id for one in decisions if one.status in ("proposed", "rejected")]
    kept = tuple(
        one._replace(links=tuple(link for link in one.links if link.target.partition("#")[0] not in undecided))
        for one in decisions
        if one.id not in undecided
    )
    assert policy_of(made((kept, waivers))) == policy_of(made(((*with_it, proposal), waivers)))


@LAW
@given(corpora(), st.integers(-60, 60))
def test_a_policy_is_piecewise_constant_in_time(corpus, shift):
    policy = made(corpus, as_of=DAY + shift)
    assert policy.since <= DAY + shift < policy.until
    for day in {
        policy.since,
        (policy.since + min(policy.until, policy.since + 99)) // 2,
        min(policy.until, DAY + 200) - 1,
    }:
        if day > 0 and policy.since <= day < policy.until:
            again = made(corpus, as_of=day)
            assert (policy_of(again), again.since, again.until) == (policy_of(policy), policy.since, policy.until)
            assert again.corpus.problems == policy.corpus.problems
            assert {id_: one.state for id_, one in again.corpus.states.items()} == {
                id_: one.state for id_, one in policy.corpus.states.items()
            }


@LAW
@given(corpora())
def test_renaming_ids_changes_nothing_but_names(corpus):
    backwards = str.maketrans("0123456789", "zyxwvutsrq")
    new = {id_: id_.translate(backwards) for id_ in ("ADR-999", *(one.id for one in corpus[0]))}

    def name(id_):
        record, hash_, rule = id_.partition("#")
        return new[record] + hash_ + rule

    decisions = tuple(
        one._replace(
            id=name(one.id),
            clauses=tuple(clause._replace(id=name(clause.id)) for clause in one.clauses),
            links=tuple(link._replace(source=name(link.source), target=name(link.target)) for link in one.links),
        )
        for one in corpus[0]
    )
    waivers = tuple(one._replace(waives=tuple(map(name, one.waives))) for one in corpus[1])
    before, after = made(corpus), made((decisions, waivers))
    assert {(name(rule), path, target) for rule, path, target in counting(before, EDGES)} == counting(after, EDGES)
    assert Counter(one.code for one in before.corpus.problems) == Counter(one.code for one in after.corpus.problems)
    assert {name(id_): one.state for id_, one in before.corpus.states.items()} == {
        id_: one.state for id_, one in after.corpus.states.items()
    }


@LAW
@given(corpora(), st.integers(-3000, 3000))
def test_shifting_all_days_changes_nothing(corpus, by):
    def moved(day):
        return day + by if day else 0

    decisions = tuple(
        one._replace(
            date=moved(one.date),
            effective=moved(one.effective),
            expires=moved(one.expires),
            clauses=tuple(clause._replace(begins=moved(clause.begins)) for clause in one.clauses),
        )
        for one in corpus[0]
    )
    waivers = tuple(one._replace(until=moved(one.until)) for one in corpus[1])
    before, after = made(corpus), made((decisions, waivers), as_of=DAY + by)
    assert findings(before, EDGES) == findings(after, EDGES)
    assert before.corpus.live == after.corpus.live
    assert before.until in (NEVER, after.until - by)


@LAW
@given(corpora())
def test_no_lower_authority_silences_a_final_rule(corpus):
    """A repository tries every means at once: it supersedes, amends, overrides and waives all that its packs say."""
    packs = tuple(one for one in corpus[0] if one.pack)
    assume(packs)
    final = [clause.id for one in packs for clause in one.clauses if clause.level == "final"]
    links = [Link("ADR-BAD", "supersedes", one.id) for one in packs]
    links += [Link("ADR-BAD", kind, rule) for kind in ("amends", "overrides") for rule in final]
    bad = Decision(id="ADR-BAD", title="", status="accepted", date=DAY - 99, links=tuple(links))
    paper = Waiver(id="W-BAD", waives=tuple(final), until=DAY + 9, approved_by="mallory", because="me")
    alone = {one for one in findings(made((packs, ())), EDGES) if one[4] == "final"}
    joined = made(
        ((*corpus[0], bad), (paper,)), settings=Settings(exclude=("src/**", "lib/**"), approvers=("mallory",))
    )
    assert alone <= findings(joined, EDGES)


@LAW
@given(corpora())
def test_explanation_is_a_partition(corpus):
    """Every rule that speaks of a place is applied, or set aside for one reason: by its state, or by one tag."""
    policy = made(corpus)
    assert set(policy.regions) == {id_ for id_ in policy.corpus.states if "#" in id_}
    seen = findings(policy, EDGES)
    assert len(seen) == len({one[:3] for one in seen})
    for rule, region in policy.regions.items():
        state = policy.corpus.states[rule].state
        in_force = state in ("in-force", "advisory")
        assert (rule in policy.corpus.live) is in_force
        assert all(region.holds(path) for id_, path, *_ in seen if id_ == rule)


@LAW
@given(corpora())
def test_a_link_reported_as_an_error_removes_nothing(corpus):
    policy = made(corpus)
    wrong = {(one.path, one.line) for one in policy.corpus.problems}
    decisions = tuple(
        one._replace(links=tuple(link for link in one.links if (link.place.path, link.place.line) not in wrong))
        for one in corpus[0]
    )
    waivers = tuple(one for one in corpus[1] if one.place.path not in {path for path, _ in wrong})
    again = made((decisions, waivers))
    assert again.corpus.problems == ()
    assert policy_of(again) == policy_of(policy)


@LAW
@given(corpora())
def test_removers_are_as_the_law_says(corpus):
    """An oracle in six lines: standing links of enacted sources, and nothing else, remove."""
    policy = made(corpus)
    by_id = {one.id: one for one in corpus[0]}
    removed = {
        link.target
        for link in policy.corpus.links
        if link.kind in ("supersedes", "amends")
        and by_id[link.source].status in DECIDED
        and (by_id[link.source].effective or by_id[link.source].date) <= DAY
    }
    live = {
        clause.id
        for one in corpus[0]
        for clause in one.clauses
        if one.status in ("accepted", "deprecated") and not {one.id, clause.id} & removed
        if max(one.effective or one.date, clause.begins) <= DAY <= (one.expires or NEVER)
    }
    assert set(policy.corpus.live) == live


@LAW
@given(corpora(most=12), st.integers(0, 11))
def test_two_files_with_one_number_keep_all_their_rules(corpus, at):
    decisions, waivers = corpus
    twin = decisions[at % len(decisions)]
    twin = twin._replace(place=Place("docs/again.yaml"), status="accepted", date=DAY, effective=0, expires=0, links=())
    policy = made(((*decisions, twin), waivers))
    assert "E-DUP-ID" in {one.code for one in policy.corpus.problems}
    ours = {f"{clause.id} (docs/again.yaml)" for clause in twin.clauses if clause.begins <= DAY}
    assert ours <= set(policy.corpus.live)
    assert all(written(id_).partition("#")[0] == twin.id for id_ in ours)
    assert not any(link.target.partition("#")[0] == twin.id for link in policy.corpus.links)


SCRIPT = """
import hashlib
from tests.decisions.made import build
from tests.properties.corpora import _clauses, _paper, _record
import random
seed = random.Random(7)
names = [f"{prefix}ADR-{at}" for at in range(20) for prefix in ("", "org:")]
records = [_record(seed, name, names, _clauses(seed, name)) for name in names]
papers = [_paper(seed, f"W-{at}", names) for at in range(5)]
policy = build(*records, *papers, as_of=20619)
print(hashlib.sha256(repr(policy).encode()).hexdigest(), len(policy.rules), len(policy.corpus.problems))
"""


def test_the_same_bytes_under_any_hash_seed_time_zone_and_locale():
    """Three interpreters with nothing in common but the input."""
    out = set()
    for seed, zone, locale in (
        ("0", "UTC", "C"),
        ("1", "Pacific/Kiritimati", "C.UTF-8"),
        ("4242", "America/Nome", "POSIX"),
    ):
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": ".", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=env)
        out.add(done.stdout)
    (line,) = out
    assert int(line.split()[1]) > 5
