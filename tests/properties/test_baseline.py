"""A baseline of everything lets everything pass, hides nothing new, and every entry that was paid is told."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.judge.debt import debt, less, paid
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.day import parse
from mneme_cli.pipeline.texts import judged
from mneme_cli.store import baseline as store

LAW = settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
DAY = parse("2026-06-01")
RULES = {"ADR-1#x": "normal", "ADR-1#y": "final", "ADR-1#z": "advise", "ADR-1#chain": "normal"}
RULES |= {"ADR-1#long": "normal", "ADR-1#few": "normal"}
DECISION = b"""\
id: ADR-1
title: Bans
status: accepted
date: 2026-01-01
rules:
  x: {forbid: {packages: [x]}}
  y: {forbid: {packages: [y]}, level: final}
  z: {forbid: {packages: [z]}, level: advise}
  chain: {forbid: {reaches: [app.low]}, in: [app/high/**]}
  long: {limit: {metric: lines, at_most: 2}, in: ["app/**", other.py]}
  few: {ratchet: {count: {imports: [app.low]}, at_most: 1}}
"""
LINES = ("import x", "import y", "import z", "from app import low", "from app import middle", "x = 1")
FILES = st.fixed_dictionaries(
    {
        path: st.lists(st.sampled_from(LINES), max_size=4).map(
            lambda some: "".join(f"{one}\n" for one in some).encode()
        )
        for path in ("app/high/a.py", "app/high/b.py", "app/middle.py", "other.py")
    }
)


def whole(files, accepted=None):
    """Judge everything, with a baseline in the tree."""
    more = {"docs/decisions/ADR-1.yaml": DECISION, "app/__init__.py": b"", "app/low.py": b""}
    more |= {store.PATH: store.write(accepted)} if accepted else {}
    return judged(None, {**more, **files}, DAY).verdict


def owed(files):
    rules = {id_: SimpleNamespace(level=level) for id_, level in RULES.items()}
    return debt(whole(files).findings, rules)


@LAW
@given(FILES)
def test_what_was_accepted_passes_and_only_final_rules_are_left(files):
    accepted, final = owed(files)

    verdict = whole(files, accepted)

    blocking = [one for one in verdict.findings if one.outcome == "block"]
    assert sorted(one.identity for one in blocking) == sorted(one.identity for one in final)
    assert {one.rule for one in blocking} <= {"ADR-1#y"}
    assert not [one for one in verdict.problems if one.path == store.PATH]


@LAW
@given(FILES, FILES)
def test_what_comes_on_top_blocks_and_what_went_is_told(then, now):
    accepted, _ = owed(then)
    today, _ = owed(now)

    verdict = whole(now, accepted)

    blocking = [one for one in verdict.findings if one.outcome == "block" and one.rule != "ADR-1#y"]
    assert len(blocking) == sum(less(today, accepted).counts.values())
    assert paid(accepted, verdict.findings) == less(accepted, today)
    told = {one.message.partition(" of ")[2].split()[0] for one in verdict.problems if one.path == store.PATH}
    assert told == {identity[0] for identity in less(accepted, today).counts}


@LAW
@given(FILES, FILES)
def test_it_only_shrinks(one, other):
    old, now = owed(one)[0], owed(other)[0]

    shrunk = store.stricter(now, old)

    assert less(shrunk, old) == Baseline()
    assert less(shrunk, now) == Baseline()
    assert store.read(store.write(shrunk)) == shrunk
